"""The access map: its command, its table of fixed points, its figures."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_access": (
        "บอกว่าหมู่บ้านใดอยู่ไกลจุดให้บริการถาวรเกินกี่นาที และเขียนแผนที่การเข้าถึง",
        "Tell which villages are more than so many minutes from every fixed service point",
    ),
    "cli_help_access_points": (
        "แฟ้มจุดให้บริการถาวร (code, name_th, lon, lat, service_codes)",
        "A file of fixed service points (code, name_th, lon, lat, service_codes)",
    ),
    "cli_help_access_minutes": ("ไกลเกินกี่นาทีจึงนับ", "Minutes beyond which a village counts"),
    "cli_help_access_out": ("แฟ้ม GeoJSON ที่จะเขียน", "The GeoJSON file to write"),
    "cli_access_title": (
        "การเข้าถึงจุดให้บริการถาวร (เกณฑ์ {minutes} นาที)",
        "Access to fixed service points (limit {minutes} min)",
    ),
    "cli_access_written": ("เขียน {count} รายการไว้ที่ {path}", "Wrote {count} features to {path}"),
    "cli_column_access_service": ("บริการ", "Service"),
    "cli_column_access_median": ("มัธยฐาน (นาที)", "Median (min)"),
    "cli_column_access_beyond": ("หมู่บ้านที่เกินเกณฑ์", "Villages beyond"),
    "cli_column_access_none": ("ไปไม่ถึง", "No way"),
    "form_sheet_fixed_points": ("จุดให้บริการถาวร", "Fixed service points"),
    "form_column_fixed_points.service_codes": ("บริการที่มี", "Services there"),
}
