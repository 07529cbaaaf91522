"""Findings of geodata: what is wrong with a file, a table, a village or a road, and what to do.

Codes that the readers of `planner.inputs` share (`not_a_number`, `missing_column`, ...) stand here
too. Facts are those of the finding; `value`, `row`, `column`, `sheet` and `file` come beside them.
"""

from geodata.findings import Finding
from planner.words import Language, say
from planner.words.headings import (
    OF_FEATURES,
    heading_text,
    in_features,
    is_of_features,
    known_text,
)

TEXTS: dict[str, tuple[str, str]] = {
    # ---- files and tables ----
    "missing_file": (
        "ไม่พบแฟ้ม {file} โปรดตรวจชื่อแฟ้มและโฟลเดอร์",
        "The file {file} is not there. Check its name and folder.",
    ),
    "unreadable_file": (
        "เปิดแฟ้ม {file} ไม่ได้ แฟ้มอาจเสียหายหรือถูกใช้งานอยู่ โปรดบันทึกใหม่แล้วลองอีกครั้ง",
        "The file {file} cannot be opened; it may be damaged or in use. Save it anew.",
    ),
    "unreadable_text": (
        "อ่านตัวอักษรในแฟ้ม {file} ไม่ได้ โปรดบันทึกใหม่เป็น CSV UTF-8",
        "The characters of {file} cannot be read. Save it anew as CSV UTF-8.",
    ),
    "unsupported_file": (
        "แฟ้ม {file} เป็นชนิดที่ยังอ่านไม่ได้ โปรดบันทึกเป็น {known}",
        "Files like {file} are not read. Save it as one of {known}.",
    ),
    "file_too_big": (
        "แฟ้ม {file} ใหญ่เกินกำหนด {limit} ไบต์ โปรดแบ่งเป็นแฟ้มย่อยหรือลบข้อมูลที่ไม่ใช้",
        "The file {file} is larger than {limit} bytes. Split it, or take out what is not needed.",
    ),
    "encoding_repaired": (
        "แฟ้ม {file} ใช้รหัสอักขระ {encoding} ระบบแปลงเป็น UTF-8 ให้แล้ว ครั้งต่อไปควรบันทึกเป็น CSV UTF-8",
        "The file {file} was encoded in {encoding} and has been converted to UTF-8. "
        "Save it as CSV UTF-8 next time.",
    ),
    "empty_file": (
        "แฟ้ม {file} ไม่มีข้อมูล โปรดตรวจว่าเลือกแฟ้มและแผ่นงานถูกต้อง",
        "The file {file} holds nothing. Check that it is the right file and sheet.",
    ),
    "not_a_workbook": (
        "แฟ้ม {file} ไม่ใช่สมุดงาน Excel แม้ชื่อจะลงท้ายด้วย .xlsx โปรดเปิดด้วยโปรแกรมตารางคำนวณ "
        "แล้วบันทึกเป็น Excel (.xlsx)",
        "The file {file} is not an Excel workbook, whatever its name says. "
        "Open it in a spreadsheet program and save it as Excel (.xlsx).",
    ),
    "not_a_text_table": (
        "แฟ้ม {file} ไม่ใช่ตารางข้อความ แม้ชื่อจะบอกเช่นนั้น โปรดบันทึกตารางเป็น CSV UTF-8 หรือ Excel (.xlsx)",
        "The file {file} is not a table of text, whatever its name says. "
        "Save the table as CSV UTF-8 or as Excel (.xlsx).",
    ),
    "missing_sheet": (
        "ไม่พบแผ่นงาน {sheet_wanted} ในแฟ้ม {file} แผ่นงานที่มี: {known}",
        "There is no sheet {sheet_wanted} in {file}. Its sheets: {known}.",
    ),
    "too_many_rows": (
        "แฟ้ม {file} มีเกิน {limit} แถว โปรดแบ่งเป็นแฟ้มย่อย",
        "The file {file} has more than {limit} rows. Split it.",
    ),
    "missing_column": (
        "ไม่มีคอลัมน์ “{column}” โปรดเพิ่มหัวคอลัมน์นี้ในแถวแรก (ชื่อที่ใช้ได้: {known})",
        "The column “{column}” is missing. Add it to the heading row (names understood: {known}).",
    ),
    "duplicate_column": (
        "หัวคอลัมน์ {column} ซ้ำกัน โปรดลบหรือเปลี่ยนชื่อหนึ่งคอลัมน์",
        "The heading {column} stands twice. Remove or rename one of them.",
    ),
    "column_means_the_same": (
        "คอลัมน์ {column} มีความหมายเดียวกับ {used} ระบบใช้ {used} โปรดลบคอลัมน์ที่ไม่ใช้",
        "The column {column} means the same as {used}; {used} was read. Remove the other one.",
    ),
    "columns_ignored": (
        "ไม่รู้จักคอลัมน์ {names} ระบบไม่ได้อ่านคอลัมน์เหล่านี้ หากจำเป็นโปรดแก้ชื่อหัวคอลัมน์",
        "The columns {names} are not known and were not read. Rename them if they are needed.",
    ),
    "cell_without_heading": (
        "แถว {row} มีค่า “{value}” อยู่นอกหัวคอลัมน์ โปรดลบค่าหรือเพิ่มหัวคอลัมน์",
        "Row {row} has “{value}” beyond the headings. Remove it or add a heading.",
    ),
    "more_findings": (
        "ยังมีรายการแบบเดียวกับข้างบนอีก {more} รายการที่ไม่ได้แสดง "
        "หากแก้ที่แสดงไว้แล้วนำเข้าใหม่ จะแสดงรายการที่เหลือ",
        "{more} more like those above are not shown. "
        "They show once those shown are mended and the file is imported anew.",
    ),
    # ---- cells ----
    "empty_cell": (
        "ช่อง {column} แถว {row} ว่าง โปรดกรอกค่า",
        "{column} is empty in row {row}. Fill it in.",
    ),
    "not_a_number": (
        "“{value}” ในคอลัมน์ {column} แถว {row} ไม่ใช่ตัวเลข โปรดแก้เป็นตัวเลข เช่น 120 หรือ 19.25",
        "“{value}” in column {column}, row {row}, is not a number. Write one such as 120 or 19.25.",
    ),
    "not_a_whole_number": (
        "“{value}” ในคอลัมน์ {column} แถว {row} ไม่ใช่จำนวนเต็ม โปรดแก้เป็นจำนวนเต็ม",
        "“{value}” in column {column}, row {row}, is not a whole number. Leave out decimals.",
    ),
    "out_of_range": (
        "“{value}” ในคอลัมน์ {column} แถว {row} อยู่นอกช่วง {low} ถึง {high} โปรดตรวจและแก้ไข",
        "“{value}” in column {column}, row {row}, is outside {low} to {high}. Correct it.",
    ),
    "unknown_choice": (
        "“{value}” ในคอลัมน์ {column} แถว {row} ไม่ใช่ค่าที่รู้จัก โปรดใช้ค่าใดค่าหนึ่งใน {known}",
        "“{value}” in column {column}, row {row}, is not known. Use one of {known}.",
    ),
    "value_refused": (
        "“{value}” ในแถว {row} ใช้ไม่ได้ ({fault}) โปรดตรวจและแก้ไข",
        "“{value}” in row {row} cannot be used ({fault}). Check and correct it.",
    ),
    "not_a_contact": (
        "“{value}” ไม่ใช่ผู้ติดต่อ โปรดเขียน: บทบาทภาษาไทย, บทบาทภาษาอังกฤษ, หมายเลขโทรศัพท์",
        "“{value}” is not a contact. Write: role in Thai, role in English, phone number.",
    ),
    "not_a_phone": (
        "“{number}” ในคอลัมน์ {column} แถว {row} ไม่ใช่หมายเลขโทรศัพท์ โปรดใส่ตัวเลขอย่างน้อย 9 หลัก หรือลบออก",
        "“{number}” in column {column}, row {row}, is no telephone number. Write at least 9 "
        "digits, or take it away.",
    ),
    "digits_repaired": (
        "“{value}” แถว {row} มีเลขไทยหรือเลขเต็มความกว้าง ระบบแปลงเป็นเลขอารบิกให้แล้ว",
        "“{value}” in row {row} had Thai or full-width digits; they were made 0-9.",
    ),
    "thousands_separator_removed": (
        "“{value}” แถว {row} มีเครื่องหมายจุลภาค ระบบตัดออกให้แล้ว",
        "“{value}” in row {row} had commas between thousands; they were taken out.",
    ),
    # ---- village codes ----
    "code_was_number": (
        "รหัส “{value}” แถว {row} ถูกโปรแกรมตารางเปลี่ยนเป็นตัวเลข ระบบแก้กลับเป็นรหัสให้แล้ว "
        "ครั้งต่อไปควรตั้งคอลัมน์เป็นข้อความ",
        "The code “{value}” in row {row} had become a number and was made a code again. "
        "Format the column as text next time.",
    ),
    "code_punctuation_removed": (
        "รหัส “{value}” แถว {row} มีช่องว่างหรือขีด ระบบตัดออกให้แล้ว",
        "The code “{value}” in row {row} had spaces or dashes; they were taken out.",
    ),
    "code_zero_restored": (
        "รหัส “{value}” แถว {row} ขาดเลขศูนย์ ระบบเติมให้แล้ว โปรดตรวจว่าถูกต้อง",
        "The code “{value}” in row {row} had lost a zero, which was put back. Check it.",
    ),
    "code_joined": (
        "ไม่มีรหัสหมู่บ้าน 8 หลักในแถว {row} ระบบประกอบจากรหัสตำบลและหมู่ที่เป็น {code} โปรดตรวจว่าถูกต้อง",
        "Row {row} had no 8-digit village code; {code} was put together from tambon and moo. "
        "Check it.",
    ),
    "not_a_village_code": (
        "“{value}” แถว {row} ไม่ใช่รหัสหมู่บ้าน 8 หลัก (จังหวัด 2 อำเภอ 2 ตำบล 2 หมู่ 2) โปรดแก้ไข",
        "“{value}” in row {row} is not a village code of 8 digits "
        "(province 2, district 2, tambon 2, moo 2). Correct it.",
    ),
    "village_code_ambiguous": (
        "รหัส “{value}” แถว {row} ขาดหนึ่งหลักและเป็นได้หลายหมู่บ้าน ({candidates}) โปรดกรอกให้ครบ 8 หลัก",
        "The code “{value}” in row {row} lacks a digit and may mean several villages "
        "({candidates}). Write all 8 digits.",
    ),
    "code_of_other_province": (
        "รหัส {value} แถว {row} เป็นของจังหวัดรหัส {other} ไม่ใช่ {province} "
        "โปรดลบแถวนี้หรือนำเข้าในจังหวัดของตน",
        "The code {value} in row {row} belongs to province {other}, not {province}. "
        "Remove the row, or import it for its own province.",
    ),
    "duplicate_village_code": (
        "รหัส {value} แถว {row} ซ้ำกับแถว {first_row} โปรดลบแถวหนึ่งหรือแก้รหัส",
        "The code {value} in row {row} stands in row {first_row} too. "
        "Remove one of them or correct its code.",
    ),
    "moo_mismatch": (
        "หมู่ที่ {value} แถว {row} ไม่ตรงกับรหัส {code} โปรดตรวจว่าค่าใดถูก",
        "Moo {value} in row {row} does not agree with the code {code}. Check which one is right.",
    ),
    "tambon_name_mismatch": (
        "ตำบล “{value}” แถว {row} ไม่ตรงกับรหัส {code} ซึ่งเป็นตำบล{known} โปรดตรวจรหัสหรือชื่อตำบล",
        "Tambon “{value}” in row {row} does not agree with {code}, which is {known}. "
        "Check code and name.",
    ),
    "unknown_tambon": (
        "ไม่พบตำบลรหัส {tambon} ของหมู่บ้าน {value} ในแผนที่เขตตำบล โปรดตรวจรหัส",
        "Tambon {tambon} of village {value} is not on the boundary map. Check the code.",
    ),
    "alias_is_a_village": (
        "รหัสอื่น {alias} ของหมู่บ้าน {value} เป็นรหัสของหมู่บ้านในแถว {first_row} ด้วย โปรดเหลือไว้ที่เดียว",
        "The alias {alias} of village {value} is also the code of row {first_row}. Keep only one.",
    ),
    # ---- points ----
    "lat_lon_swapped": (
        "พิกัด “{value}” แถว {row} น่าจะสลับละติจูดกับลองจิจูด โปรดสลับกลับ "
        "(ในประเทศไทยละติจูด 5-21 ลองจิจูด 97-106)",
        "The point “{value}” in row {row} seems to have latitude and longitude swapped. "
        "Swap them back (in Thailand latitude is 5-21, longitude 97-106).",
    ),
    "lat_lon_swapped_back": (
        "พิกัด “{value}” แถว {row} สลับละติจูดกับลองจิจูด ระบบสลับกลับให้แล้วเพราะตกในตำบลของตน",
        "The point “{value}” in row {row} had latitude and longitude swapped; "
        "they were swapped back, since it then lies in its own tambon.",
    ),
    "half_a_point": (
        "แถว {row} มีเพียงละติจูดหรือลองจิจูดอย่างเดียว โปรดกรอกให้ครบทั้งสองหรือเว้นว่างทั้งสอง",
        "Row {row} has only one of latitude and longitude. Give both, or leave both empty.",
    ),
    "point_in_metres": (
        "พิกัด “{value}” แถว {row} น่าจะเป็นพิกัด UTM หน่วยเมตร แต่ไม่ทราบโซน "
        "โปรดเพิ่มคอลัมน์ โซน (47 หรือ 48) หรือแปลงเป็นองศา WGS 84",
        "The point “{value}” in row {row} seems to be UTM in metres, of a zone nobody says. "
        "Add a column zone (47 or 48), or convert it to WGS 84 degrees.",
    ),
    "row_in_utm": (
        "พิกัด “{value}” แถว {row} เป็นเมตร UTM โซน {zone} ระบบแปลงเป็นองศา WGS 84 แล้ว",
        "The point “{value}” in row {row} was UTM zone {zone} in metres; it was turned into "
        "degrees on WGS 84.",
    ),
    "row_in_indian_1975": (
        "พิกัด “{value}” แถว {row} เป็นเมตร UTM โซน {zone} บนพื้นหลักฐาน Indian 1975 "
        "ระบบแปลงเป็น WGS 84 แล้ว (คลาดเคลื่อนได้ราว 5-10 ม.)",
        "The point “{value}” in row {row} was UTM zone {zone} on Indian 1975; it was shifted to "
        "WGS 84 (good to some 5-10 m).",
    ),
    "metres_swapped_back": (
        "พิกัดเหนือกับตะวันออก “{value}” แถว {row} สลับกัน ระบบสลับกลับแล้ว โปรดตรวจบนแผนที่",
        "Northing and easting “{value}” of row {row} were swapped; they were turned back. "
        "Check on the map.",
    ),
    "point_outside_thailand": (
        "พิกัด “{value}” แถว {row} อยู่นอกประเทศไทย โปรดตรวจพิกัด",
        "The point “{value}” in row {row} lies outside Thailand. Check it.",
    ),
    "point_in_other_province": (
        "พิกัดของหมู่บ้าน {village} แถว {row} อยู่นอกจังหวัด {away_km} กม. โปรดแก้พิกัด หรือเว้นว่างไว้ก่อน",
        "The point of village {village} in row {row} lies {away_km} km outside the province. "
        "Correct it, or leave it empty for now.",
    ),
    "point_outside_tambon": (
        "พิกัดของหมู่บ้าน {village} แถว {row} อยู่นอกตำบลของตน {away_km} กม. โปรดตรวจพิกัดหรือรหัส",
        "The point of village {village} in row {row} lies {away_km} km outside its tambon. "
        "Check the point or the code.",
    ),
    "point_shared": (
        "หมู่บ้าน {village} แถว {row} มีพิกัดเดียวกับแถว {first_row} โปรดตรวจว่าถูกต้องทั้งคู่",
        "Village {village} in row {row} has the same point as row {first_row}. "
        "Check that both are right.",
    ),
    "no_roads_yet": (
        "จังหวัด {province} ยังไม่มีโครงข่ายถนน เวลาเดินทางทั้งหมดจะประมาณจากเส้นตรง "
        "โปรดนำเข้าโฟลเดอร์ที่มี roads (ดู planner roads build)",
        "Province {province} has no roads yet, so all travel times will be guessed from straight "
        "lines. Import a folder with roads in it (see planner roads build).",
    ),
    "far_from_road": (
        "หมู่บ้าน {village} อยู่ห่างถนนสายที่ใกล้ที่สุด {away_km} กม. เวลาเดินทางเป็นค่าประมาณ "
        "โปรดตรวจพิกัดหรือเพิ่มเส้นทาง",
        "Village {village} lies {away_km} km from the nearest road, so its travel times are "
        "guesses. Check its point, or add the road.",
    ),
    "not_a_point": (
        "ลำดับที่ {row} ในแฟ้ม {file} ไม่ใช่จุด (เป็น {kind}) โปรดใช้จุดเดียวต่อหมู่บ้าน",
        "Feature {row} of {file} is no point (it is {kind}). Use one point for each village.",
    ),
    # ---- people ----
    "population_missing": (
        "หมู่บ้าน {village} แถว {row} ไม่มีจำนวนประชากร ระบบนับเป็น 0 โปรดกรอกจำนวน",
        "Village {village} in row {row} has no population and counts as 0. Fill it in.",
    ),
    "no_population_column": (
        "ไม่มีคอลัมน์ประชากร ทุกหมู่บ้านนับเป็น 0 คน โปรดเพิ่มคอลัมน์ (ชื่อที่ใช้ได้: {known})",
        "There is no column of population, so every village counts as 0 people. "
        "Add one (names understood: {known}).",
    ),
    "added_people_without_reason": (
        "แถว {row} เพิ่มจำนวนคน {value} โดยไม่บอกเหตุผล โปรดกรอกเหตุผล",
        "Row {row} adds {value} people without saying why. Give the reason.",
    ),
    # ---- GeoJSON and boundaries ----
    "unreadable_geojson": (
        "แฟ้ม {file} ไม่ใช่ GeoJSON ที่สมบูรณ์ โปรดส่งออกใหม่เป็น GeoJSON FeatureCollection",
        "The file {file} is not whole GeoJSON. Export it anew as a GeoJSON FeatureCollection.",
    ),
    "unreadable_feature": (
        "ลำดับที่ {row} ในแฟ้ม {file} ไม่ใช่ feature ของ GeoJSON โปรดส่งออกใหม่",
        "Item {row} of {file} is no GeoJSON feature. Export the file anew.",
    ),
    "unreadable_geometry": (
        "รูปทรงลำดับที่ {row} ในแฟ้ม {file} อ่านไม่ได้ ({kind}) โปรดแก้หรือส่งออกใหม่",
        "The geometry of feature {row} in {file} cannot be read ({kind}). Mend or export it anew.",
    ),
    "wrong_crs": (
        "แฟ้ม {file} ใช้ระบบพิกัด {crs} โปรดส่งออกใหม่เป็น WGS 84 (EPSG:4326)",
        "The file {file} uses the coordinate system {crs}. Export it anew as WGS 84 (EPSG:4326).",
    ),
    "bad_area_code": (
        "เขตลำดับที่ {row} ในแฟ้ม {file} ไม่มีรหัสที่ถูกต้อง (อำเภอ 4 หลัก ตำบล 6 หลัก) โปรดแก้ไข",
        "Area {row} of {file} has no good code (district 4 digits, tambon 6). Correct it.",
    ),
    "area_without_polygon": (
        "เขต {value} ลำดับที่ {row} ในแฟ้ม {file} ไม่มีรูปหลายเหลี่ยมที่ใช้ได้ โปรดส่งออกใหม่",
        "Area {value}, feature {row} of {file}, has no usable polygon. Export it anew.",
    ),
    "duplicate_area": (
        "รหัสเขต {value} ลำดับที่ {row} ในแฟ้ม {file} ซ้ำ โปรดเหลือไว้เพียงหนึ่ง",
        "The area code {value}, feature {row} of {file}, stands twice. Keep one.",
    ),
    # ---- roads ----
    "no_roads": (
        "แฟ้ม {file} ไม่มีเส้นถนนแม้แต่เส้นเดียว โปรดตรวจแฟ้ม",
        "The file {file} holds not one road. Check it.",
    ),
    "unknown_road_system": (
        "“{value}” แถว {row} ไม่ใช่ระบบถนนที่รู้จัก โปรดใช้ thatp, tharr, tham, thaexat หรือ thasf",
        "“{value}” in row {row} is no known road system. Use thatp, tharr, tham, thaexat or thasf.",
    ),
    "unknown_road_class": (
        "“{value}” แถว {row} ไม่ใช่ชั้นถนนที่รู้จัก โปรดใช้ค่าใดค่าหนึ่งใน {known}",
        "“{value}” in row {row} is no known road class. Use one of {known}.",
    ),
    "duplicate_waypoint": (
        "ลำดับ {value} แถว {row} ซ้ำในถนนเส้นเดียวกัน โปรดแก้ลำดับ",
        "The position {value} in row {row} stands twice in one road. Correct seq.",
    ),
    "duplicate_speed": (
        "ความเร็วของชั้นถนน {value} แถว {row} ซ้ำกับแถวก่อน โปรดเหลือไว้แถวเดียว",
        "Row {row} gives a speed for {value} again. Keep one row.",
    ),
    "empty_profile": (
        "แถว {row} ไม่มีชนิดรถหรือสภาพทาง โปรดกรอก vehicle_class และ road_state",
        "Row {row} lacks the vehicle class or the road state. Fill in both.",
    ),
    "not_an_extract": (
        "แฟ้ม {file} ไม่ใช่แฟ้ม OpenStreetMap ที่อ่านได้ โปรดดาวน์โหลดใหม่",
        "The file {file} is no OpenStreetMap extract that can be read. Fetch it again.",
    ),
    "not_a_height_tile": (
        "แฟ้ม {file} ไม่ใช่แฟ้มความสูง SRTM โปรดใช้แฟ้ม .hgt ที่ชื่อบอกมุมตะวันตกเฉียงใต้ เช่น N19E098.hgt",
        "The file {file} is no SRTM height tile. Use an .hgt file named by its south-west corner,"
        " as N19E098.hgt.",
    ),
    "unknown_road_source": (
        "ไม่รู้จักแฟ้มถนนชนิด {file} โปรดใช้ .osm.pbf .osm .geojson .gpkg หรือ .zip",
        "Roads cannot be read from {file}. Use .osm.pbf, .osm, .geojson, .gpkg or .zip.",
    ),
    "not_a_network": (
        "แฟ้ม {file} ไม่ใช่โครงข่ายถนนที่ใช้ได้ โปรดสร้างใหม่ด้วย planner roads build",
        "The file {file} is no road network that can be used. Make it anew with planner roads"
        " build.",
    ),
    "not_a_line": (
        "รายการที่ {row} ของแฟ้ม {file} ไม่ใช่เส้น ({kind}) โปรดเหลือไว้เฉพาะเส้นถนน",
        "Feature {row} of {file} is no line ({kind}). Keep road lines only.",
    ),
    "closure_shape": (
        "รายการที่ {row} ของแฟ้ม {file} เป็นรูปทรงที่ใช้ไม่ได้ ({kind}) โปรดใช้จุด เส้น หรือพื้นที่เดียวที่ไม่มีช่องว่าง",
        "Feature {row} of {file} has a shape that will not do ({kind}). Use a point, a line or one"
        " area without holes.",
    ),
    "unknown_road_feature": (
        "“{value}” แถว {row} ไม่ใช่ลักษณะถนนที่รู้จัก โปรดใช้ค่าใดค่าหนึ่งใน {known}",
        "“{value}” in row {row} is no known feature of roads. Use one of {known}.",
    ),
    "ways_shortened": (
        "ตารางเวลาเดินทาง {file} มี {ways} คู่ที่ทางตรงช้ากว่าทางผ่านจุดอื่น "
        "ระบบใช้ทางที่เร็วกว่าแทน ทั้งเวลาและระยะทาง โปรดตรวจแหล่งข้อมูลเดินทาง ({engine})",
        "In the travel times {file} {ways} direct ways take longer than ways over other places; "
        "the quicker ones are used, seconds and metres. Check where they come from ({engine}).",
    ),
    "duplicate_feature": (
        "ตัวคูณของ {value} แถว {row} ซ้ำกับแถวก่อน โปรดเหลือไว้แถวเดียว",
        "Row {row} gives a factor for {value} again. Keep one row.",
    ),
}


NOTHING = "–"
NEAR_PARTS = (
    *("; nearest: {near}", "Nearest: {near}. "),
    *(" ใกล้เคียง: {near}", "ชื่อใกล้เคียง: {near} "),
)
"""The parts of texts that name what comes near; left out where nothing does."""


def tell_finding(finding: Finding, language: Language = Language.TH) -> str:
    """What is wrong and what to do, in one line; a fact that the text names but lacks is a dash.

    Where nothing comes near to what was written, the text says nothing of it.
    """
    place = {name: getattr(finding, name) for name in ("file", "sheet", "row", "value")}
    known = {name: value for name, value in place.items() if value is not None}
    if finding.column is not None:
        known["column"] = heading_text(finding, language)
    is_drawn = is_of_features(finding)
    code = OF_FEATURES.get(finding.code, finding.code) if is_drawn else finding.code
    told = say(code, language, **{**finding.facts, **known_text(finding, language), **known})
    if is_drawn:
        told = in_features(told)
    if finding.facts.get("near") == NOTHING:
        for part in NEAR_PARTS:
            told = told.replace(part.format(near=NOTHING), "")
    return told
