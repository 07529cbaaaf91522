"""The first page of a field team: where its units go today and next."""

TEXTS: dict[str, tuple[str, str]] = {
    "field_home_title": ("เส้นทางออกหน่วย", "Routes to drive"),
    "field_home_is_today": ("วันนี้ · {date}", "Today · {date}"),
    "field_home_none_today": ("วันนี้ไม่มีหน่วยออกให้บริการ", "No unit goes out today"),
    "field_home_none": (
        "ยังไม่มีแผนที่ประกาศสำหรับวันข้างหน้า เส้นทางจะปรากฏที่นี่เมื่อประกาศแผนแล้ว",
        "No plan is published for the days ahead. Routes appear here as soon as one is.",
    ),
    "field_home_facts": (
        "{depart}–{back} น. · {count} จุด · {people} คน",
        "{depart}–{back} · {count} stops · {people} people",
    ),
    "field_home_open": ("เปิดเส้นทาง", "Open the route"),
    "field_home_file": ("ไฟล์ภาคสนาม", "Field file"),
    "field_home_sheet": ("ใบปฏิบัติงาน (PDF)", "Day sheets (PDF)"),
    "field_home_reports": ("รายงานที่รอ", "Reports waiting"),
    "field_home_untold": ("ยังไม่รายงานผล {count} จุด", "{count} visits not reported yet"),
    "field_home_waiting": (
        "รายงานที่รอผู้วางแผนตัดสินใจ {count} ฉบับ",
        "{count} reports wait for the planner's decision",
    ),
    "field_home_all_told": (
        "รายงานผลครบทุกจุดของวันที่ผ่านมาแล้ว",
        "Every visit of the days gone by is reported.",
    ),
    "field_home_doors": ("เรื่องอื่น", "Also"),
    "field_home_units": ("ทุกหน่วยและทุกวันในแผน", "Every unit and all its days"),
    "field_home_plan": ("แผนที่และตารางทั้งแผน", "The whole plan with its map"),
    "field_home_requests": ("คำขอของหมู่บ้าน", "Requests of villages"),
    "field_home_village": ("ประวัติการให้บริการของหมู่บ้าน", "When a village was and will be visited"),
}
