"""Sheets of contacts, fixed dates and road states: what they and their columns are called."""

TEXTS: dict[str, tuple[str, str]] = {
    "form_sheet_contacts": ("ผู้ติดต่อของหมู่บ้าน", "Village contacts"),
    "form_sheet_fixed_dates": ("วันที่กำหนดไว้แล้ว", "Fixed dates"),
    "form_sheet_road_seasons": ("สภาพถนนตามวันที่", "Road states"),
    "form_column_placed_by": ("ผู้ปักหมุดและเหตุผล", "Placed by, and why"),
    "form_note_placed_by": (
        "ระบบบันทึกเมื่อปักหมุดด้วยมือ การนำเข้าครั้งต่อไปจะคงพิกัดนี้ไว้",
        "Written when somebody places it by hand; later imports keep that point",
    ),
    "form_column_role_th": ("บทบาท", "Role (Thai)"),
    "form_column_role_en": ("บทบาท (อังกฤษ)", "Role"),
    "form_column_phone": ("หมายเลขโทรศัพท์", "Phone number"),
    "form_column_fixed_dates.service_code": ("รหัสบริการ (ถ้ากำหนด)", "Service code (if set)"),
    "form_column_fixed_dates.unit_code": ("รหัสหน่วย (ถ้ากำหนด)", "Unit code (if set)"),
    "form_column_fixed_dates.name": ("งานหรือผู้กำหนดวัน", "Occasion"),
    "form_column_from_date": ("วันแรก", "First day"),
    "form_column_to_date": ("วันสุดท้าย", "Last day"),
    "form_column_road_seasons.state": ("สภาพถนน", "Road state"),
    "form_column_policy.note": ("คำอธิบาย", "Note"),
    "form_choice_dry": ("ถนนแห้ง", "dry"),
    "form_choice_wet": ("ถนนเปียก (ฤดูฝน)", "wet"),
    "form_note_role_th": (
        "เช่น ผู้ใหญ่บ้าน อสม. ครูใหญ่ (ไม่ใส่ชื่อบุคคล)",
        "Such as village head, health volunteer, head teacher (no person's name)",
    ),
    "form_note_phone": ("เช่น 0-0000-0000", "Such as 0-0000-0000"),
    "form_note_fixed_dates.date": (
        "วันที่ผู้อื่นกำหนดไว้แล้ว เช่น งานระดับชาติ หรือวันจังหวัดเคลื่อนที่ แผนจะยึดวันนี้ก่อน",
        "A day that others have set, such as a national campaign or the governor's visit; "
        "the plan keeps to it first",
    ),
    "form_note_road_seasons.from_date": (
        "ช่วงที่ถนนต่างจากเดือนปกติ (กลางเดือนพฤษภาคมถึงกลางเดือนตุลาคมถือว่าเปียก)",
        "Days when roads differ from what their month says (mid-May to mid-October is wet)",
    ),
    "form_note_history.state": (
        "ให้บริการแล้ว หรือประกาศให้ประชาชนทราบแล้ว",
        "Done, or announced to the people",
    ),
    "form_note_stop_places.village_code": (
        "หย่อมบ้านของหมู่บ้านเดียวกันใส่คนละแถว รหัสหมู่บ้านเดิม พิกัดของหย่อมบ้าน",
        "A hamlet has a row of its own: the village's code, the hamlet's own point",
    ),
    "form_note_seconds_per_person": (
        "เวลาที่ใช้กับผู้รับบริการหนึ่งรายที่หนึ่งช่อง เช่น 900 คือ 15 นาที",
        "What one person takes at one counter; 900 is 15 minutes",
    ),
    "form_note_open_s": ("เช่น 7200 คือ 2 ชั่วโมง", "7200 is 2 hours"),
    "form_note_days_off": ("วันที่ คั่นด้วย ;", "Dates parted by ;"),
    "form_note_counters": ("จำนวนผู้รับบริการพร้อมกันได้", "How many people are served at once"),
    "form_readme_order": (
        "ลำดับที่แนะนำ: จังหวัด หมู่บ้าน ฐานที่ตั้งหน่วย บริการ ช่วงเปิดบริการ หน่วยเคลื่อนที่ บริการของหน่วย ความต้องการ",
        "A good order: province, villages, bases, services, packages, units, their services, "
        "demand.",
    ),
    "form_policy_standard": ("ค่ามาตรฐาน {value}", "standard {value}"),
    "form_policy_version": ("ชื่อรุ่นของนโยบาย", "Name of this version of the policy"),
    "form_policy_prize_per_person": ("คะแนนของการให้บริการหนึ่งราย", "Points for serving one person"),
    "form_policy_urgency_cap": ("ตัวคูณความเร่งด่วนสูงสุด", "Most that urgency multiplies a prize by"),
    "form_policy_due_from": (
        "เริ่มให้คะแนนเมื่อเวลาผ่านไปกี่ส่วนของรอบ",
        "Share of the interval from which serving counts",
    ),
    "form_policy_required_from": (
        "ต้องให้บริการเมื่อเวลาผ่านไปกี่เท่าของรอบ",
        "Intervals after which a village must be served",
    ),
    "form_policy_never_visited_factor": (
        "หมู่บ้านที่ไม่เคยไปถือว่าผ่านมาแล้วกี่รอบ",
        "Intervals that a village never visited counts as",
    ),
    "form_policy_points_per_drive_hour": (
        "คะแนนที่เสียต่อการขับรถหนึ่งชั่วโมง",
        "Points an hour of driving costs",
    ),
    "form_policy_points_per_baht": ("คะแนนที่เสียต่อหนึ่งบาท", "Points a baht costs"),
    "form_policy_weight_late_request": (
        "น้ำหนักของคำขอที่เกินกำหนด",
        "Weight of requests past their date",
    ),
    "form_policy_weight_overdue": ("น้ำหนักของหมู่บ้านที่รอเกินรอบ", "Weight of overdue villages"),
    "form_policy_equity_floor": (
        "สัดส่วนความต้องการทั้งปีที่ทุกอำเภอควรได้รับ (0 คือไม่ใช้)",
        "Share of a year's need that every district should see met (0: not used)",
    ),
    "form_policy_promise_tolerance": (
        "ส่วนของคำมั่นที่ยอมเสียเพื่อข้อถัดไป",
        "Share of the promises that later aims may give up",
    ),
    "form_policy_equity_tolerance": (
        "ส่วนของความเสมอภาคที่ยอมเสียเพื่อข้อถัดไป",
        "Share of the lowest district that the last aim may give up",
    ),
    "form_policy_access_near_min": (
        "ผู้ที่อยู่ใกล้จุดให้บริการถาวรไม่เกินกี่นาทีถือว่าใกล้ (0 คือไม่ใช้)",
        "Minutes to a fixed service point that count as near (0: not used)",
    ),
    "form_policy_access_near_share": (
        "สัดส่วนของผู้ที่อยู่ใกล้ที่ยังต้องให้หน่วยเคลื่อนที่ไปบริการ",
        "Share of the people near one who still need a mobile unit",
    ),
    "form_policy_access_far_min": (
        "หมู่บ้านที่ไกลจุดให้บริการถาวรเกินกี่นาทีถือว่าไกล (0 คือไม่ใช้)",
        "Minutes to a fixed service point beyond which a village counts as far (0: not used)",
    ),
    "form_policy_access_far_weight": (
        "ตัวคูณความจำเป็นของหมู่บ้านที่ไกล",
        "What the need of far villages is multiplied by",
    ),
    "form_policy_budget_year_baht": (
        "งบประมาณออกหน่วยทั้งปีงบประมาณ (บาท) 0 คือไม่ระบุ",
        "What units may cost in a fiscal year (baht); 0: not stated",
    ),
    "form_policy_weight_pin": ("น้ำหนักของวันที่คนกำหนด", "Weight of what people have fixed"),
    "form_policy_weight_caravan": (
        "น้ำหนักของหน่วยที่ขาดจากคาราวาน",
        "Weight of a unit missing from a caravan",
    ),
    "form_policy_points_per_change": (
        "คะแนนที่เสียต่อการเปลี่ยนนัดที่เผยแพร่แล้วหนึ่งรายการ",
        "Points that changing an announced visit costs",
    ),
    "form_policy_notice_days": (
        "จำนวนวันล่วงหน้าที่ถือว่าเปลี่ยนนัดกระชั้นชิด",
        "Days before a visit in which a change counts against the budget",
    ),
}
