"""What the interfaces say that others have agreed on: features for maps, requests, calendars."""

TEXTS: dict[str, tuple[str, str]] = {
    "features_title": (
        "หน่วยบริการเคลื่อนที่: ข้อมูลเชิงพื้นที่",
        "Mobile service units: features for maps",
    ),
    "features_description": (
        "หมู่บ้าน หน่วยบริการ จุดให้บริการและเส้นทางตามแผน และคำขอรับบริการ"
        " ผู้ที่ไม่ได้เข้าสู่ระบบจะเห็นเฉพาะแผนที่เผยแพร่แล้วและไม่มีข้อมูลส่วนบุคคล",
        "Villages, mobile units, visits and routes of plans, and requests. Without signing in only"
        " what is published is shown, and nothing about persons.",
    ),
    "features_attribution": (
        "ข้อมูลของหน่วยงานผู้จัดทำแผน เปิดเผยภายใต้สัญญาอนุญาต CC BY 4.0",
        "Data of the planning office, open under CC BY 4.0",
    ),
    "features_landing": ("หน้าแรกของบริการ", "Landing page"),
    "features_api": ("คำอธิบายบริการ (OpenAPI)", "Description of the service (OpenAPI)"),
    "features_conformance": ("มาตรฐานที่รองรับ", "Conformance"),
    "features_collections": ("ชุดข้อมูล", "Collections"),
    "features_villages": ("หมู่บ้าน", "Villages"),
    "features_villages_about": (
        "หมู่บ้านพร้อมรหัสของกรมการปกครองและตำแหน่งที่ตั้ง",
        "Villages with their official codes and where they are.",
    ),
    "features_units": ("หน่วยบริการเคลื่อนที่", "Mobile units"),
    "features_units_about": (
        "หน่วยบริการเคลื่อนที่ ณ ที่ตั้งหน่วย พร้อมบริการที่ให้",
        "Mobile units at their base, with the services they carry.",
    ),
    "features_plan_visits": ("จุดให้บริการตามแผน", "Visits of plans"),
    "features_plan_visits_about": (
        "วัน เวลา สถานที่ และบริการของแผนที่เผยแพร่แล้ว หรือของแผนที่ระบุด้วย plan_id",
        "Days, times, places and services of published plans, or of the plan that plan_id names.",
    ),
    "features_plan_routes": ("เส้นทางตามแผน", "Routes of plans"),
    "features_plan_routes_about": (
        "เส้นทางของแต่ละหน่วยในแต่ละวัน ของแผนที่เผยแพร่แล้ว หรือของแผนที่ระบุด้วย plan_id",
        "The way of each unit on each day, of published plans or of the plan that plan_id names.",
    ),
    "features_requests": ("คำขอรับบริการ", "Requests"),
    "features_requests_about": (
        "คำขอของหน่วยงานพร้อมสถานะและวันครบกำหนด ไม่มีข้อมูลผู้ขอ",
        "Requests of offices with their state and due date; nothing of who asked.",
    ),
    "open311_service": (
        "ให้บริการโดย{agency} ภายใน {days} วันทำการนับจากวันที่รับคำขอ",
        "Provided by {agency}; promised within {days} working days of the request.",
    ),
    "open311_people": ("จำนวนผู้ต้องการรับบริการ (คน)", "How many people need the service?"),
    "open311_people_kind": ("จำนวนเต็มตั้งแต่ 1 ขึ้นไป", "A whole number from 1."),
    "open311_notice": (
        "รับคำขอแล้ว กำหนดให้บริการภายในวันที่ {due}",
        "The request was received. It is due by {due}.",
    ),
    "open311_contact": (
        "โปรดติดต่อหน่วยงานผู้จัดทำแผนของจังหวัด",
        "Please ask the province's planning office.",
    ),
    "open311_key_service": (
        "ผู้ใช้ระบบสร้างรหัสสำหรับโปรแกรม (token) ได้จากหน้าบัญชีของตน แล้วส่งเป็น api_key",
        "Members make a token on their account page and send it as api_key.",
    ),
    "open311_state_received": ("รับคำขอแล้ว รอพิจารณา", "Received, waiting for a decision"),
    "open311_state_postponed": (
        "เลื่อนพิจารณา จะแจ้งผลภายหลัง",
        "Put off, to be looked at again",
    ),
    "open311_state_accepted": ("อนุมัติแล้ว รอการออกหน่วย", "Accepted, waiting for the visit"),
    "open311_state_declined": ("ไม่อนุมัติ", "Declined"),
    "open311_state_withdrawn": ("ผู้ขอถอนคำขอ", "Withdrawn"),
    "open311_state_done": ("ให้บริการแล้ว", "Served"),
    "calendar_event": ("{village} · {unit}", "{village} · {unit}"),
}
