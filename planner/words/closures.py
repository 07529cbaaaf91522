"""The table of road closures: its sheet, headings and choices."""

TEXTS: dict[str, tuple[str, str]] = {
    "form_sheet_closures": ("การปิดถนน", "Road closures"),
    "form_column_closures.kind": ("ปิดหรือชะลอ", "Closed or slow"),
    "form_column_closures.factor": ("สัดส่วนความเร็วที่เหลือ", "Share of speed left"),
    "form_column_closures.vehicle_classes": ("ประเภทรถที่ห้าม", "Vehicle classes concerned"),
    "form_column_closures.road_numbers": ("หมายเลขถนน", "Road numbers"),
    "form_column_closures.radius_m": ("รัศมี (เมตร)", "Radius (m)"),
    "form_column_closures.polygon": (
        "ขอบเขตพื้นที่ (ลองจิจูด ละติจูด; ...)",
        "Outline (longitude latitude; ...)",
    ),
    "form_choice_closed": ("ปิด", "Closed"),
    "form_choice_slow": ("ชะลอ", "Slow"),
}
