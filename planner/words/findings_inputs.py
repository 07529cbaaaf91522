"""Findings of a dataset's tables beyond those of geodata: cells, codes, dates, missing files.

Facts are those of the finding; `value`, `row`, `column` and `file` are given beside them.
"""

TEXTS: dict[str, tuple[str, str]] = {
    # ---- files and headings ----
    "missing_folder": (
        "ไม่พบโฟลเดอร์ {file} โปรดตรวจที่อยู่ของโฟลเดอร์ข้อมูล",
        "There is no folder {file}. Check where the dataset lies.",
    ),
    "file_absent": (
        "ไม่มีแฟ้ม {file} ระบบถือว่าไม่มีข้อมูลส่วนนี้ หากมีโปรดเพิ่มแฟ้มแล้วนำเข้าใหม่",
        "There is no {file}; it counts as empty. If you have such data, add it and import again.",
    ),
    "unknown_kind": (
        "ไม่รู้จักข้อมูลชนิด “{value}” โปรดเลือกจาก {known}",
        "“{value}” is no kind of data. Choose one of {known}.",
    ),
    "unknown_kind_likely": (
        "ไม่ทราบว่าแฟ้ม {file} เป็นข้อมูลชนิดใด หัวคอลัมน์คล้าย {likely} โปรดสั่งใหม่โดยเพิ่ม --kind ตามด้วยชนิดข้อมูล",
        "Nobody says what kind of data {file} holds; by its headings it may be {likely}. "
        "Say so with --kind.",
    ),
    "unknown_column": (
        "ไม่รู้จักหัวคอลัมน์ {column} ระบบไม่ได้อ่านคอลัมน์นี้ (ชื่อใกล้เคียง: {near} ชื่อที่ใช้ได้: {known})",
        "The heading {column} is not known; that column was not read. "
        "Nearest: {near}. Names understood: {known}.",
    ),
    "workbook_is_unfilled": (
        "สมุดงาน {file} ยังว่าง ไม่มีข้อมูลให้นำเข้า โปรดเริ่มกรอกแผ่น “{province}” "
        "(รหัสและชื่อ 1 แถว) แล้วกรอกแผ่น “{villages}” "
        "จากนั้นจึงกรอกแผ่น “{services}” “{units}” และ “{demand}”",
        "The workbook {file} is still empty: there is nothing to import. First fill in the sheet "
        "“{province}” (Province: one row, code and name), then “{villages}” (Villages), then "
        "“{services}” (Services), “{units}” (Units) and “{demand}” (Demand).",
    ),
    "duplicate_row": (
        "แถว {row} ซ้ำกับแถว {first_row} ({value}) โปรดลบแถวหนึ่งหรือแก้รหัส",
        "Row {row} repeats row {first_row} ({value}). Remove one of them or correct its code.",
    ),
    "phone_zero_restored": (
        "หมายเลข “{value}” แถว {row} ถูกโปรแกรมตารางเปลี่ยนเป็นตัวเลข ระบบเติมเลขศูนย์ข้างหน้าให้แล้ว",
        "The phone number “{value}” in row {row} had become a number; its first 0 was put back.",
    ),
    "sheets_ignored": (
        "ไม่รู้จักแผ่นงาน {names} ระบบไม่ได้อ่าน (แผ่นงานที่ใช้ได้: {known})",
        "The sheets {names} are not known and were not read (known: {known}).",
    ),
    "sheet_twice": (
        "แผ่นงาน {value} มีความหมายเดียวกับ {other} โปรดรวมเป็นแผ่นเดียว",
        "The sheet {value} means the same as {other}. Make one of them.",
    ),
    "title_row_skipped": (
        "แถว {row} (“{value}”) เป็นชื่อตารางที่ผสานเซลล์ไว้ ระบบข้ามไปอ่านหัวคอลัมน์แถวถัดไป",
        "Row {row} (“{value}”) is a title in merged cells; the headings were read below it.",
    ),
    "merged_cells_filled": (
        "แถว {row} มีเซลล์ที่ผสานลงด้านล่าง (“{value}”) ระบบเติมค่าเดียวกันให้ทุกแถวที่ผสานแล้ว",
        "Row {row} begins cells merged downwards (“{value}”); each row was given it.",
    ),
    "merged_across": (
        "แถว {row} มีเซลล์ที่ผสานข้ามคอลัมน์ (“{value}”) โปรดยกเลิกการผสานแล้วกรอกทีละคอลัมน์",
        "Row {row} has cells merged across columns (“{value}”). Unmerge them and fill each column.",
    ),
    "too_many_sheets": (
        "แฟ้ม {file} มีเกิน {limit} แผ่นงาน โปรดลบแผ่นงานที่ไม่ใช้",
        "The file {file} has more than {limit} sheets. Take out those not needed.",
    ),
    "too_many_columns": (
        "แฟ้ม {file} มีเกิน {limit} คอลัมน์ โปรดลบคอลัมน์ที่ไม่ใช้",
        "The file {file} has more than {limit} columns. Take out those not needed.",
    ),
    "too_many_cells": (
        "แฟ้ม {file} มีเกิน {limit} เซลล์ โปรดแบ่งเป็นแฟ้มย่อย",
        "The file {file} has more than {limit} cells. Split it.",
    ),
    "too_much_text": (
        "ข้อความทั้งหมดในแฟ้ม {file} ยาวเกิน {limit} อักขระ โปรดแบ่งเป็นแฟ้มย่อย",
        "The texts of {file} are longer than {limit} letters together. Split it.",
    ),
    "text_too_long": (
        "ข้อความในแฟ้ม {file} แถว {row} ยาวเกิน {limit} อักขระ โปรดตัดให้สั้นลง",
        "A text in row {row} of {file} is longer than {limit} letters. Make it shorter.",
    ),
    "too_many_vertices": (
        "แฟ้ม {file} มีจุดพิกัดเกิน {limit} จุด โปรดลดรายละเอียดหรือแบ่งเป็นแฟ้มย่อย",
        "The shapes of {file} have more than {limit} points. Simplify or split it.",
    ),
    "nested_too_deeply": (
        "ข้อมูลในแฟ้ม {file} ซ้อนกันลึกเกิน {limit} ชั้น จึงไม่อ่าน",
        "What {file} holds is nested more than {limit} deep; it was not read.",
    ),
    "reading_timed_out": (
        "อ่านแฟ้ม {file} ไม่จบในเวลาที่กำหนด โปรดลบส่วนที่ไม่ใช้แล้วบันทึกใหม่",
        "Reading {file} took too long. Take out what is not needed and save it anew.",
    ),
    "reading_out_of_memory": (
        "แฟ้ม {file} ใช้หน่วยความจำเกินกำหนด โปรดแบ่งเป็นแฟ้มย่อย",
        "Reading {file} needs too much memory. Split it.",
    ),
    # ---- layers: GeoPackage, zipped Shapefile ----
    "archive_too_many_files": (
        "แฟ้ม {file} มี {count} แฟ้มอยู่ข้างใน เกินกำหนด {limit} โปรดบีบอัดเฉพาะ Shapefile ชุดเดียว",
        "{file} holds {count} files, more than {limit}. Zip one Shapefile only.",
    ),
    "archive_too_big": (
        "แฟ้ม {file} เมื่อคลายแล้วใหญ่เกิน {limit} ไบต์ โปรดแบ่งเป็นแฟ้มย่อย",
        "Unzipped, {file} is larger than {limit} bytes. Split it.",
    ),
    "archive_packed_too_tightly": (
        "แฟ้ม {file} บีบอัดแน่นเกิน {limit} เท่า ซึ่งแฟ้มแผนที่ไม่เป็นเช่นนั้น จึงไม่คลาย",
        "{file} is packed more than {limit} times, as no map file is; it was not unpacked.",
    ),
    "archive_climbs": (
        "แฟ้ม {file} มีชื่อแฟ้มที่ชี้ออกนอกโฟลเดอร์ จึงไม่คลาย โปรดบีบอัดใหม่",
        "{file} names files outside its own folder; it was not unpacked. Zip it anew.",
    ),
    "archive_not_one_layer": (
        "แฟ้ม {file} ต้องมี Shapefile (.shp) หนึ่งชุด แต่พบ {count} ชุด",
        "{file} should hold one Shapefile (.shp) and holds {count}.",
    ),
    "shapefile_without_table": (
        "Shapefile ในแฟ้ม {file} ไม่มีตาราง (.dbf) โปรดบีบอัดพร้อม .shp .shx .dbf .prj",
        "The Shapefile in {file} lacks its table (.dbf). Zip .shp, .shx, .dbf and .prj together.",
    ),
    "not_what_it_says": (
        "เนื้อในของแฟ้ม {file} ไม่ใช่ {driver} จึงไม่เปิด โปรดส่งออกจากโปรแกรมแผนที่ใหม่เป็น {driver}",
        "What is in {file} is no {driver}; it was not opened. Export it anew from the map "
        "program as {driver}.",
    ),
    "drivers_not_locked": (
        "เครื่องนี้จำกัดชนิดแฟ้มที่ตัวอ่านเปิดได้ไม่สำเร็จ จึงไม่เปิดแฟ้ม {file}",
        "The reader could not be limited to one kind of file here, so {file} was not opened.",
    ),
    "reader_not_offline": (
        "เครื่องนี้ตัดเครือข่ายของตัวอ่านแฟ้ม {file} ไม่ได้ (ข้อจำกัดอื่นยังมีผล) ควรรับเฉพาะแฟ้มที่เชื่อถือได้",
        "This system does not let the reader of {file} be cut off the network (all other limits "
        "hold). Take files you trust only.",
    ),
    "missing_layer": (
        "แฟ้ม {file} ไม่มีชั้นข้อมูลที่มีพิกัด ชั้นที่มี: {known}",
        "{file} has no such layer with shapes. Its layers: {known}.",
    ),
    "unknown_crs": (
        "ไม่ทราบระบบพิกัดของแฟ้ม {file} ({crs}) โปรดเพิ่มแฟ้ม .prj หรือแปลงเป็น WGS 84",
        "Nobody knows the coordinate system of {file} ({crs}). Add its .prj, or save it as WGS 84.",
    ),
    "projected_to_degrees": (
        "พิกัดของแฟ้ม {file} เป็นเมตร ระบบแปลงเป็นองศา WGS 84 แล้ว",
        "The coordinates of {file} were metres; they were turned into degrees on WGS 84.",
    ),
    "indian_1975_shifted": (
        "แฟ้ม {file} ใช้พื้นหลักฐาน Indian 1975 ระบบแปลงเป็น WGS 84 แล้ว (คลาดเคลื่อนได้ราว 5-10 ม.)",
        "{file} is on the Indian 1975 datum; it was shifted to WGS 84 (good to some 5-10 m).",
    ),
    "axes_swapped_back": (
        "พิกัดเหนือกับตะวันออกในแฟ้ม {file} สลับกัน ระบบสลับกลับแล้ว โปรดตรวจบนแผนที่",
        "Northing and easting of {file} were swapped; they were turned back. Check on the map.",
    ),
    "cpg_contradicted": (
        "แฟ้ม {file} ระบุรหัสอักขระ {said} แต่เนื้อในเป็น cp874 ระบบอ่านเป็น cp874",
        "{file} says its characters are {said}, but they are cp874; it was read so.",
    ),
    "field_names_cut": (
        "ชื่อคอลัมน์ในแฟ้ม {file} ถูกตัดกลางตัวอักษร ระบบตัดส่วนที่เสียออกแล้ว",
        "Field names of {file} were cut within a letter; the broken ends were taken off.",
    ),
    "column_name_completed": (
        "ชื่อคอลัมน์ {column} ถูกตัดให้สั้น ระบบอ่านเป็น {value} โปรดตรวจว่าถูกต้อง",
        "The column name {column} was cut short and was read as {value}. Check it.",
    ),
    # ---- villages that contradict each other ----
    "twin_codes": (
        "{name} รหัส {value} (แถว {row}) น่าจะเป็นชุมชนเดียวกับรหัส {other} (แถว {first_row}) "
        "โปรดตรวจว่าไม่ได้นับคนซ้ำ หากเป็นแห่งเดียวกันให้ใส่รหัสหนึ่งเป็นรหัสอื่นของอีกแห่ง",
        "{name}, code {value} (row {row}), seems to be one community with "
        "{other} (row {first_row}). "
        "Do not count its people twice: make one code an alias of the other.",
    ),
    "name_and_code_disagree": (
        "พิกัดของ {name} รหัส {value} (แถว {row}) อยู่ในตำบล{tambon} ซึ่งมีหมู่บ้านชื่อเดียวกันรหัส {other} "
        "โปรดตรวจว่ารหัสหรือพิกัดเป็นของแห่งใด",
        "The point of {name}, code {value} (row {row}), lies in tambon {tambon}, where a village "
        "of that name has the code {other}. Check whose code or point it is.",
    ),
    "tambon_population_differs": (
        "หมู่บ้านในตำบลรหัส {value} รวมได้ {people} ราย แต่ตัวเลขของตำบลคือ {figure} ราย โปรดตรวจ",
        "The villages of tambon {value} add up to {people} people; its own figure is {figure}.",
    ),
    "bad_tambon_figure": (
        "แถว {row} ของ {file} (“{value}”) ต้องเป็นรหัสตำบล 6 หลักกับจำนวนประชากร",
        "Row {row} of {file} (“{value}”) should be a tambon code of 6 digits and its population.",
    ),
    # ---- places by hand ----
    "not_a_position": (
        "อ่านตำแหน่ง “{value}” ไม่ได้ โปรดใส่ละติจูดกับลองจิจูด ลิงก์แผนที่แบบเต็ม "
        "UTM (47Q 450000 2100000) หรือ MGRS",
        "“{value}” is no position. Give longitude and latitude, a whole map link, "
        "UTM (47Q 450000 2100000) or MGRS.",
    ),
    "short_link": (
        "ลิงก์ย่อ “{value}” ไม่มีพิกัดอยู่ในตัว โปรดเปิดลิงก์ในเบราว์เซอร์ "
        "แล้วคัดลอกที่อยู่เต็มจากแถบที่อยู่ หรือคัดลอกตัวเลขพิกัดสองจำนวน มาใส่แทน",
        "The short link “{value}” holds no position. Open it in a browser, then copy the long "
        "address from the address bar, or the two numbers of the point.",
    ),
    "outside_thailand": (
        "ตำแหน่ง “{value}” อยู่นอกประเทศไทย โปรดตรวจตัวเลขอีกครั้ง",
        "The position “{value}” is outside Thailand. Check the figures.",
    ),
    "placed_outside_province": (
        "ตำแหน่ง {value} อยู่นอกจังหวัดของหมู่บ้าน {village} {away_km} กม. โปรดตรวจตัวเลขหรือรหัสหมู่บ้าน",
        "The position {value} is {away_km} km outside the province of village {village}. "
        "Check the figures, or the village's code.",
    ),
    "placed_outside_tambon": (
        "ตำแหน่ง {value} อยู่นอกตำบล{tambon}ของหมู่บ้าน {village} {away_km} กม. ระบบบันทึกตำแหน่งนี้แล้ว "
        "โปรดตรวจบนแผนที่ หากไม่ถูกต้องให้กำหนดใหม่",
        "The position {value} is {away_km} km outside tambon {tambon} of village {village}. "
        "It was kept: check it on the map, and place the village again if it is wrong.",
    ),
    "position_read_lat_first": (
        "“{value}” ใส่ละติจูดก่อน ระบบสลับเป็นลองจิจูด {lon} ละติจูด {lat} แล้ว โปรดตรวจบนแผนที่",
        "“{value}” has its latitude first; it was read as longitude {lon}, latitude {lat}. "
        "Check it on the map.",
    ),
    "placed_without_reason": (
        "โปรดระบุเหตุผลและผู้ที่แก้ไข เพื่อบันทึกไว้ในประวัติ",
        "Say who does this and why; it goes into the log.",
    ),
    # ---- a schedule made by hand ----
    "people_do_not_match": (
        "แถว {row} มีจำนวนคน “{value}” ไม่เท่ากับจำนวนบริการ โปรดใส่จำนวนคนของแต่ละบริการ คั่นด้วย ;",
        "Row {row} gives people “{value}”, not one number for each service. Part them by ;.",
    ),
    "schedule_other_week": (
        "แถว {row} (หมู่บ้าน {value}) อยู่นอกสัปดาห์แรกของแฟ้ม ไม่ได้นำเข้าในร่างแผนนี้",
        "Row {row} (village {value}) lies outside the first week of the file; it was left out.",
    ),
    "schedule_without_place": (
        "หมู่บ้าน {value} แถว {row} ไม่มีจุดบริการที่ทราบพิกัด ไม่ได้นำเข้าในร่างแผนนี้ โปรดกำหนดพิกัดก่อน",
        "Village {value} in row {row} has no stop place with a point; it was left out. Place it.",
    ),
    "schedule_unreachable": (
        "ไม่มีทางรถไปถึงหมู่บ้าน {value} แถว {row} สำหรับรถของหน่วยนี้ ไม่ได้นำเข้าในร่างแผนนี้",
        "No road leads the unit's vehicle to village {value} in row {row}; it was left out.",
    ),
    # ---- dates and times ----
    "not_a_date": (
        "“{value}” ในคอลัมน์ {column} แถว {row} ไม่ใช่วันที่ โปรดเขียนแบบ 2026-11-30 หรือ 30/11/2569",
        "“{value}” in column {column}, row {row}, is not a date. Write 2026-11-30 or 30/11/2569.",
    ),
    "impossible_date": (
        "ไม่มีวันที่ “{value}” ในปฏิทิน (คอลัมน์ {column} แถว {row}) โปรดแก้ไข",
        "There is no day “{value}” in the calendar (column {column}, row {row}). Correct it.",
    ),
    "year_out_of_range": (
        "ปี {year} ของ “{value}” ในคอลัมน์ {column} แถว {row} เป็นไปไม่ได้ โปรดใช้ปี ค.ศ. หรือ พ.ศ. สี่หลัก",
        "The year {year} of “{value}” in column {column}, row {row}, cannot be. "
        "Use 4 digits, Common or Buddhist era.",
    ),
    "buddhist_year_repaired": (
        "“{value}” ในคอลัมน์ {column} แถว {row} เป็นปีพุทธศักราช ระบบแปลงเป็นคริสต์ศักราชให้แล้ว",
        "“{value}” in column {column}, row {row}, has a Buddhist-era year; "
        "it was read as the Common-era year.",
    ),
    "date_read_day_first": (
        "“{value}” ในคอลัมน์ {column} แถว {row} อ่านเป็น วัน/เดือน/ปี โปรดตรวจว่าถูกต้อง",
        "“{value}” in column {column}, row {row}, was read as day/month/year. Check it.",
    ),
    "due_before_filed": (
        "วันครบกำหนด “{value}” แถว {row} อยู่ก่อนวันที่ยื่นคำขอ โปรดตรวจทั้งสองวัน",
        "The due date “{value}” in row {row} is before the request was filed. Check both dates.",
    ),
    "not_a_time": (
        "“{value}” ในคอลัมน์ {column} แถว {row} ไม่ใช่เวลา โปรดเขียนแบบ 08:30",
        "“{value}” in column {column}, row {row}, is not a time. Write it as 08:30.",
    ),
    "not_a_window": (
        "“{value}” ในคอลัมน์ {column} แถว {row} ไม่ใช่ช่วงเวลา โปรดเขียนแบบ 08:30-16:30 คั่นหลายช่วงด้วย ;",
        "“{value}” in column {column}, row {row}, is no window of time. "
        "Write 08:30-16:30, several parted by a semicolon.",
    ),
    "window_turned_round": (
        "ช่วงเวลาในแถว {row} สิ้นสุดก่อนเริ่ม (“{value}”) โปรดสลับเวลาเริ่มกับเวลาสิ้นสุด",
        "The window in row {row} ends before it starts (“{value}”). Turn start and end round.",
    ),
    # ---- texts and codes ----
    "control_character": (
        "{field} แถว {row} มีอักขระที่มองไม่เห็น โปรดลบแล้วพิมพ์ใหม่",
        "{field} in row {row} holds an invisible character. Delete it and type it anew.",
    ),
    "more_than_one_contact": (
        "แถว {row} มีผู้ติดต่อมากกว่าหนึ่งราย (“{value}”) หน่วยเคลื่อนที่มีได้เพียงรายเดียว",
        "Row {row} has more than one contact (“{value}”); a mobile unit has one.",
    ),
    "code_is_alias": (
        "รหัส {value} แถว {row} เป็นรหัสรองของหมู่บ้าน {near} โปรดใช้ {near} ({rows} แถว)",
        "The code {value} in row {row} is an alias of village {near}. Use {near} ({rows} rows).",
    ),
    "unknown_villages_code": (
        "ไม่มีหมู่บ้านรหัส {value} ในรายชื่อหมู่บ้าน (แถว {row} รวม {rows} แถว ใกล้เคียง: {near}) "
        "โปรดแก้รหัสหรือเพิ่มหมู่บ้าน",
        "No village has the code {value} (row {row}, {rows} rows; nearest: {near}). "
        "Correct it, or add the village.",
    ),
    "unknown_services_code": (
        "ไม่มีบริการรหัส {value} (แถว {row} รวม {rows} แถว ใกล้เคียง: {near}; ที่มี: {known}) "
        "โปรดแก้รหัสหรือเพิ่มในแผ่นงาน “บริการ” (services.csv)",
        "No service has the code {value} (row {row}, {rows} rows; nearest: {near}; "
        "known: {known}). "
        "Correct it, or add the service to the sheet “Services” (services.csv).",
    ),
    "unknown_packages_code": (
        "ไม่มีช่วงเปิดบริการรหัส {value} (แถว {row} รวม {rows} แถว ใกล้เคียง: {near}) "
        "โปรดแก้รหัสหรือเพิ่มในแผ่นงาน “ช่วงเปิดบริการ” (packages.csv)",
        "No package has the code {value} (row {row}, {rows} rows; nearest: {near}). "
        "Correct it, or add it to the sheet “Packages” (packages.csv).",
    ),
    "unknown_staff_code": (
        "ไม่มีบุคลากรหรืออุปกรณ์รหัส {value} (แถว {row} รวม {rows} แถว ใกล้เคียง: {near}) "
        "โปรดแก้รหัสหรือเพิ่มในแผ่นงาน “บุคลากรและอุปกรณ์” (staff.csv)",
        "No staff or kit has the code {value} (row {row}, {rows} rows; nearest: {near}). "
        "Correct it, or add it to the sheet “Staff and kit” (staff.csv).",
    ),
    "unknown_bases_code": (
        "ไม่มีฐานรหัส {value} (แถว {row} รวม {rows} แถว ใกล้เคียง: {near}) "
        "โปรดแก้รหัสหรือเพิ่มในแผ่นงาน “ฐานที่ตั้งหน่วย” (bases.csv)",
        "No base has the code {value} (row {row}, {rows} rows; nearest: {near}). "
        "Correct it, or add it to the sheet “Bases” (bases.csv).",
    ),
    "unknown_units_code": (
        "ไม่มีหน่วยเคลื่อนที่รหัส {value} (แถว {row} รวม {rows} แถว ใกล้เคียง: {near}) "
        "โปรดแก้รหัสหรือเพิ่มในแผ่นงาน “หน่วยเคลื่อนที่” (units.csv)",
        "No mobile unit has the code {value} (row {row}, {rows} rows; nearest: {near}). "
        "Correct it, or add it to the sheet “Units” (units.csv).",
    ),
    "unknown_stop_places_code": (
        "ไม่มีจุดบริการรหัส {value} (แถว {row} รวม {rows} แถว ใกล้เคียง: {near}) "
        "โปรดแก้รหัสหรือเพิ่มในแผ่นงาน “จุดบริการและหย่อมบ้าน” (stop_places.csv)",
        "No stop place has the code {value} (row {row}, {rows} rows; nearest: {near}). "
        "Correct it, or add it to the sheet “Stop places” (stop_places.csv).",
    ),
    "place_code_used_twice": (
        "รหัสสถานที่ {value} แถว {row} ถูกใช้แล้วใน {other_file} ฐาน ที่พัก และจุดบริการต้องมีรหัสไม่ซ้ำกัน",
        "The place code {value} in row {row} stands in {other_file} too. "
        "Bases, lodgings and stop places need different codes.",
    ),
    # ---- units and services ----
    "nothing_to_plan_with": (
        "จังหวัดรหัส {value} ยังจัดทำแผนไม่ได้ เพราะมีหน่วยเคลื่อนที่ {units} หน่วย บริการ {services} รายการ "
        "ช่วงเปิดบริการ {packages} รายการ ต้องมีอย่างน้อยอย่างละหนึ่ง โปรดกรอกแผ่นงาน “หน่วยเคลื่อนที่” "
        "“บริการของหน่วย” “บริการ” และ “ช่วงเปิดบริการ” แล้วนำเข้าอีกครั้ง",
        "No plan can be made for province {value} yet: it has {units} units, {services} services "
        "and {packages} packages, and needs at least one of each. Fill in the sheets “Units”, "
        "“Unit services”, “Services” and “Packages”, then import again.",
    ),
    "unit_of_other_province": (
        "หน่วยในแถว {row} เป็นของจังหวัดรหัส {value} ไม่ใช่ {province} โปรดลบหรือแก้รหัสจังหวัด",
        "The unit in row {row} belongs to province {value}, not {province}. Remove or correct it.",
    ),
    "unit_without_services": (
        "หน่วยเคลื่อนที่ {value} แถว {row} ไม่มีบริการใดเลย "
        "โปรดเพิ่มในแผ่นงาน “บริการของหน่วย” (unit_services.csv)",
        "The mobile unit {value} in row {row} carries no service. "
        "Add some to the sheet “Unit services” (unit_services.csv).",
    ),
    "service_without_unit": (
        "ไม่มีหน่วยใดให้บริการ {value} (แถว {row}) ผู้ที่รอบริการนี้จะไม่ได้รับการจัดเข้าแผน",
        "No unit carries the service {value} (row {row}); who waits for it will not be planned.",
    ),
}
