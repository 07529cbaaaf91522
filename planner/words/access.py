"""The access map: its command, its table of fixed points, its figures."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_access": (
        "บอกว่าหมู่บ้านใดอยู่ไกลจุดให้บริการถาวรเกินกี่นาที และเขียนแผนที่การเข้าถึง",
        "Tell which villages are more than so many minutes from every fixed service point.",
    ),
    "cli_help_access_points": (
        "แฟ้มจุดให้บริการถาวร (code, name_th, lon, lat, service_codes) หากไม่ระบุ ใช้จุดของจังหวัด",
        "A file of fixed service points (code, name_th, lon, lat, service_codes);"
        " none: the province's.",
    ),
    "cli_access_no_points": (
        "จังหวัดนี้ยังไม่มีจุดให้บริการถาวร เพิ่มในชีต “จุดให้บริการถาวร” หรือระบุแฟ้ม",
        "The province has no fixed service points; add them to their sheet, or name a file",
    ),
    "access_sheet": ("การเข้าถึงบริการ", "Access"),
    "access_yes": ("ใช่", "yes"),
    "access_no": ("ไม่ใช่", "no"),
    "access_column_village_code": ("รหัสหมู่บ้าน", "Village code"),
    "access_column_name_th": ("หมู่บ้าน", "Village (Thai)"),
    "access_column_name_en": ("ชื่ออังกฤษ", "Village"),
    "access_column_lon": ("ลองจิจูด", "Longitude"),
    "access_column_lat": ("ละติจูด", "Latitude"),
    "access_column_people": ("จำนวนคน", "People"),
    "access_column_service_code": ("บริการ", "Service"),
    "access_column_minutes_van_dry": ("นาที (ฤดูแล้ง)", "Minutes (dry)"),
    "access_column_minutes_van_wet": ("นาที (ฤดูฝน)", "Minutes (rains)"),
    "access_column_point_code": ("จุดที่ใกล้ที่สุด", "Nearest point"),
    "access_column_estimated": ("ประมาณการ", "Estimated"),
    "access_column_beyond": ("เกินเกณฑ์", "Beyond the limit"),
    "cli_help_access_minutes": ("ไกลเกินกี่นาทีจึงนับ", "Minutes beyond which a village counts."),
    "cli_help_access_out": (
        "แฟ้มที่จะเขียน .geojson .csv หรือ .xlsx",
        "The file to write: .geojson, .csv or .xlsx.",
    ),
    "cli_access_title": (
        "การเข้าถึงจุดให้บริการถาวร (เกณฑ์ {minutes} นาที)",
        "Access to fixed service points (limit {minutes} min)",
    ),
    "cli_access_written": ("เขียน {count} รายการไว้ที่ {path}", "Wrote {count} rows to {path}"),
    "cli_column_access_service": ("บริการ", "Service"),
    "cli_column_access_median": ("มัธยฐาน (นาที)", "Median (min)"),
    "cli_column_access_beyond": ("หมู่บ้านที่เกินเกณฑ์", "Villages beyond"),
    "cli_column_access_none": ("ไปไม่ถึง", "No way"),
    "form_sheet_fixed_points": ("จุดให้บริการถาวร", "Fixed service points"),
    "form_column_fixed_points.service_codes": ("บริการที่มี", "Services there"),
    "form_column_fixed_points.windows": ("เวลาทำการ", "Opening hours"),
    "form_column_weekdays": ("วันทำการ", "Open on"),
    "form_column_source": ("ที่มาของข้อมูล", "Source"),
    "form_note_weekdays": (
        "เช่น จันทร์;อังคาร;พุธ ว่างไว้คือวันจันทร์ถึงวันศุกร์",
        "Such as mon;tue;wed; empty: Monday to Friday",
    ),
    "form_note_fixed_points.service_codes": (
        "รหัสบริการที่ขอรับได้ ณ จุดนี้ทุกวันทำการ คั่นด้วย ;",
        "Codes of the services one can have here on any open day, parted by ;",
    ),
    "form_note_source": (
        "ใครเป็นผู้ยืนยันว่ามีจุดนี้ เช่น ที่ทำการปกครองจังหวัด",
        "Who says that it is there, such as the provincial administration",
    ),
}
