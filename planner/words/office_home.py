"""The first page of an office: its own requests."""

TEXTS: dict[str, tuple[str, str]] = {
    "office_home_title": ("คำขอของฉัน", "Your requests"),
    "office_home_ask": ("ขอให้หน่วยออกให้บริการ", "Ask for a visit"),
    "office_home_unanswered": ("รอการตอบรับ", "Waiting for an answer"),
    "office_home_coming": ("มีกำหนดออกหน่วยแล้ว", "Day set"),
    "office_home_pressing": ("ใกล้หรือเกินกำหนด", "Late or nearly due"),
    "office_home_open": ("คำขอที่ยังไม่แล้วเสร็จ", "Open requests"),
    "office_home_none": (
        "ยังไม่มีคำขอที่ยังไม่แล้วเสร็จ กด “ขอให้หน่วยออกให้บริการ” เพื่อยื่นคำขอ ใช้เวลาไม่ถึงหนึ่งนาที",
        "You have no open request. “Ask for a visit” files one in less than a minute.",
    ),
    "office_home_asked": ("{service} {people} คน", "{service}, {people} people"),
    "office_home_due": ("ครบกำหนด {date}", "due {date}"),
    "office_home_visit": ("{unit} จะออกให้บริการ {date}", "{unit} comes {date}"),
    "office_home_closed": ("เรื่องที่ปิดแล้วล่าสุด", "Closed lately"),
    "office_home_more": ("ดูคำขอทั้งหมดของฉัน", "All of your requests"),
    "office_home_doors": ("เรื่องอื่น", "Also"),
    "office_home_province": ("คำขอทั้งหมดของจังหวัด", "Every request of the province"),
    "office_home_plan": ("แผนออกหน่วยที่ประกาศแล้ว", "The plan that is published"),
    "office_home_village": ("หมู่บ้านของฉันได้รับบริการเมื่อใด", "When a village was and will be visited"),
    "office_home_public": ("หน้าสำหรับประชาชน", "What the public sees"),
}
