"""Tables on pages: searching, sorting, turning pages, taking them away."""

TEXTS: dict[str, tuple[str, str]] = {
    "table_search": ("ค้นหา", "Search"),
    "table_search_hint": ("ชื่อไทย ชื่ออังกฤษ หรือรหัส", "Thai or English name, or code"),
    "table_search_button": ("ค้นหา", "Search"),
    "table_sort_label": ("เรียงตาม", "Sort by"),
    "table_sort_by": ("เรียงตาม{heading}", "Sort by {heading}"),
    "table_shown": ("แสดง {shown} จาก {matched} รายการ", "Showing {shown} of {matched}"),
    "table_matched": ("(ทั้งหมด {total} รายการ)", "({total} in all)"),
    "table_none": ("ไม่มีรายการที่ตรงกับเงื่อนไข", "Nothing matches."),
    "table_empty": ("ยังไม่มีรายการ", "There is nothing here yet."),
    "table_next": ("หน้าถัดไป", "Next page"),
    "table_previous": ("หน้าก่อน", "Previous page"),
    "table_pages": ("เลือกหน้า", "Pages"),
    "table_export": ("ดาวน์โหลดตารางนี้ (Excel)", "This table (Excel)"),
    "table_clear": ("ล้างเงื่อนไข", "Clear"),
}
