"""Pages of a province's data: parts, forms, uploads, villages, policy and loans."""

TEXTS: dict[str, tuple[str, str]] = {
    "data_menu": ("ข้อมูลจังหวัด", "Data"),
    "data_parts": ("หมวดข้อมูล", "Parts of the data"),
    "data_title": ("ข้อมูลของจังหวัด{province}", "Data of {province}"),
    "data_tab_overview": ("ภาพรวม", "At a glance"),
    "data_tab_upload": ("นำเข้าแฟ้ม", "Upload files"),
    "data_tab_loans": ("การยืมหน่วย", "Loans of units"),
    "data_ready": ("พร้อมวางแผน", "Ready to be planned"),
    "data_not_ready": ("ยังวางแผนไม่ได้", "Cannot be planned yet"),
    "data_go": ("ไป", "Go"),
    "data_version": (
        "ข้อมูลรุ่นที่ {version} แก้ไขล่าสุดโดย {by} แผนที่ทำหรือประกาศไปแล้วไม่เปลี่ยนตามการแก้ไขข้อมูล",
        "Version {version} of the data, last changed by {by}. Weeks that were planned or published"
        " stay as they are when data change.",
    ),
    "data_gaps": ("สิ่งที่ยังขาด", "What is missing"),
    "data_gap_stops": ("ต้องมีก่อน", "needed first"),
    "data_gap_weakens": ("ควรเพิ่ม", "should be mended"),
    "data_nothing_missing": ("ไม่มีสิ่งใดขาด", "Nothing is missing."),
    "data_kinds": ("ข้อมูลแต่ละหมวด", "What there is"),
    "data_files": ("แฟ้มข้อมูล", "Files"),
    "data_workbook": ("ดาวน์โหลดข้อมูลปัจจุบัน (Excel)", "Download what there is (Excel)"),
    "data_template": ("ดาวน์โหลดแบบฟอร์มเปล่า (Excel)", "Download an empty workbook (Excel)"),
    "data_findings": ("ข้อสังเกต", "What to look at"),
    "data_more_findings": ("และอีก {count:,} รายการ", "and {count:,} more"),
    "data_add": ("เพิ่มรายการ", "Add"),
    "data_saved": ("บันทึก {key} แล้ว", "Kept {key}."),
    "data_removed": ("ลบ {key} แล้ว", "Removed {key}."),
    "data_new_title": ("เพิ่ม: {what}", "Add: {what}"),
    "data_save": ("บันทึก", "Save"),
    "data_not_kept": ("ยังไม่ได้บันทึก โปรดแก้ไขสิ่งต่อไปนี้", "Nothing was kept. Please mend this:"),
    "data_code_taken": ("มีรายการที่ใช้รหัสนี้แล้ว", "There is a record with this code already."),
    "data_changed_since": (
        "มีผู้แก้ไขรายการนี้หลังจากที่ท่านเปิด โปรดเปิดหน้านี้ใหม่เพื่อดูค่าล่าสุดแล้วแก้ไขอีกครั้ง",
        "Somebody changed this record since you opened it. Open it again to see how it stands, then"
        " make your change.",
    ),
    "data_in_use": (
        "ลบไม่ได้ ยังมีข้อมูลอื่นอ้างถึง: {by}",
        "It cannot be removed: other records still name it ({by}).",
    ),
    "data_remove": ("ลบรายการนี้", "Remove this record"),
    "data_remove_note": (
        "การลบจะบันทึกไว้ในบันทึกการตรวจสอบ และไม่เปลี่ยนแผนที่ทำไปแล้ว",
        "The log will say who removed it. Weeks planned already stay as they are.",
    ),
    "data_remove_sure": ("ลบ {what}", "Remove {what}"),
    "data_copy": ("คัดลอก", "Copy"),
    "data_copied": ("คัดลอกแล้ว", "Copied"),
    "data_propose": ("เสนอให้ผู้อื่นเห็นชอบ", "Propose"),
    "data_counters_note": (
        "จำนวนช่องบริการของหน่วยนี้ในแต่ละบริการ เว้นว่างถ้าไม่ให้บริการ",
        "How many counters this unit has for each service; leave empty what it does not carry.",
    ),
    "data_shifts_note": (
        "เวลาออกและกลับถึงฐาน เช่น 08:00-17:30 เว้นว่างในวันที่ไม่ทำงาน",
        "From leaving the base to being back, such as 08:00-17:30; empty on days without work.",
    ),
    "data_weeks": ("สัปดาห์ที่หน่วยออกปฏิบัติงาน", "Weeks in which the unit operates"),
    "data_weeks_note": (
        "สัปดาห์ที่ไม่ได้เลือกจะเป็นวันหยุดของหน่วยทั้งสัปดาห์",
        "A week that is not ticked is off for the whole unit.",
    ),
    "data_weeks_off": ("(หยุด {days} วัน)", "({days} days off)"),
    "data_leave": ("วันลาและวันหยุดของหน่วย", "Leave and days off"),
    "data_leave_from": ("ลาตั้งแต่วันที่", "Leave from"),
    "data_leave_to": ("ถึงวันที่", "to"),
    "data_days_note": (
        "วันที่ คั่นด้วย ; เช่น 2026-12-10;2026-12-11",
        "Dates parted by ; such as 2026-12-10;2026-12-11",
    ),
    "data_column_name": ("ชื่อ", "Name"),
    "data_column_village": ("หมู่บ้าน", "Village"),
    "data_column_tambon": ("ตำบล", "Tambon"),
    "data_column_seconds_per_person": ("นาทีต่อราย", "Minutes a person"),
    "data_column_lunch_duration_s": ("พักกลางวัน (นาที)", "Lunch (minutes)"),
    "data_column_setup_s": ("เวลาตั้งหน่วย (นาที)", "Setting up (minutes)"),
    "data_column_packing_s": ("เวลาเก็บหน่วย (นาที)", "Packing (minutes)"),
    "data_column_max_drive_s": ("ขับรถได้ต่อวัน (นาที)", "Driving per day (minutes)"),
    "data_note_seconds_per_person": (
        "เวลาที่ใช้กับผู้รับบริการหนึ่งรายที่หนึ่งช่อง",
        "What one person takes at one counter",
    ),
    "data_note_open_s": ("เช่น 120 คือ 2 ชั่วโมง", "120 is 2 hours"),
    "data_column_open_s": ("เวลาเปิด (นาที)", "Open (minutes)"),
    "data_column_serving_s": ("เวลาให้บริการ (นาที)", "Serving (minutes)"),
    "data_column_base_code": ("ฐานที่ตั้ง", "Base"),
    "data_column_service_code": ("บริการ", "Service"),
    "data_column_service_codes": ("บริการ", "Services"),
    "data_column_staff_code": ("บุคลากรที่ต้องใช้", "Staff needed"),
    "data_column_unit_code": ("หน่วยเคลื่อนที่", "Unit"),
    "data_column_unit_codes": ("หน่วยเคลื่อนที่", "Units"),
    "data_column_village_code": ("หมู่บ้าน", "Village"),
    "data_column_place_code": ("จุดบริการ", "Stop place"),
    "data_column_district": ("อำเภอ", "District"),
    # ---- what each kind is ----
    "data_about_villages": (
        "หมู่บ้านตามทะเบียน พร้อมประชากร ผู้ติดต่อ และพิกัด",
        "Official villages with their people, contacts and points.",
    ),
    "data_about_stop_places": (
        "จุดที่หน่วยตั้งให้บริการ เช่น วัด โรงเรียน ศาลา และหย่อมบ้าน",
        "Where units set up: temples, schools, halls, and hamlets.",
    ),
    "data_about_bases": (
        "ที่ที่หน่วยออกเดินทางและกลับ",
        "Where units start and end their trips.",
    ),
    "data_about_lodgings": (
        "ที่พักของทีมเมื่อค้างคืน",
        "Where crews may spend a night.",
    ),
    "data_about_services": (
        "สิ่งที่ประชาชนได้รับ เวลาต่อราย รอบการให้บริการ และกำหนดหลังรับคำขอ",
        "What people receive, how long it takes, how often, and how soon after a request.",
    ),
    "data_about_packages": (
        "ช่วงเวลาเปิดบริการที่ประกาศได้ เช่น ครึ่งวัน เต็มวัน",
        "Opening hours that can be announced, such as half a day.",
    ),
    "data_about_staff": (
        "บุคลากรหรืออุปกรณ์ที่มีจำกัด จำนวนที่ใช้ได้ในแต่ละวัน",
        "People or kit that are scarce: how many there are on each weekday.",
    ),
    "data_about_units": (
        "รถและทีมงาน ช่องบริการ เวลาทำงาน และวันลา",
        "Vans with their crews, counters, hours and leave.",
    ),
    "data_about_demand": (
        "จำนวนคนของแต่ละหมู่บ้านที่ต้องการแต่ละบริการ",
        "How many people of each village need each service.",
    ),
    "data_about_holidays": (
        "วันหยุดของหน่วยและของจังหวัด ระบุได้ว่าหน่วยยังออกบริการ",
        "Days off of the province; say where units serve all the same.",
    ),
    "data_about_unsuitable_days": (
        "วันที่หมู่บ้านไม่สะดวกให้ไป เช่น วันตลาดนัด งานบุญ",
        "Days that do not suit a village: a market, a feast.",
    ),
    "data_about_fixed_dates": (
        "วันที่ผู้อื่นกำหนดไว้แล้ว แผนจะยึดวันนี้ก่อน",
        "Dates that others have set; plans keep to them first.",
    ),
    "data_about_caravans": (
        "หลายหน่วยไปที่เดียวกันในวันเดียวกัน",
        "Several units at one place on one day.",
    ),
    "data_about_fixed_points": (
        "สำนักงานและจุดให้บริการถาวรที่ประชาชนไปเองได้",
        "Offices where people are served without a unit.",
    ),
    "data_about_road_seasons": (
        "ช่วงวันที่ถนนต่างจากฤดูปกติ",
        "Days when roads are otherwise than their month says.",
    ),
    "data_about_closures": (
        "ถนนที่ปิดหรือช้าลง พร้อมวันที่และประเภทรถ",
        "Roads closed or slow, with dates and vehicles.",
    ),
    # ---- faults beside fields ----
    "data_fault_empty_cell": ("โปรดกรอก", "Please fill this in."),
    "data_fault_not_a_number": ("“{value}” ไม่ใช่ตัวเลข", "“{value}” is not a number."),
    "data_fault_not_a_whole_number": (
        "“{value}” ไม่ใช่จำนวนเต็ม",
        "“{value}” is not a whole number.",
    ),
    "data_fault_out_of_range": ("ต้องอยู่ระหว่าง {low} ถึง {high}", "Must be {low} to {high}."),
    "data_fault_not_a_date": (
        "ไม่ใช่วันที่ เขียนเช่น 2026-11-30 หรือ 30/11/2569",
        "Not a date; write 2026-11-30 or 30/11/2569.",
    ),
    "data_fault_impossible_date": ("ไม่มีวันนี้ในปฏิทิน", "There is no such day."),
    "data_fault_not_a_time": ("ไม่ใช่เวลา เขียนเช่น 08:30", "Not a time; write 08:30."),
    "data_fault_not_a_window": (
        "ไม่ใช่ช่วงเวลา เขียนเช่น 08:30-16:30",
        "Not a span of hours; write 08:30-16:30.",
    ),
    "data_fault_window_turned_round": (
        "จุดสิ้นสุดมาก่อนจุดเริ่ม",
        "The end comes before the beginning.",
    ),
    "data_fault_unknown_choice": ("โปรดเลือกจากรายการ", "Please choose from the list."),
    "data_fault_not_a_village_code": (
        "รหัสหมู่บ้านต้องเป็นตัวเลข 8 หลัก",
        "A village code has 8 digits.",
    ),
    "data_fault_unknown_villages_code": (
        "ไม่มีหมู่บ้านรหัส {value}",
        "No village has the code {value}.",
    ),
    "data_fault_unknown_services_code": (
        "ไม่มีบริการรหัส {value}",
        "No service has the code {value}.",
    ),
    "data_fault_unknown_bases_code": ("ไม่มีฐานรหัส {value}", "No base has the code {value}."),
    "data_fault_unknown_units_code": ("ไม่มีหน่วยรหัส {value}", "No unit has the code {value}."),
    "data_fault_unknown_staff_code": (
        "ไม่มีบุคลากรหรืออุปกรณ์รหัส {value}",
        "No staff or kit has the code {value}.",
    ),
    "data_fault_unit_without_services": (
        "หน่วยต้องมีอย่างน้อยหนึ่งบริการ โปรดใส่จำนวนช่องบริการ",
        "A unit carries at least one service: give it counters.",
    ),
    "data_fault_half_a_point": (
        "ต้องมีทั้งลองจิจูดและละติจูด",
        "Give both the longitude and the latitude.",
    ),
    "data_fault_lat_lon_swapped": (
        "ลองจิจูดกับละติจูดสลับกัน",
        "Longitude and latitude are the wrong way round.",
    ),
    "data_fault_point_outside_thailand": (
        "พิกัดอยู่นอกประเทศไทย",
        "The point lies outside Thailand.",
    ),
    "data_fault_not_a_contact": (
        "เขียนเป็น บทบาทภาษาไทย, บทบาทภาษาอังกฤษ, หมายเลขโทรศัพท์",
        "Write: role in Thai, role in English, phone number.",
    ),
    "data_fault_not_a_phone": (
        "“{number}” ไม่ใช่หมายเลขโทรศัพท์ โปรดใส่ตัวเลขอย่างน้อย 9 หลัก (ใช้เลขไทยได้)",
        "“{number}” is no telephone number. Write at least 9 digits (Thai ones will do).",
    ),
    "data_fault_refused": ("ค่านี้ใช้ไม่ได้: {value}", "This cannot be: {value}"),
    "data_note_contacts": (
        "บรรทัดละหนึ่งราย: บทบาทภาษาไทย, บทบาทภาษาอังกฤษ, หมายเลขโทรศัพท์ (ไม่ใส่ชื่อบุคคล)",
        "One a line: role in Thai, role in English, phone number (no person's name)",
    ),
    # ---- uploads ----
    "upload_choose": ("เลือกแฟ้ม", "Choose files"),
    "upload_again": ("เลือกแฟ้มอื่น", "Choose other files"),
    "upload_note": (
        "ระบบจะตรวจและแสดงสิ่งที่จะเปลี่ยนก่อน ยังไม่บันทึกจนกว่าท่านจะยืนยัน "
        "นโยบายและน้ำหนักความจำเป็นไม่เปลี่ยนตามแฟ้ม",
        "Files are looked at first: you see what would change, and nothing is kept until you"
        " confirm. The policy and weights of need never change by a file.",
    ),
    "upload_files": ("แฟ้ม", "Files"),
    "upload_files_note": (
        "สมุดงาน Excel, CSV, GeoJSON, GeoPackage หรือ Shapefile ใน zip ไม่เกิน {most} แฟ้ม",
        "Excel workbooks, CSV, GeoJSON, GeoPackage or zipped Shapefiles; {most} at most",
    ),
    "upload_kind": ("เป็นข้อมูลหมวดใด", "What kind of data"),
    "upload_kind_by_name": ("ตามชื่อแฟ้มหรือแผ่นงาน", "As the file or sheet is named"),
    "upload_look": ("ตรวจแฟ้ม", "Look at the files"),
    "upload_none": ("โปรดเลือกแฟ้มอย่างน้อยหนึ่งแฟ้ม", "Please choose at least one file."),
    "upload_unreadable": (
        "อ่านแฟ้มชนิดนี้ไม่ได้ หรือมีสองแฟ้มชื่อเดียวกัน อ่านได้: {known}",
        "A kind of file that cannot be read, or two of one name. Readable: {known}",
    ),
    "upload_other_province": (
        "แฟ้มนี้เป็นข้อมูลของจังหวัดอื่น",
        "The file is about another province.",
    ),
    "upload_changed_since": (
        "ข้อมูลของจังหวัดเปลี่ยนหลังจากที่ท่านตรวจแฟ้ม โปรดดูสิ่งที่จะเปลี่ยนอีกครั้งแล้วจึงยืนยัน",
        "The data changed since you looked at the files. Please look again at what would change,"
        " then confirm.",
    ),
    "upload_is_gone": (
        "แฟ้มที่ตรวจไว้หมดเวลาหนึ่งชั่วโมงแล้วหรือนำเข้าไปแล้ว โปรดเลือกแฟ้มอีกครั้ง",
        "The files that were looked at waited longer than an hour, or were imported already. Please"
        " choose them again.",
    ),
    "upload_preview": ("ผลการตรวจ", "What was found"),
    "upload_refused": (
        "นำเข้าไม่ได้ พบข้อผิดพลาด {errors:,} จุด ยังไม่มีข้อมูลใดเปลี่ยน โปรดแก้ไขในแฟ้มแล้วตรวจอีกครั้ง",
        "It cannot be imported: {errors:,} errors. Nothing has changed. Please mend the file and"
        " look again.",
    ),
    "upload_fine": (
        "นำเข้าได้ ยืนยันแล้วข้อมูลจะเปลี่ยนดังนี้",
        "It can be imported. When you confirm, this changes:",
    ),
    "upload_no_change": ("แฟ้มนี้ไม่เปลี่ยนข้อมูลใด", "These files change nothing."),
    "upload_rows": ("({rows:,} แถวหลังนำเข้า)", "({rows:,} rows afterwards)"),
    "upload_new": ("รายการใหม่", "new"),
    "upload_changed": ("รายการที่เปลี่ยน", "changed"),
    "upload_gone": ("รายการที่ถูกลบ", "removed"),
    "upload_more_keys": ("และอีก {count:,}", "and {count:,} more"),
    "upload_confirm": ("ยืนยันนำเข้า", "Import as shown"),
    "upload_drop": ("ยกเลิก", "Give up"),
    "upload_findings": ("ข้อสังเกตจากการตรวจ {count:,} รายการ", "{count:,} findings"),
    "upload_column_kind": ("ระดับ", "Kind"),
    "upload_column_where": ("แฟ้มและแผ่นงาน", "File and sheet"),
    "upload_column_row": ("แถว", "Row"),
    "upload_column_column": ("คอลัมน์", "Column"),
    "upload_column_advice": ("สิ่งที่พบและวิธีแก้", "What is wrong, and what to do"),
    "upload_error": ("ต้องแก้", "error"),
    "upload_warning": ("ควรดู", "look"),
    "upload_repaired": ("แก้ให้แล้ว", "mended"),
    "upload_done": ("นำเข้าแล้ว เป็นข้อมูลรุ่นที่ {version}", "Imported, as version {version}."),
    "policy_stays": (
        "นโยบายในแฟ้มต่างจากที่ใช้อยู่ จึงคงนโยบายเดิมไว้ โปรดเสนอในหน้านโยบายให้ผู้อื่นเห็นชอบ",
        "The file's policy differs from the one in force, which stays. Propose the change on the"
        " policy's page; another person approves it.",
    ),
    "weights_stay": (
        "น้ำหนักความจำเป็นของหมู่บ้าน {count} แห่งในแฟ้มต่างจากเดิม จึงคงค่าเดิมไว้ โปรดเสนอในหน้าหมู่บ้าน",
        "The file gives {count} villages another weight of need; they keep their own. Propose it on"
        " the village's page.",
    ),
}
