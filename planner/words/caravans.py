"""Caravans: their sheet and headings, and what is said of units that are missing."""

TEXTS: dict[str, tuple[str, str]] = {
    "form_sheet_caravans": ("คาราวานบริการ", "Caravans"),
    "form_column_caravans.dates": ("วันที่จัดได้", "Possible dates"),
    "form_column_caravans.opens_s": ("เวลาเปิดบริการ", "Opens at"),
    "form_column_caravans.unit_codes": ("หน่วยที่เข้าร่วม", "Units taking part"),
    "form_column_caravans.least_units": ("จำนวนหน่วยขั้นต่ำ", "Fewest units"),
    "form_column_caravans.due_on": ("วันสุดท้ายที่ต้องชดเชย", "Make up for it by"),
}
