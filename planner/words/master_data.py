"""A province's data by page and interface: what is missing, and what an edit is refused for."""

from planner.words import Language, say

TEXTS: dict[str, tuple[str, str]] = {
    "data_gap_none": ("ยังไม่มีข้อมูล: {what}", "Nothing yet: {what}"),
    "data_gap_unplaced": (
        "หมู่บ้าน {count:,} แห่งยังไม่มีพิกัด จึงวางแผนไปไม่ได้",
        "{count:,} villages have no point, so nothing can be planned there",
    ),
    "data_gap_approximate": (
        "หมู่บ้าน {count:,} แห่งใช้พิกัดของตำบลแทน ควรปักหมุดจุดจริง",
        "{count:,} villages stand at their tambon's point; place them where they really are",
    ),
    "data_gap_without_contact": (
        "หมู่บ้าน {count:,} แห่งยังไม่มีผู้ติดต่อ",
        "{count:,} villages have nobody to call",
    ),
    "data_gap_without_people": (
        "หมู่บ้าน {count:,} แห่งยังไม่มีจำนวนประชากร",
        "{count:,} villages have no population figure",
    ),
    "data_gap_without_shifts": (
        "หน่วย {count:,} หน่วยยังไม่มีเวลาทำงาน",
        "{count:,} mobile units have no working hours",
    ),
    "data_gap_uncarried": (
        "บริการ {count:,} รายการยังไม่มีหน่วยใดให้บริการ",
        "{count:,} services are carried by no mobile unit",
    ),
    "data_gap_no_roads": (
        "ยังไม่มีข้อมูลถนน เวลาเดินทางจึงประมาณจากเส้นตรง",
        "There are no roads: travel times are guessed from straight lines",
    ),
    "data_gap_no_holidays": (
        "ไม่มีวันหยุดของหน่วยในปฏิทินตั้งแต่วันนี้เป็นต้นไป",
        "The calendar has no day off from today on",
    ),
    "problem_in_use": ("ยังมีข้อมูลอื่นอ้างถึงรายการนี้", "Other records still name this one"),
    "problem_in_use_advice": (
        "โปรดแก้ไขหรือลบรายการที่อ้างถึงก่อน ({by}) แล้วจึงลบรายการนี้",
        "Please change or remove what names it first ({by}), then remove this one.",
    ),
    "record_text_too_long": (
        "ข้อความยาวเกินไป: {column} (รหัสไม่เกิน 60 ตัว ข้อความไม่เกิน 2,000 ตัว)",
        "Too long: {column} (codes at most 60 characters, texts 2,000).",
    ),
    "key_stays": (
        "รหัสที่ใช้อ้างถึงรายการเปลี่ยนไม่ได้ ({value}) ให้เพิ่มรายการใหม่แล้วลบรายการเดิม",
        "What names a record stays ({value}): add a new one and remove this one.",
    ),
    "of_other_province": (
        "รายการนี้เป็นของจังหวัดอื่น ({value})",
        "This belongs to another province ({value}).",
    ),
    "needs_two_persons": (
        "น้ำหนักความจำเป็นเปลี่ยนได้เมื่อมีผู้เสนอและผู้เห็นชอบเป็นคนละคน โปรดเสนอพร้อมเหตุผล",
        "A weight of need changes only when one person proposes it and another approves: propose"
        " it with a reason.",
    ),
    "placed_with_reason": (
        "ตำแหน่งของหมู่บ้านเปลี่ยนได้ด้วยการปักหมุดพร้อมเหตุผลเท่านั้น",
        "A village's point is changed by placing it, with a reason.",
    ),
}


def tell_gap(code: str, kind: str, count: int, language: Language) -> str:
    """What is missing of a province's data, in words."""
    what = say(f"form_sheet_{kind}", language)
    return say(f"data_gap_{code}", language, what=what, count=count)
