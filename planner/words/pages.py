"""What the pages say: headings, facts, forms and empty states."""

TEXTS: dict[str, tuple[str, str]] = {
    # the frame of every page
    "page_product": ("ระบบวางแผนหน่วยบริการเคลื่อนที่", "Mobile Service Unit Planner"),
    "page_skip": ("ข้ามไปยังเนื้อหา", "Skip to the content"),
    "page_menu": ("เมนูหลัก", "Main menu"),
    "page_more_doors": ("เพิ่มเติม", "More"),
    "page_group_country": ("พื้นที่และประชาชน", "Country and public"),
    "page_group_system": ("ผู้ใช้และการตรวจสอบ", "Accounts and audit"),
    "page_newest": ("แผนรอบถัดไป", "Next plan"),
    "page_all_plans": ("แผนทั้งหมด", "All plans"),
    "page_log_out": ("ออกจากระบบ", "Sign out"),
    "page_signed_in_as": ("เข้าใช้งานในชื่อ {login}", "Signed in as {login}"),
    "page_province": ("จังหวัด", "Province"),
    "page_show": ("แสดง", "Show"),
    "page_home": ("กลับหน้าแรก", "Back to the first page"),
    # a plan
    "page_plan_title": ("แผนออกหน่วย จังหวัด{province}", "Field plan, {province} province"),
    "page_week": ("สัปดาห์ {days}", "Week of {days}"),
    "page_facts": ("ภาพรวมของแผน", "The plan at a glance"),
    "page_people_served": ("ประชาชนที่ได้รับบริการ", "People served"),
    "page_people_count": ("{people} ราย", "{people}"),
    "page_served_share": (
        "ร้อยละ {share} ของผู้ที่ถึงรอบรับบริการ",
        "{share} % of those who are due",
    ),
    "page_villages_visited": ("หมู่บ้านที่ไปถึง", "Villages visited"),
    "page_villages_of": ("จากทั้งหมด {total} หมู่บ้าน", "of {total} villages"),
    "page_left_out": ("ถึงรอบแต่ยังไม่ได้จัด", "Due but left out"),
    "page_left_out_villages": (
        "ใน {villages} หมู่บ้าน (แผนนี้ไปถึง {visited} หมู่บ้าน ยังไม่ไป {unvisited} หมู่บ้าน) "
        "จำเป็นต้องให้บริการ {required} ราย",
        "in {villages} villages ({visited} visited in this plan, {unvisited} not at all); "
        "{required} people required",
    ),
    "page_left_out_none": ("ไม่มีผู้ตกหล่น", "Nobody is left out"),
    "page_equity": ("อำเภอที่ได้รับบริการน้อยที่สุด", "Least served district"),
    "page_equity_share": ("ร้อยละ {share}", "{share} %"),
    "page_equity_note": (
        "ของความต้องการในรอบปี: {district} (เกณฑ์ขั้นต่ำร้อยละ {floor})",
        "of a year's need: {district} (floor {floor} %)",
    ),
    "page_quality": ("คุณภาพของแผน", "How good the plan is"),
    "page_gap_proven": ("ดีที่สุดแล้ว", "Best possible"),
    "page_gap_proven_note": (
        "พิสูจน์แล้วว่าไม่มีแผนใดดีกว่านี้",
        "Proven: no plan is better",
    ),
    "page_gap": ("ห่างไม่เกิน {gap} %", "At most {gap} % below"),
    "page_gap_note": (
        "จากแผนที่ดีที่สุดเท่าที่เป็นไปได้ (พิสูจน์แล้ว)",
        "the best possible plan (proven)",
    ),
    "page_gap_wide": ("ยังพิสูจน์ได้น้อย", "Little proven"),
    "page_gap_wide_note": (
        "ค้นหาสั้นเกินกว่าจะพิสูจน์ว่าแผนใกล้ดีที่สุดเพียงใด (ไม่เกิน {gap} %)",
        "The search was too short to prove how near the best it is (at most {gap} % below)",
    ),
    "page_short_search": (
        "แผนนี้ค้นหาเพียง {seconds} วินาที จึงพิสูจน์ได้น้อย ค้นหาตั้งแต่ 20 วินาทีขึ้นไปก่อนเสนอขอความเห็นชอบ",
        "This plan was searched for {seconds} seconds only, which proves little: search for "
        "20 seconds or more before asking for approval.",
    ),
    "page_gap_unknown": ("ยังไม่ทราบ", "Not known yet"),
    "page_gap_unknown_note": (
        "ยังพิสูจน์ไม่ได้ว่าดีกว่านี้ได้อีกเท่าใด",
        "How much better a plan could be is not proven",
    ),
    "page_made_at": ("จัดทำเมื่อ", "Made"),
    "page_made_by": ("โดย {login}", "by {login}"),
    "page_verdict_clean": ("ผ่านการตรวจสอบทุกข้อ", "Checked: no rule is broken"),
    "page_verdict_broken": ("ผิดเงื่อนไข {count} ข้อ", "Broken rules: {count}"),
    "page_verdict_note": (
        "ตรวจโดยตัวตรวจสอบที่ไม่ใช้โค้ดร่วมกับตัวคำนวณแผน",
        "Judged by a checker that shares no code with the planner",
    ),
    "page_violations": ("เงื่อนไขที่ผิด", "Broken rules"),
    "page_digest": ("รหัสกำกับแผน {digest}", "Plan digest {digest}"),
    # downloads
    "page_downloads": ("ดาวน์โหลด", "Download"),
    "page_workbook": ("ตารางแผน (Excel)", "Workbook (Excel)"),
    "page_map_file": ("แผนที่ (เปิดได้โดยไม่ใช้อินเทอร์เน็ต)", "Map (opens without internet)"),
    "page_geojson": ("ข้อมูลภูมิศาสตร์ (GeoJSON)", "Geodata (GeoJSON)"),
    "page_sheet_of": ("ใบงานของ {unit}", "Day sheet of {unit}"),
    "page_sheet": ("ใบงาน", "Day sheet"),
    "page_jump": ("ไปยัง", "Go to"),
    # board
    "page_board": ("ตารางออกหน่วย", "Who goes where, and when"),
    "page_board_note": (
        "เวลาที่แสดงคือเวลาเปิดให้บริการ ตัวเลขคือจำนวนผู้รับบริการ",
        "Times are opening hours; numbers are people served.",
    ),
    "page_unit": ("หน่วย", "Unit"),
    "page_day_out": ("ออก {depart} กลับ {back}", "Out {depart}, back {back}"),
    "page_day_drive": ("ขับรถ {drive}", "{drive} driving"),
    "page_night_at": ("ค้างคืน {place}", "Night at {place}"),
    "page_lunch": ("พักกลางวัน {time}", "Lunch {time}"),
    "page_no_route": ("ไม่มีภารกิจ", "No visit"),
    "page_no_shift": ("ไม่ออกปฏิบัติงาน", "Off duty"),
    "page_holiday": ("วันหยุด: {name}", "Holiday: {name}"),
    "page_people_short": ("{people} ราย", "{people} people"),
    "page_from_villages": ("รวมผู้มาจาก {villages}", "with people from {villages}"),
    "page_unit_total": (
        "{visits} จุดบริการ · {people} ราย",
        "{visits} visits · {people} people",
    ),
    "page_unit_idle": ("ไม่มีภารกิจในช่วงนี้", "No visits in these days"),
    # map
    "page_map": ("แผนที่", "Map"),
    "page_map_open": ("เปิดแผนที่เต็มจอ", "Open the map by itself"),
    # unplanned
    "page_unplanned": ("ผู้ที่ยังไม่ได้จัดในแผนนี้", "Left out of this plan"),
    "page_unplanned_note": (
        "แยกตามเหตุผล เรียงจากเร่งด่วนที่สุด",
        "By reason, the most pressing first.",
    ),
    "page_unplanned_none": (
        "ไม่มีผู้ใดตกหล่นจากแผนนี้",
        "Nobody is left out of this plan.",
    ),
    "page_unplanned_count": (
        "{people} ราย ใน {villages} หมู่บ้าน",
        "{people} people in {villages} villages",
    ),
    "page_unplanned_more": (
        "ดูทั้งหมด {rows} รายการ",
        "See all {rows}",
    ),
    "page_unplanned_all": ("รายการที่ยังไม่ได้จัดทั้งหมด", "Everything left out"),
    "page_required": ("จำเป็น", "Required"),
    "page_due_on": ("ครบกำหนด {date}", "Due {date}"),
    "page_waiting": (
        "รอมาแล้ว {days} วัน จากรอบ {interval} วัน",
        "Waiting {days} days, wanted every {interval}",
    ),
    "page_never_visited": ("ยังไม่เคยได้รับบริการ", "Never visited"),
    "page_village": ("หมู่บ้าน", "Village"),
    "page_service": ("บริการ", "Service"),
    "page_people": ("จำนวน (ราย)", "People"),
    "page_reason": ("เหตุผล", "Reason"),
    "page_any": ("ทั้งหมด", "All"),
    "page_district": ("อำเภอ", "District"),
    "page_filter": ("กรอง", "Filter"),
    "page_no_match": ("ไม่มีรายการที่ตรงกับเงื่อนไข", "Nothing matches."),
    "page_shown_of": ("แสดง {shown} จาก {total} รายการ", "Showing {shown} of {total}"),
    "page_next": ("ถัดไป", "Next"),
    "page_previous": ("ก่อนหน้า", "Previous"),
    "page_back_to_plan": ("กลับไปที่แผน", "Back to the plan"),
    # plan list
    "page_plans_title": ("แผนทั้งหมด", "All plans"),
    "page_days": ("ช่วงวันที่", "Days"),
    "page_check": ("ผลตรวจสอบ", "Check"),
    "page_clean_short": ("ผ่าน", "Clean"),
    "page_broken_short": ("ไม่ผ่าน", "Broken"),
    "page_plan_code": ("รหัสแผน", "Plan"),
    "page_state": ("สถานะ", "State"),
    "page_made_by_head": ("จัดทำโดย", "Made by"),
    "page_gap_short": ("ห่างจากดีที่สุดไม่เกิน", "Proven gap"),
    # empty states
    "page_no_plan": ("ยังไม่มีแผน", "No plan yet"),
    "page_no_plan_make": (
        "มีข้อมูลจังหวัดพร้อมแล้ว จัดทำแผนสัปดาห์หน้าได้เลย",
        "The province's data is here. Make next week's plan now.",
    ),
    "page_no_plan_advice": (
        "ยังไม่มีแผนที่เผยแพร่ เมื่อผู้วางแผนจัดทำและเผยแพร่แล้ว แผนจะแสดงที่หน้านี้",
        "No plan has been published yet. Once a planner makes one, it is shown here.",
    ),
    "page_no_data": ("ยังไม่มีข้อมูลจังหวัด", "No province yet"),
    "page_no_data_advice": (
        "เริ่มจังหวัดที่นี่แล้วนำเข้าแฟ้มข้อมูล หรือใช้คำสั่งบนเครื่องที่ติดตั้งระบบ: "
        "คำสั่งแรกทดลองด้วยข้อมูลตัวอย่าง คำสั่งที่สองนำเข้าข้อมูลของท่าน",
        "Begin your province here and upload its files, or use a command on the machine that runs "
        "this service: the first tries the sample, the second imports your own data.",
    ),
    "page_no_data_ask": (
        "โปรดติดต่อผู้ดูแลระบบเพื่อเริ่มจังหวัดของท่าน จากนั้นท่านจะนำเข้าข้อมูลและวางแผนได้",
        "Please ask the administrator to begin your province; then its data can be uploaded and "
        "weeks planned.",
    ),
    "page_no_province": (
        "บัญชีนี้ยังไม่ได้รับมอบหมายจังหวัด",
        "Your account has no province yet",
    ),
    "page_no_province_advice": (
        "โปรดติดต่อผู้ดูแลระบบเพื่อกำหนดจังหวัดให้บัญชีของท่าน",
        "Please ask the administrator to give your account a province.",
    ),
    # signing in
    "page_login_title": ("เข้าสู่ระบบ", "Sign in"),
    "page_login": ("ชื่อผู้ใช้", "Login"),
    "page_password": ("รหัสผ่าน", "Password"),
    "page_login_button": ("เข้าสู่ระบบ", "Sign in"),
    "page_login_wrong": (
        "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง",
        "The login or the password is wrong.",
    ),
    "page_login_first": (
        "ระบบนี้ยังไม่มีผู้ดูแล โปรดเปิดลิงก์ที่แสดงในหน้าต่างคำสั่งที่เริ่มระบบ (planner serve) เพื่อสร้างผู้ดูแลคนแรก",
        "Nobody administers this service yet. Open the link shown in the terminal in which it was"
        " started (planner serve) to create the first administrator.",
    ),
    # the first administrator
    "page_setup_title": ("สร้างผู้ดูแลระบบคนแรก", "Create the first administrator"),
    "page_setup_advice": (
        "ผู้ดูแลระบบจัดการบัญชีและข้อมูลได้ทุกจังหวัด ลิงก์นี้ใช้ได้ครั้งเดียว",
        "The administrator manages accounts and all provinces. This link works once.",
    ),
    "page_setup_login_note": (
        "ตัวอักษร ตัวเลข หรือ . _ - @ + ยาว 2 ถึง 64 ตัว ไม่มีช่องว่าง",
        "2 to 64 letters, digits or . _ - @ +, no spaces",
    ),
    "page_password_again": ("รหัสผ่านอีกครั้ง", "Password again"),
    "page_password_note": (
        "อย่างน้อย {at_least} ตัวอักษร ใช้วลียาว ๆ ที่จำง่ายได้",
        "At least {at_least} characters; a long phrase that you remember is good",
    ),
    "page_password_differs": (
        "รหัสผ่านสองช่องไม่ตรงกัน",
        "The two passwords differ.",
    ),
    "page_not_a_login": (
        "ชื่อผู้ใช้นี้ใช้ไม่ได้: ตัวอักษร ตัวเลข หรือ . _ - @ + ยาว 2 ถึง 64 ตัว ไม่มีช่องว่าง",
        "This cannot be a login: 2 to 64 letters, digits or . _ - @ +, no spaces.",
    ),
    "page_setup_button": ("สร้างผู้ดูแลระบบ", "Create administrator"),
    # the terminal
    "cli_help_serve": (
        "เปิดเว็บและ API จนกว่าจะกด Ctrl-C ครั้งแรกจะแสดงลิงก์สร้างผู้ดูแลระบบ",
        "Open the pages and the API until Ctrl-C; the first start shows the administrator's link.",
    ),
    "serve_host_help": (
        "ที่อยู่ที่เปิดรับ ค่าเริ่มต้น 127.0.0.1 (เฉพาะเครื่องนี้)",
        "Address to listen on; default PLANNER_API_HOST or 127.0.0.1, this machine only.",
    ),
    "serve_port_help": (
        "พอร์ต ค่าเริ่มต้น 8000; 0 ให้ระบบเลือกพอร์ตว่าง",
        "Port; default PLANNER_API_PORT or 8000; 0 picks a free one.",
    ),
    "serve_certificate_help": (
        "ไฟล์ใบรับรอง TLS (PEM) สำหรับ https ใช้คู่กับ --key",
        "TLS certificate (PEM) for https, together with --key.",
    ),
    "serve_key_help": ("ไฟล์กุญแจของใบรับรอง (PEM)", "Private key of the certificate (PEM)."),
    "serve_open": ("เปิดระบบที่ {address}", "Serving at {address}"),
    "serve_stop": ("กด Ctrl-C เพื่อหยุด", "Press Ctrl-C to stop"),
    "serve_setup": (
        "ยังไม่มีผู้ดูแลระบบ เปิดลิงก์นี้เพื่อสร้างผู้ดูแลคนแรก (ใช้ได้ครั้งเดียว ภายใน {hours} ชั่วโมง)",
        "There is no administrator yet. Open this link to create the first one (works once, within"
        " {hours} hours)",
    ),
    "serve_setup_link": ("{link}", "{link}"),
    "serve_stopped": ("หยุดระบบแล้ว ข้อมูลถูกเก็บไว้ครบถ้วน", "Stopped; everything is kept"),
    "serve_port_taken": (
        "เปิดพอร์ต {port} ที่ {host} ไม่ได้ ({why}) ลองใช้ --port 0 เพื่อให้ระบบเลือกพอร์ตว่าง",
        "Cannot listen on port {port} of {host} ({why}); --port 0 picks a free one",
    ),
    "serve_bad_setting": (
        "ค่าที่ตั้งไว้ใน {name} ใช้ไม่ได้: {why}",
        "The setting {name} cannot be used: {why}",
    ),
    "serve_certificate_and_key": (
        "ต้องระบุ --certificate และ --key คู่กัน",
        "Give --certificate and --key together",
    ),
    "serve_certificate_bad": (
        "ใช้ใบรับรองหรือกุญแจที่ระบุไม่ได้ ({why})",
        "The certificate or its key cannot be used ({why})",
    ),
}
