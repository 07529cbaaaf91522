"""What the public pages say: when a village is visited, promises kept, how it is decided."""

TEXTS: dict[str, tuple[str, str]] = {
    "public_menu": ("หน้าสำหรับประชาชน", "Public page"),
    "public_title": ("หน่วยบริการเคลื่อนที่มาเมื่อใด", "When does the mobile unit come?"),
    "public_index_lead": (
        "เลือกจังหวัดเพื่อดูวันออกหน่วยที่ประกาศแล้ว",
        "Choose a province to see the visits that are published.",
    ),
    "public_index_empty": (
        "ยังไม่มีแผนออกหน่วยที่ประกาศ โปรดกลับมาดูใหม่ภายหลัง",
        "No plan has been published yet. Please come back later.",
    ),
    "public_unpublished": (
        "ยังไม่มีแผนออกหน่วยที่ประกาศในขณะนี้",
        "No plan is published at the moment.",
    ),
    "public_last_served": (
        "หน่วยบริการออกพื้นที่ครั้งล่าสุดเมื่อ{date}",
        "A unit last went out on {date}.",
    ),
    "public_never_served": (
        "ยังไม่มีบันทึกการออกหน่วยในจังหวัดนี้",
        "No visit of a unit is on record in this province.",
    ),
    "public_other_provinces": ("ดูจังหวัดอื่น", "Other provinces"),
    "public_province_title": (
        "หน่วยบริการเคลื่อนที่ จังหวัด{name}",
        "Mobile service units, {name} Province",
    ),
    "public_search_label": (
        "ชื่อหมู่บ้าน ตัวอย่างเช่น ห้วยโป่ง หรือรหัสหมู่บ้าน 8 หลัก",
        "Name of the village in Thai or English, or its 8-digit code",
    ),
    "public_search": ("ค้นหา", "Search"),
    "public_found_one": ("พบ 1 หมู่บ้าน", "1 village found"),
    "public_found": ("พบ {n} หมู่บ้าน", "{n} villages found"),
    "public_found_more": (
        "แสดง {n} หมู่บ้านแรก โปรดพิมพ์ชื่อให้ละเอียดขึ้น",
        "The first {n} are shown; please write more of the name.",
    ),
    "public_not_found": (
        "ไม่พบหมู่บ้านชื่อ “{asked}” ลองพิมพ์เพียงบางส่วนของชื่อ หรือเลือกจากรายชื่ออำเภอด้านล่าง",
        "No village called “{asked}”. Try a part of the name, or choose a district below.",
    ),
    "public_coming": ("วันออกหน่วยที่จะถึง", "Coming visits"),
    "public_coming_none": (
        "ยังไม่มีวันออกหน่วยที่ประกาศล่วงหน้า",
        "No coming visit has been published yet.",
    ),
    "public_visits_of_day": ("{count} จุดบริการ", "{count} visits"),
    "public_more_visits": (
        "แสดง {n} รายการแรก รายการทั้งหมดอยู่ในข้อมูลเปิด",
        "The first {n} are shown; all of them are in the open data.",
    ),
    "public_date": ("วันที่", "Date"),
    "public_time": ("เวลา", "Time"),
    "public_village": ("หมู่บ้าน", "Village"),
    "public_place": ("สถานที่", "Place"),
    "public_services": ("บริการ", "Services"),
    "public_unit": ("หน่วย", "Unit"),
    "public_hours": ("{opens}–{closes} น.", "{opens}–{closes}"),
    "public_districts": ("รายชื่อหมู่บ้านตามอำเภอ", "Villages by district"),
    "public_district_villages": ("อำเภอ{name}", "{name} District"),
    "public_next": ("ครั้งถัดไป {date}", "next {date}"),
    "public_next_none": ("ยังไม่ประกาศ", "not announced yet"),
    "public_coverage": ("ความครอบคลุม", "Coverage"),
    "public_coverage_note": (
        "จำนวนหมู่บ้านที่มีหน่วยไปในรอบ 12 เดือนที่ผ่านมา และหมู่บ้านที่มีวันออกหน่วยประกาศแล้ว",
        "Villages visited in the last 12 months, and villages with a visit announced.",
    ),
    "public_district": ("อำเภอ", "District"),
    "public_villages": ("หมู่บ้านทั้งหมด", "Villages"),
    "public_visited": ("ไปแล้วใน 12 เดือน", "Visited in 12 months"),
    "public_announced": ("ประกาศแล้ว", "Announced"),
    "public_promises": ("การรักษาสัญญาการให้บริการ", "Promises kept"),
    "public_promises_note": (
        "แต่ละบริการสัญญาว่าจะไปถึงภายในจำนวนวันทำการที่กำหนดนับจากวันรับคำขอ"
        " ตัวเลขที่น้อยกว่า {least} ไม่แสดง เพื่อไม่ให้ระบุตัวบุคคลได้",
        "Each service promises to come within a number of working days after a request. Figures"
        " below {least} are not shown, so that nobody can be made out.",
    ),
    "public_promises_none": ("ยังไม่มีคำขอ", "There have been no requests yet."),
    "public_all_services": ("ทุกบริการ", "All services"),
    "public_promised_days": ("สัญญา (วันทำการ)", "Promise (working days)"),
    "public_filed": ("คำขอ", "Requests"),
    "public_kept": ("ทันกำหนด", "In time"),
    "public_median": ("ค่ากลาง (วันทำการ)", "Median (working days)"),
    "public_few": ("น้อยกว่า {least}", "below {least}"),
    "public_unknown": ("–", "–"),
    "public_last": ("ครั้งที่ผ่านมา", "Earlier visits"),
    "public_last_none": (
        "ไม่มีการออกหน่วยที่ประกาศไว้ในรอบ 12 เดือน",
        "No visit was published in the last 12 months.",
    ),
    "public_village_none": (
        "ยังไม่มีวันออกหน่วยที่ประกาศสำหรับหมู่บ้านนี้",
        "No visit to this village has been announced yet.",
    ),
    "public_village_ask": (
        "หากต้องการให้หน่วยไป โปรดแจ้งผู้ใหญ่บ้าน กำนัน หรือที่ว่าการอำเภอ เพื่อยื่นคำขอ",
        "To ask for a visit, please tell the village head, the kamnan or the district office.",
    ),
    "public_change_note": (
        "กำหนดการอาจเปลี่ยนแปลงได้เมื่อถนนปิดหรือมีเหตุจำเป็น โปรดดูหน้านี้อีกครั้งก่อนเดินทาง",
        "Visits may change when a road closes or in an emergency; please look again before you go.",
    ),
    "public_back": ("จังหวัด{name}", "{name} Province"),
    "public_map": ("แผนที่", "Map"),
    "public_map_title": ("แผนที่จุดให้บริการ จังหวัด{name}", "Map of visits, {name} Province"),
    "public_map_note": (
        "หน้านี้เปิดได้โดยไม่ต้องใช้อินเทอร์เน็ต บันทึกหรือพิมพ์ไว้ได้",
        "This page opens without a network; save it or print it.",
    ),
    "public_map_alt": (
        "แผนที่จังหวัดพร้อมจุดให้บริการ {n} จุด รายละเอียดอยู่ในรายการด้านล่าง",
        "Map of the province with {n} places; they are listed below.",
    ),
    "public_save": ("บันทึกแผนที่ไว้ในเครื่อง", "Save the map"),
    "public_how": ("ตัดสินใจอย่างไร", "How it is decided"),
    "public_how_title": ("เราตัดสินใจอย่างไรว่าจะไปหมู่บ้านใด", "How we decide where to go"),
    "public_how_lead": (
        "โปรแกรมคำนวณแผนจากกติกาเดียวกันสำหรับทุกหมู่บ้าน เจ้าหน้าที่อย่างน้อยสามคนเป็นผู้จัดทำ"
        " ผู้อนุมัติ และผู้ประกาศแผน กติกาฉบับที่ใช้อยู่คือ {version}",
        "A program works out the plan by the same rules for every village. One person makes it,"
        " another approves it and another publishes it. The rules in force are version {version}.",
    ),
    "public_how_order": ("ลำดับความสำคัญ", "What comes first"),
    "public_how_promises": (
        "หนึ่ง สัญญาที่ให้ไว้: หมู่บ้านที่รอนานเกิน {required} เท่าของรอบบริการ และคำขอที่ถึงกำหนด ต้องได้รับบริการก่อน",
        "First, promises: villages that have waited more than {required} times their interval, and"
        " requests that fall due, must be served.",
    ),
    "public_how_equity": (
        "สอง ความเป็นธรรมระหว่างอำเภอ: ทุกอำเภอควรได้รับบริการอย่างน้อยร้อยละ {floor} ของความต้องการในรอบปี",
        "Second, fairness between districts: every district should have at least {floor} percent"
        " of its yearly need met.",
    ),
    "public_how_no_equity": (
        "สอง ความเป็นธรรมระหว่างอำเภอ: จังหวัดนี้ยังไม่ได้กำหนดสัดส่วนขั้นต่ำของแต่ละอำเภอ",
        "Second, fairness between districts: this province has not set a least share yet.",
    ),
    "public_how_value": (
        "สาม ความคุ้มค่า: ให้บริการคนได้มากที่สุด โดยผู้ที่รอนานกว่ามีน้ำหนักมากกว่า และหักเวลาเดินทางกับค่าใช้จ่าย",
        "Third, value: as many people as possible, those who waited longer counting more, less the"
        " time and money spent on the road.",
    ),
    "public_how_checked": ("ใครตรวจสอบ", "Who checks"),
    "public_how_checked_text": (
        "แผนทุกฉบับถูกตรวจซ้ำด้วยโปรแกรมตรวจสอบอีกชุดหนึ่งที่เขียนแยกต่างหากก่อนประกาศ"
        " การแก้ไขด้วยมือต้องมีชื่อผู้แก้และเหตุผล และทุกการกระทำถูกบันทึกในบันทึกที่แก้ไขย้อนหลังไม่ได้"
        " ผู้ตรวจสอบสามารถคำนวณซ้ำได้",
        "Every plan is checked by a second, separately written program before it is published."
        " Changes by hand carry a name and a reason, and everything is kept in a log that cannot"
        " be rewritten unseen. Auditors can work a plan out again.",
    ),
    "public_how_private": ("ข้อมูลส่วนบุคคล", "Personal data"),
    "public_how_private_text": (
        "หน้านี้ไม่แสดงชื่อ หมายเลขโทรศัพท์ จำนวนผู้ต้องการบริการของหมู่บ้าน หรือเนื้อหาคำขอ"
        " ไม่ใช้คุกกี้ และไม่บันทึกว่าใครเปิดดู ตัวเลขที่น้อยกว่า {least} ไม่แสดง",
        "These pages show no names, telephone numbers, numbers of people in need in a village or"
        " contents of requests; they use no cookies and do not keep who looked. Figures below"
        " {least} are not shown.",
    ),
    "public_data": ("ข้อมูลเปิด", "Open data"),
    "public_data_title": ("ข้อมูลเปิด จังหวัด{name}", "Open data, {name} Province"),
    "public_data_lead": (
        "วันออกหน่วยที่ประกาศแล้ว ย้อนหลัง 12 เดือนและล่วงหน้าทั้งหมด ไม่มีข้อมูลส่วนบุคคล"
        " นำไปใช้ได้โดยอ้างที่มา ตามสัญญาอนุญาต CC BY 4.0",
        "Published visits of the last 12 months and all ahead, without personal data. Free to use"
        " with attribution under CC BY 4.0.",
    ),
    "public_data_files": ("แฟ้มข้อมูล", "Files"),
    "public_data_csv": ("CSV (UTF-8) เปิดด้วยโปรแกรมตารางคำนวณ", "CSV (UTF-8), for spreadsheets"),
    "public_data_geojson": ("GeoJSON สำหรับเว็บและโปรแกรมแผนที่", "GeoJSON, for web maps"),
    "public_data_gpkg": ("GeoPackage สำหรับ QGIS", "GeoPackage, for QGIS"),
    "public_data_ogc": (
        "บริการ OGC API - Features สำหรับเชื่อมต่อโดยตรง",
        "OGC API - Features, to connect directly",
    ),
    "public_data_source": ("ที่มาของพิกัดและขอบเขต", "Sources of points and boundaries"),
    "public_data_dictionary": ("คำอธิบายข้อมูล", "Dictionary"),
    "public_column": ("คอลัมน์", "Column"),
    "public_meaning": ("ความหมาย", "Meaning"),
    "public_col_province_code": ("รหัสจังหวัด 2 หลัก", "Province code, 2 digits"),
    "public_col_district_code": ("รหัสอำเภอ 4 หลัก", "District code, 4 digits"),
    "public_col_district_th": ("ชื่ออำเภอ ภาษาไทย", "District in Thai"),
    "public_col_district_en": ("ชื่ออำเภอ ภาษาอังกฤษ", "District in English"),
    "public_col_tambon_th": ("ชื่อตำบล ภาษาไทย", "Tambon in Thai"),
    "public_col_tambon_en": ("ชื่อตำบล ภาษาอังกฤษ", "Tambon in English"),
    "public_col_village_code": (
        "รหัสหมู่บ้าน 8 หลักของกรมการปกครอง",
        "Official village code, 8 digits",
    ),
    "public_col_village_th": ("ชื่อหมู่บ้าน ภาษาไทย", "Village in Thai"),
    "public_col_village_en": ("ชื่อหมู่บ้าน ภาษาอังกฤษ", "Village in English"),
    "public_col_date": ("วันที่ (ค.ศ. ตาม ISO 8601)", "Date (ISO 8601, common era)"),
    "public_col_opens_at": ("เวลาเปิด พร้อมเขตเวลา", "Opens at, with offset"),
    "public_col_closes_at": ("เวลาปิด พร้อมเขตเวลา", "Closes at, with offset"),
    "public_col_place_th": ("สถานที่ให้บริการ ภาษาไทย", "Place in Thai"),
    "public_col_place_en": ("สถานที่ให้บริการ ภาษาอังกฤษ", "Place in English"),
    "public_col_unit_code": ("รหัสหน่วยบริการ", "Code of the mobile unit"),
    "public_col_unit_th": ("ชื่อหน่วยบริการ ภาษาไทย", "Mobile unit in Thai"),
    "public_col_unit_en": ("ชื่อหน่วยบริการ ภาษาอังกฤษ", "Mobile unit in English"),
    "public_col_services": ("รหัสบริการ คั่นด้วยจุลภาค", "Codes of services, commas between"),
    "public_col_services_th": ("ชื่อบริการ ภาษาไทย", "Services in Thai"),
    "public_col_services_en": ("ชื่อบริการ ภาษาอังกฤษ", "Services in English"),
    "public_col_plan_id": ("เลขที่แผนที่ประกาศ", "The published plan's number"),
    "public_col_lon": ("ลองจิจูดของสถานที่ (WGS 84)", "Longitude of the place (WGS 84)"),
    "public_col_lat": ("ละติจูดของสถานที่ (WGS 84)", "Latitude of the place (WGS 84)"),
    "public_as_of": ("ข้อมูล ณ วันที่ {date}", "As of {date}"),
}
"""Columns are those of `planner.outputs.open_data`; a test holds the two together."""
