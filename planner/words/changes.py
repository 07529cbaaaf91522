"""What became of a visit between two plans."""

TEXTS: dict[str, tuple[str, str]] = {
    "change_added": ("เพิ่มเข้ามา", "Added"),
    "change_dropped": ("ตัดออก", "Dropped"),
    "change_moved": ("ย้ายวัน เวลา หรือหน่วย", "Moved to another day, hour or unit"),
    "change_people": ("เปลี่ยนจำนวนคน", "Another number of people"),
}
