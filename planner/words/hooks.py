"""Hooks: other systems that are told of plans and requests."""

TEXTS: dict[str, tuple[str, str]] = {
    "hooks_menu": ("แจ้งระบบภายนอก", "Hooks"),
    "hooks_title": ("แจ้งระบบภายนอกเมื่อมีเหตุการณ์", "Other systems that are told"),
    "hooks_note": (
        "ระบบส่งข้อความ JSON ที่ลงลายมือชื่อไปยังที่อยู่ที่กำหนดทันทีที่เกิดเหตุการณ์ ตามลำดับ"
        " และส่งซ้ำจนกว่าปลายทางจะรับ ไม่มีข้อมูลส่วนบุคคลในข้อความ",
        "Signed JSON is posted to an address as soon as something happens: in order, and again"
        " until it is taken. It holds nobody's personal data.",
    ),
    "hooks_none": ("ยังไม่มีระบบใดรับแจ้งของจังหวัดนี้", "No system is told of this province yet."),
    "hooks_list": ("ระบบที่รับแจ้ง", "Systems that are told"),
    "hooks_made": ("ตั้งโดย {by} เมื่อ {at}", "made by {by}, {at}"),
    "hooks_state_good": ("รับแจ้งปกติ", "Takes what it is told"),
    "hooks_state_quiet": ("ยังไม่มีเหตุการณ์ให้แจ้ง", "Nothing to tell yet"),
    "hooks_state_failing": (
        "ปลายทางไม่รับ {count} ครั้งติดกัน จะปิดเมื่อครบ {most} ครั้ง",
        "Not taken {count} times in a row; switched off after {most}",
    ),
    "hooks_state_given_up": (
        "ปิดแล้ว เพราะปลายทางไม่รับ {count} ครั้งติดกัน",
        "Switched off: not taken {count} times in a row",
    ),
    "hooks_state_off": ("ปิดอยู่", "Switched off"),
    "hooks_next": ("ส่งครั้งต่อไป {at}", "next try {at}"),
    "hooks_switch_off": ("ปิด", "Switch off"),
    "hooks_switch_on": ("เปิดและส่งที่ค้างทันที", "Switch on, and tell what it missed"),
    "hooks_again": ("ส่งอีกครั้งทันที", "Try again now"),
    "hooks_drop": ("ลบ", "Remove"),
    "hooks_drop_sure": ("ลบถาวร กุญแจเดิมใช้ไม่ได้อีก", "For good: its secret is then worth nothing"),
    "hooks_deliveries": ("การส่งล่าสุด", "Last deliveries"),
    "hooks_deliveries_none": ("ยังไม่เคยส่ง", "Nothing was sent yet"),
    "hooks_event": ("เหตุการณ์", "Event"),
    "hooks_thing": ("เรื่อง", "About"),
    "hooks_when": ("เวลา", "When"),
    "hooks_outcome": ("ผล", "Outcome"),
    "hooks_new": ("ตั้งการแจ้งใหม่", "Tell another system"),
    "hooks_address": ("ที่อยู่ (https)", "Address (https)"),
    "hooks_events": ("แจ้งเมื่อ", "Of what"),
    "hooks_make": ("บันทึกและแสดงกุญแจ", "Make it and show its secret"),
    "hooks_secret": ("กุญแจลับสำหรับ {address}", "The secret for {address}"),
    "hooks_secret_once": (
        "แสดงครั้งนี้ครั้งเดียว คัดลอกไปตั้งในระบบปลายทางเพื่อใช้ตรวจลายมือชื่อ",
        "Shown this once: copy it into the other system, which checks the signature with it.",
    ),
    "hooks_how": ("วิธีตรวจลายมือชื่อ", "How to check the signature"),
    "hooks_how_text": (
        "หัวข้อ Planner-Signature คือ t=วินาที,v1=HEX โดย HEX คือ HMAC-SHA256 ของ วินาที จุด และเนื้อความ"
        " ด้วยกุญแจลับ Planner-Event-Number เพิ่มขึ้นเสมอ เลขซ้ำคือเหตุการณ์เดิม",
        "Planner-Signature is t=SECONDS,v1=HEX; HEX is the HMAC-SHA256 of SECONDS, a point and the"
        " body under the secret. Planner-Event-Number rises; the same number is the same event.",
    ),
    "hooks_fault_address_not_an_address": (
        "ที่อยู่ไม่ถูกต้อง ตัวอย่าง https://register.example.go.th/planner",
        "Not an address. Example: https://register.example.go.th/planner",
    ),
    "hooks_fault_address_not_https": ("ที่อยู่ต้องขึ้นต้นด้วย https://", "It must begin with https://"),
    "hooks_fault_address_private_address": (
        "ที่อยู่นี้อยู่ในเครือข่ายภายใน ให้ผู้ดูแลเครื่องเพิ่มชื่อเครื่องใน PLANNER_INSIDE ก่อน",
        "This is an address inside the network: name its host in PLANNER_INSIDE first.",
    ),
    "hooks_fault_address_too_many": (
        "จังหวัดหนึ่งตั้งได้ไม่เกิน {most} รายการ ลบที่ไม่ใช้ก่อน",
        "A province has {most} at most: remove one first.",
    ),
    "hooks_fault_events_empty": ("เลือกอย่างน้อยหนึ่งเหตุการณ์", "Tick at least one event."),
    "hooks_event_plan_drafted": ("มีร่างแผนใหม่", "a plan is drafted"),
    "hooks_event_plan_approved": ("แผนได้รับความเห็นชอบ", "a plan is approved"),
    "hooks_event_plan_published": ("ประกาศแผน", "a plan is published"),
    "hooks_event_plan_withdrawn": ("ถอนแผน", "a plan is withdrawn"),
    "hooks_event_request_filed": ("มีคำขอใหม่", "a request is filed"),
    "hooks_event_request_changed": ("คำขอเปลี่ยนสถานะ", "a request changes"),
    "hooks_outcome_ok": ("รับแล้ว", "taken"),
    "hooks_outcome_timeout": ("ปลายทางไม่ตอบในเวลา", "no answer in time"),
    "hooks_outcome_unreachable": ("ติดต่อปลายทางไม่ได้", "cannot be reached"),
    "hooks_outcome_bad_certificate": ("ใบรับรองของปลายทางไม่ถูกต้อง", "its certificate is not good"),
    "hooks_outcome_not_https": ("ปลายทางไม่ใช่ https", "not https"),
    "hooks_outcome_private_address": ("ปลายทางอยู่ในเครือข่ายภายใน", "an address inside the network"),
    "hooks_outcome_answer": ("ปลายทางตอบว่า {answer}", "it answered {answer}"),
}
