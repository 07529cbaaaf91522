"""What the checker says: the name of each rule, and what is wrong, by rule and fault."""

from collections.abc import Mapping

from planner.domain.verdict import Violation
from planner.words import Language, say
from planner.words.measures import span_text

TEXTS: dict[str, tuple[str, str]] = {
    "rule_form": ("รูปแบบของแผน", "Form of the plan"),
    "rule_trip": ("การออกหน่วยต่อเนื่อง", "Trips"),
    "rule_nights": ("การพักค้างคืน", "Nights away"),
    "rule_shift": ("เวลาทำงานของหน่วย", "Working hours"),
    "rule_travel": ("การเดินทาง", "Travel"),
    "rule_drive_limit": ("เวลาขับรถต่อวัน", "Driving limit"),
    "rule_lunch": ("พักกลางวัน", "Lunch"),
    "rule_opening": ("เวลาเปิดให้บริการ", "Opening hours"),
    "rule_skill": ("บริการที่หน่วยมีและสถานที่รองรับ", "Services carried and site needs"),
    "rule_coverage": ("หมู่บ้านที่สถานที่ครอบคลุม", "Villages covered"),
    "rule_capacity": ("จำนวนคนที่ให้บริการได้ต่อครั้ง", "Capacity of a visit"),
    "rule_demand": ("จำนวนคนที่ต้องการบริการ", "People in need"),
    "rule_max_visits": ("จำนวนครั้งที่ไปหมู่บ้านเดิม", "Number of visits"),
    "rule_min_gap": ("ระยะห่างระหว่างการไปสองครั้ง", "Days between visits"),
    "rule_load": ("วัสดุที่บรรทุก", "Load of consumables"),
    "rule_staff": ("บุคลากรที่มีจำกัด", "Scarce staff"),
    "rule_night_cap": ("จำนวนคืนค้างแรมทั้งแผน", "Nights of a unit in the whole plan"),
    "rule_money": ("งบประมาณ", "Budget"),
    "rule_forbidden": ("ข้อห้ามที่เจ้าหน้าที่กำหนด", "Ruled out by a person"),
    "rule_changes": ("การเปลี่ยนนัดที่เผยแพร่แล้ว", "Changes of announced visits"),
    "rule_value": ("คะแนนของแผน", "Value of the plan"),
    "rule_complete": ("ความครบถ้วนของแผน", "Completeness"),
    # Form
    "violation_form_unknown_schema": (
        "ไม่รู้จักรูปแบบเอกสารแผน {value}",
        "Unknown plan format {value}",
    ),
    "violation_form_other_province": (
        "แผนเป็นของจังหวัดรหัส {value} ไม่ใช่จังหวัดในคำขอ",
        "The plan is for province {value}, not for the one requested",
    ),
    "violation_form_other_start": (
        "แผนเริ่มวันที่ {value} ไม่ตรงกับคำขอ",
        "The plan starts on {value}, not on the day requested",
    ),
    "violation_form_other_days": (
        "แผนมี {value} วัน ไม่ตรงกับคำขอ",
        "The plan has {value} days, not as many as requested",
    ),
    "violation_form_unknown_unit": ("ไม่มีหน่วยรหัส {unit}", "There is no unit {unit}"),
    "violation_form_unknown_place": (
        "ไม่มีสถานที่รหัส {place} ที่ใช้ได้ในตำแหน่งนี้ของแผน",
        "There is no place {place} that could stand here",
    ),
    "violation_form_unknown_package": (
        "ไม่มีชุดเวลาให้บริการรหัส {value}",
        "There are no opening hours named {value}",
    ),
    "violation_form_unknown_village": (
        "ไม่มีหมู่บ้านรหัส {village}",
        "There is no village {village}",
    ),
    "violation_form_unknown_service": (
        "ไม่มีบริการรหัส {service}",
        "There is no service {service}",
    ),
    "violation_form_outside_horizon": (
        "เส้นทางอยู่นอกช่วงวันของแผน",
        "The route is on a day outside the plan",
    ),
    "violation_form_legs_do_not_join": (
        "ช่วงการเดินทางไม่ต่อเนื่องกันตามลำดับจุดแวะ",
        "The legs do not join the stops in their order",
    ),
    "violation_form_times_backwards": (
        "เวลาที่ {place} ย้อนกลับ",
        "Times run backwards at {place}",
    ),
    "violation_form_outside_day": (
        "เวลาในเส้นทางอยู่นอกวันที่ระบุ",
        "The route has times outside its day",
    ),
    "violation_form_no_package": (
        "การให้บริการที่ {place} ไม่ได้ระบุชุดเวลา",
        "The visit at {place} names no opening hours",
    ),
    "violation_form_no_serving": (
        "การให้บริการที่ {place} ไม่ได้ให้บริการใคร",
        "The visit at {place} serves nobody",
    ),
    "violation_form_nobody_served": (
        "บริการ {service} แก่ {village} ระบุจำนวนคนน้อยกว่าหนึ่ง",
        "{service} for {village} names less than one person",
    ),
    "violation_form_row_twice_at_stop": (
        "บริการ {service} แก่ {village} ซ้ำกันในจุดเดียว",
        "{service} for {village} stands twice at one stop",
    ),
    # Trips and nights
    "violation_trip_no_route": (
        "การออกหน่วยของ {unit} ไม่มีเส้นทาง",
        "A trip of {unit} has no route",
    ),
    "violation_trip_other_unit": (
        "เส้นทางของ {unit} อยู่ในการออกหน่วยของ {value}",
        "A route of {unit} stands in a trip of {value}",
    ),
    "violation_trip_not_from_base": (
        "เริ่มออกหน่วยจาก {place} ซึ่งไม่ใช่ที่ตั้งของหน่วย",
        "The trip starts at {place}, which is not the unit's base",
    ),
    "violation_trip_not_to_base": (
        "สิ้นสุดที่ {place} ไม่ได้กลับถึงที่ตั้งของหน่วย",
        "The trip ends at {place}, not back at the unit's base",
    ),
    "violation_trip_days_apart": (
        "เส้นทางในการออกหน่วยเดียวกันไม่ใช่วันติดต่อกัน",
        "Routes of one trip are not on consecutive days",
    ),
    "violation_trip_place_jumps": (
        "เริ่มวันที่ {place} แต่วันก่อนหน้าจบที่ {value}",
        "The day starts at {place}, but the day before ended at {value}",
    ),
    "violation_trip_two_routes_on_a_day": (
        "หน่วยเดียวกันมี {count} เส้นทางในวันเดียว",
        "The unit has {count} routes on one day",
    ),
    "violation_nights_no_bed": (
        "พักค้างคืนที่ {place} ซึ่งไม่ใช่ที่ตั้งหน่วยหรือที่พักที่กำหนด",
        "A night at {place}, which is neither a base nor a lodging",
    ),
    "violation_nights_too_many": (
        "ค้างคืน {nights} คืน เกินที่กำหนดไว้ {limit} คืน",
        "{nights} nights away, {limit} allowed",
    ),
    # Hours and roads
    "violation_shift_holiday": ("ออกหน่วยในวันหยุด", "Out on a holiday"),
    "violation_shift_no_shift": (
        "ออกหน่วยในวันที่หน่วยไม่ได้ปฏิบัติงาน",
        "Out on a day on which the unit does not work",
    ),
    "violation_shift_before_shift": (
        "ออกเดินทางก่อนเวลาทำงาน {over}",
        "Leaves {over} before its working hours",
    ),
    "violation_shift_after_shift": (
        "กลับถึงหลังเวลาทำงาน {over}",
        "Returns {over} after its working hours",
    ),
    "violation_travel_no_matrix": (
        "ไม่มีข้อมูลการเดินทางจาก {origin} ถึง {place}",
        "Travel from {origin} to {place} is not known",
    ),
    "violation_travel_unreachable": (
        "ไม่มีถนนที่รถของหน่วยใช้ได้จาก {origin} ถึง {place}",
        "No road leads this vehicle from {origin} to {place}",
    ),
    "violation_travel_other_duration": (
        "จาก {origin} ถึง {place} แผนระบุ {told} ข้อมูลถนนให้ {true}",
        "From {origin} to {place}: the plan says {told}, the roads say {true}",
    ),
    "violation_travel_other_distance": (
        "จาก {origin} ถึง {place} แผนระบุ {told_m} เมตร ข้อมูลถนนให้ {true_m} เมตร",
        "From {origin} to {place}: the plan says {told_m} m, the roads say {true_m} m",
    ),
    "violation_travel_other_flag": (
        "จาก {origin} ถึง {place} แผนระบุไม่ถูกต้องว่าระยะทางเป็นค่าประมาณหรือไม่",
        "From {origin} to {place}: the plan is wrong on whether this is an estimate",
    ),
    "violation_travel_leaves_at_other_time": (
        "เวลาออกจาก {origin} ไม่ตรงกับเวลาที่เสร็จงานที่นั่น",
        "The time of leaving {origin} is not when the stop there ends",
    ),
    "violation_travel_arrives_too_soon": (
        "ไปถึง {place} เร็วกว่าที่ขับรถได้จริง {over}",
        "Arrives at {place} {over} sooner than the drive takes",
    ),
    "violation_drive_limit_over": (
        "ขับรถรวม {drive} เกินที่กำหนดต่อวัน {limit_span}",
        "{drive} of driving, {limit_span} allowed in a day",
    ),
    "violation_lunch_no_lunch": (
        "ออกหน่วยตลอดช่วงกลางวันโดยไม่มีเวลาพักกลางวันตามที่กำหนด",
        "Out over midday without the lunch break that is due",
    ),
    "violation_lunch_lunch_away": (
        "พักกลางวันที่ {place} ซึ่งไม่ใช่จุดก่อนหน้าหรือจุดถัดไป",
        "Lunch at {place}, which is neither the stop before nor the stop after",
    ),
    "violation_lunch_lunch_serves": (
        "ระบุการให้บริการไว้ในเวลาพักกลางวัน",
        "A lunch break names servings or opening hours",
    ),
    # At a place
    "violation_opening_not_offered": (
        "{place} ไม่เปิดชุดเวลา {value}",
        "{place} does not offer the opening hours {value}",
    ),
    "violation_opening_other_length": (
        "เปิดให้บริการที่ {place} นาน {told} แต่ชุดเวลากำหนด {true}",
        "Open at {place} for {told}, while its hours are {true}",
    ),
    "violation_opening_outside_windows": (
        "เปิดให้บริการนอกช่วงเวลาที่ {place} ใช้ได้",
        "Open outside the hours of {place}",
    ),
    "violation_opening_no_setup": (
        "มีเวลาเตรียมงานที่ {place} เพียง {told} ต้องใช้ {true}",
        "{told} to set up at {place}, {true} needed",
    ),
    "violation_opening_no_packing": (
        "มีเวลาเก็บงานที่ {place} เพียง {told} ต้องใช้ {true}",
        "{told} to pack at {place}, {true} needed",
    ),
    "violation_opening_unsuitable_day": (
        "วันนั้นหมู่บ้านไม่สะดวกให้ไปที่ {place} {value}",
        "The day does not suit the village of {place} {value}",
    ),
    "violation_skill_not_carried": (
        "{unit} ไม่มีบริการ {service}",
        "{unit} does not carry {service}",
    ),
    "violation_skill_place_lacks": (
        "{place} ไม่มี{facility_name} ซึ่งบริการ {service} ต้องใช้",
        "{place} has no {facility_name}, which {service} needs",
    ),
    "violation_coverage_not_covered": (
        "ให้บริการหมู่บ้าน {village} ที่ {place} ซึ่งไม่ครอบคลุมหมู่บ้านนั้น",
        "{village} is served at {place}, which does not cover it",
    ),
    # People
    "violation_capacity_over": (
        "บริการ {value} ที่ {place} {people} คน เกินที่ทำได้ {limit} คน",
        "{value} for {people} people at {place}, {limit} can be served",
    ),
    "violation_demand_over": (
        "บริการ {service} แก่ {village} {people} คน แต่มีผู้ต้องการ {limit} คน",
        "{service} for {people} people of {village}, where {limit} need it",
    ),
    "violation_max_visits_twice_in_trip": (
        "ให้บริการ {service} แก่ {village} {count} ครั้งในการออกหน่วยครั้งเดียว",
        "{service} for {village} {count} times in one trip",
    ),
    "violation_max_visits_too_many": (
        "ให้บริการ {service} แก่ {village} {count} ครั้ง เกินที่กำหนด {limit} ครั้ง",
        "{service} for {village} {count} times, {limit} allowed",
    ),
    "violation_min_gap_too_soon": (
        "ให้บริการ {service} แก่ {village} ห่างกัน {days} วัน ต้องห่างอย่างน้อย {limit} วัน",
        "{service} for {village} {days} days apart, at least {limit} needed",
    ),
    "violation_load_over": (
        "ใช้วัสดุ {load} หน่วย เกินที่บรรทุกได้ {limit} หน่วย",
        "{load} of consumables used, {limit} carried",
    ),
    "violation_staff_over": (
        "ต้องใช้ {value} ใน {count} หน่วยวันเดียวกัน แต่มี {limit}",
        "{value} needed by {count} units on one day, there are {limit}",
    ),
    "violation_night_cap_over": (
        "หน่วยค้างคืนรวม {nights} คืนในแผนนี้ เกินที่กำหนดไว้ {limit} คืน",
        "{nights} nights away in the whole plan, {limit} allowed",
    ),
    "violation_money_over": (
        "แผนนี้ใช้งบประมาณ {spent} บาท เกินวงเงิน {limit} บาท",
        "The plan costs {spent} baht, {limit} allowed",
    ),
    "violation_forbidden_pinned": (
        "ให้บริการ {service} แก่ {village} ทั้งที่เจ้าหน้าที่กำหนดห้ามไว้",
        "{service} for {village} although a person ruled it out",
    ),
    "violation_changes_over": (
        "เปลี่ยนนัดที่เผยแพร่แล้วในระยะกระชั้นชิด {count} รายการ เกินที่กำหนด {limit} รายการ",
        "{count} announced visits changed at short notice, {limit} allowed",
    ),
    # Sums
    "violation_value_other_points": (
        "คะแนน{term_name}ในแผนคือ {told_points} คำนวณใหม่ได้ {true_points}",
        "{term_name}: the plan says {told_points} points, worked out again {true_points}",
    ),
    "violation_value_twice": (
        "คะแนน{term_name}ระบุซ้ำ {count} ครั้ง",
        "{term_name} stands {count} times",
    ),
    "violation_value_other_tier": (
        "คะแนน{term_name}อยู่ผิดลำดับชั้น ({value})",
        "{term_name} is in the wrong tier ({value})",
    ),
    "violation_complete_no_such_row": (
        "ระบุว่าไม่ได้ให้บริการ {service} แก่ {village} ทั้งที่ไม่มีความต้องการนี้",
        "{service} for {village} is named as left out, but nobody needs it",
    ),
    "violation_complete_nobody_unplanned": (
        "บริการ {service} แก่ {village} ระบุจำนวนคนที่เหลือน้อยกว่าหนึ่ง",
        "{service} for {village} is named as left out with less than one person",
    ),
    "violation_complete_other_required": (
        "บริการ {service} แก่ {village} ระบุไม่ถูกต้องว่าจำเป็นหรือไม่",
        "{service} for {village}: the plan is wrong on whether it is required",
    ),
    "violation_complete_other_due": (
        "บริการ {service} แก่ {village} ระบุวันครบกำหนดไม่ถูกต้อง",
        "{service} for {village}: the plan names another due date",
    ),
    "violation_complete_named_twice": (
        "บริการ {service} แก่ {village} ถูกระบุว่าไม่ได้ให้ {count} ครั้ง",
        "{service} for {village} is named as left out {count} times",
    ),
    "violation_complete_unaccounted": (
        "บริการ {service} แก่ {village}: ได้รับ {served} ไม่ได้รับ {unplanned} จากทั้งหมด {people} คน",
        "{service} for {village}: {served} served and {unplanned} left out, of {people} people",
    ),
    # Terms of the objective
    "term_late_request": ("คำขอที่ไม่ทันกำหนด", "Late requests"),
    "term_overdue": ("หมู่บ้านที่ค้างนาน", "Long overdue"),
    "term_broken_pin": ("ความประสงค์ที่ไม่ได้ทำตาม", "Wishes not kept"),
    "term_caravan": ("หน่วยที่ขาดจากคาราวาน", "Units missing from caravans"),
    "term_equity": ("ความเป็นธรรมระหว่างอำเภอ", "Equity between districts"),
    "term_prize": ("ประชาชนที่ได้รับบริการ", "People served"),
    "term_driving": ("เวลาขับรถ", "Driving"),
    "term_kilometres": ("ระยะทาง", "Kilometres"),
    "term_unit_days": ("วันออกหน่วย", "Days out"),
    "term_nights": ("การพักค้างคืน", "Nights away"),
    "term_changes": ("การเปลี่ยนนัดที่เผยแพร่แล้ว", "Changes of announced visits"),
}


