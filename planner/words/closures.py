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
    "cli_help_closure": ("การปิดหรือชะลอถนน", "Closures and slow-downs of roads."),
    "cli_help_closure_add": (
        "ปิดหรือชะลอถนนตามหมายเลข รอบจุด หรือในพื้นที่ที่วาดไว้",
        "Close a road, or slow it down, by its number, round a point or within a drawn area.",
    ),
    "cli_help_closure_list": ("แสดงรายการปิดถนนของจังหวัด", "Tell every closure of a province."),
    "cli_help_closure_remove": ("ยกเลิกการปิดถนน", "Take a closure away."),
    "cli_help_closure_code": ("รหัสของรายการ เช่น slide-1", "A code of your own, such as slide-1."),
    "cli_help_closure_road": (
        "หมายเลขถนนที่ปิดทั้งสาย ใส่ได้หลายครั้ง",
        "The number of a road that is closed all along; may be given several times.",
    ),
    "cli_help_closure_near": (
        "จุดที่ปิด: องศา ลิงก์แผนที่ UTM หรือ MGRS",
        "The spot: degrees, a map link, UTM or MGRS.",
    ),
    "cli_help_closure_radius": ("รัศมีรอบจุดเป็นเมตร", "Metres round the spot."),
    "cli_help_closure_area": (
        "แฟ้ม GeoJSON ที่วาดพื้นที่หรือเส้น (รายการแรก)",
        "A GeoJSON file with a drawn area or line (its first feature, with a code).",
    ),
    "cli_help_closure_from": ("วันแรก (2026-12-01)", "First day (2026-12-01)."),
    "cli_help_closure_to": ("วันสุดท้าย", "Last day."),
    "cli_help_closure_slow": (
        "ไม่ปิด แต่ใช้ความเร็วได้เพียงสัดส่วนนี้ เช่น 0.5",
        "Not closed, but only this share of the usual speed, such as 0.5.",
    ),
    "cli_help_closure_vehicle": (
        "ใช้กับรถประเภทนี้เท่านั้น ใส่ได้หลายครั้ง",
        "For this vehicle class only; may be given several times.",
    ),
    "cli_closure_added": (
        "บันทึก {closure} แล้ว ครอบคลุมถนน {km} กม. (ข้อมูลรุ่นที่ {version})",
        "Kept {closure}: it lies on {km} km of road (version {version})",
    ),
    "cli_closure_nowhere": (
        "{closure} ไม่ตรงกับถนนเส้นใดเลย จึงไม่ได้บันทึก โปรดตรวจหมายเลขถนน จุด และรัศมี",
        "{closure} lies on no road and was not kept. Check the number, the spot and the radius",
    ),
    "cli_closure_off_road": (
        "{closure} ไม่ตรงกับถนนเส้นใดเลย จึงไม่ได้บันทึก ถนนที่ใกล้ที่สุดอยู่ห่างจากจุดนี้ {metres} เมตร"
        " แต่รัศมีคือ {radius} เมตร ย้ายจุดหรือเพิ่ม --radius",
        "{closure} lies on no road and was not kept: the nearest is {metres} m from that spot, the"
        " radius is {radius} m. Move the spot or widen --radius",
    ),
    "cli_closure_none": ("ไม่มีการปิดถนน", "No road is closed"),
    "cli_closure_removed": (
        "ยกเลิก {closure} แล้ว (ข้อมูลรุ่นที่ {version})",
        "Took {closure} away (version {version})",
    ),
    "cli_closure_area": ("พื้นที่ {corners} มุม", "an area of {corners} corners"),
    "cli_column_closure_code": ("รหัส", "Code"),
    "cli_column_closure_effect": ("ผล", "Effect"),
    "cli_column_closure_dates": ("ช่วงวันที่", "Dates"),
    "cli_column_closure_where": ("ที่ใด", "Where"),
    "cli_column_closure_vehicles": ("รถ", "Vehicles"),
    "cli_column_closure_km": ("กม.", "km"),
    "cli_column_closure_reason": ("สาเหตุ", "Reason"),
    "form_choice_closed": ("ปิด", "Closed"),
    "form_choice_slow": ("ชะลอ", "Slow"),
}
