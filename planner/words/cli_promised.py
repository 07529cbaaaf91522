"""What the command line says of announced visits, caravans and debts."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_keep": (
        "จัดแผนใหม่โดยคงนัดหมายของแผนนี้ไว้ (รหัสแผน) การเปลี่ยนแต่ละรายการเสียคะแนนและจะแสดงให้เห็น",
        "Plan anew what this plan told people: every change costs points and is listed.",
    ),
    "cli_help_change_budget": (
        "จำนวนนัดหมายที่เปลี่ยนได้ไม่เกินเท่านี้ นับเฉพาะที่ใกล้ถึงวัน (ตามนโยบาย ปกติ 7 วัน)",
        "At most so many announced visits may change, of those at short notice (policy: 7 days).",
    ),
    "cli_help_as_of": (
        "วันที่จัดแผนใหม่ (ปี-เดือน-วัน) ใช้นับระยะเวลาแจ้งล่วงหน้า ถ้าไม่ระบุคือวันนี้",
        "The day on which it is planned anew, YYYY-MM-DD: notice counts from it. Default: today.",
    ),
    "cli_help_debts": (
        "บริการที่ค้างจากหน่วยที่ขาดในคาราวาน พร้อมวันครบกำหนด",
        "What units missing from caravans owe, with due dates.",
    ),
    "cli_help_file_debts": (
        "บันทึกบริการที่ค้างเป็นคำขอของจังหวัด พร้อมวันครบกำหนด",
        "Enter what is owed among the province's requests, with due dates.",
    ),
    "cli_budget_needs_keep": (
        "--change-budget และ --as-of ใช้ได้เมื่อระบุ --keep",
        "--change-budget and --as-of go with --keep.",
    ),
    "cli_changed": (
        "คงนัดหมายที่เผยแพร่แล้ว {kept} จาก {announced} รายการ เปลี่ยน {changed} รายการ (กระชั้นชิด {near})",
        "{kept} of {announced} announced visits kept, {changed} changed ({near} at short notice)",
    ),
    "cli_tell_anew": ("ต้องแจ้งใหม่", "To be told anew"),
    "cli_column_told": ("แจ้งไว้", "Told"),
    "cli_column_now": ("ในแผนใหม่", "Now"),
    "cli_column_contact": ("ผู้ติดต่อ", "Contact"),
    "cli_not_visited": ("ไม่ได้ไปในแผนนี้", "Not visited in this plan"),
    "cli_caravans": ("คาราวานบริการ", "Caravans"),
    "cli_column_caravan": ("คาราวาน", "Caravan"),
    "cli_column_place": ("สถานที่", "Place"),
    "cli_column_present": ("หน่วยที่มา", "Units there"),
    "cli_column_missing": ("หน่วยที่ขาด", "Units missing"),
    "cli_not_held": ("ไม่ได้จัด", "Not held"),
    "cli_debts": ("บริการที่ค้างจากหน่วยที่ขาด", "Owed by missing units"),
    "cli_no_debts": ("ไม่มีบริการที่ค้างจากคาราวาน", "Caravans leave nothing owed"),
    "cli_debts_filed": ("บันทึกเป็นคำขอแล้ว {requests} รายการ", "{requests} requests entered"),
}