def tell_violation(
    violation: Violation, language: Language = Language.TH, names: Mapping[str, str] | None = None
) -> str:
    """What is wrong, in one sentence; the day is not in it.

    `names` gives names for codes (units, places, villages, services), where there are any.
    """
    names = names or {}
    facts: dict[str, object] = {
        key: names.get(value, value) if isinstance(value, str) else value
        for key, value in violation.facts.items()
    }
    for key, value in violation.facts.items():
        if key.endswith("_s") and isinstance(value, int):
            facts["limit_span" if key == "limit_s" else key[:-2]] = span_text(value, language)
        elif isinstance(value, int):
            facts[key] = f"{value:,}"
    for word, code in _where(violation).items():
        if code is not None:
            facts[word] = names.get(code, code)
    for kind in ("term", "facility"):
        code = f"{kind}_{violation.facts.get(kind)}"
        facts[f"{kind}_name"] = say(code, language) if kind in violation.facts else ""
    code = f"violation_{violation.rule.value}_{violation.facts.get('fault')}"
    return say(code if code in TEXTS else f"rule_{violation.rule.value}", language, **facts)


def _where(violation: Violation) -> dict[str, str | None]:
    return {
        "unit": violation.unit_code,
        "place": violation.place_code,
        "village": violation.village_code,
        "service": violation.service_code,
    }
