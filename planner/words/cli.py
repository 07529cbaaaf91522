"""What the command line says: help, results, columns and remarks."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help": (
        "ระบบวางแผนหน่วยบริการเคลื่อนที่: จากรายชื่อหมู่บ้านสู่แผนออกหน่วยรายสัปดาห์ที่ตรวจสอบแล้ว",
        "Mobile service unit planner: from a village list to a checked weekly plan.",
    ),
    # ---- commands ----
    "cli_help_import": (
        "นำเข้าโฟลเดอร์ชุดข้อมูล หรือแฟ้มเดี่ยวทับข้อมูลเดิม: ครบทั้งหมดหรือไม่นำเข้าเลย",
        "Import dataset folders, or single files over what is there: all of it or nothing.",
    ),
    "cli_help_travel": (
        "คำนวณ (หรือเรียกคืน) เวลาเดินทางระหว่างทุกจุดในสัปดาห์ที่วางแผน",
        "Make (or remember) the travel times between all places for a week.",
    ),
    "cli_help_plan": ("จัดทำแผน ตรวจสอบ และจัดเก็บ", "Make a plan, check it and store it."),
    "cli_help_plans": (
        "แสดงรายการแผนที่จัดเก็บไว้ ใหม่สุดก่อน",
        "List stored plans, newest first.",
    ),
    "cli_help_show": (
        "แสดงแผน: หน่วยตามวัน และผู้ที่ยังไม่ได้จัด",
        "Show a stored plan: units by days, and who is left out.",
    ),
    "cli_help_check": (
        "ตรวจแผนซ้ำจากข้อมูลต้นทางที่เก็บไว้ หากพบสิ่งผิดจะจบด้วยรหัส 3",
        "Judge a stored plan again from its stored inputs; exit code 3 when anything is wrong.",
    ),
    "cli_help_map": (
        "วาดแผนที่ของแผน: แฟ้ม HTML เดียว เปิดได้โดยไม่ต้องมีอินเทอร์เน็ต",
        "Draw the map of a stored plan: one HTML file that opens with the network off.",
    ),
    "cli_help_export": (
        "ส่งออกแผนเป็นสมุดงาน Excel ใบงานรายวัน และ GeoJSON",
        "Write a stored plan as workbook, day sheets and GeoJSON.",
    ),
    "cli_help_worker": (
        "ทำงานที่เข้าคิวไว้ไปเรื่อย ๆ จนกว่าจะสั่งหยุด",
        "Carry out queued runs until stopped.",
    ),
    "cli_help_prepare": (
        "เตรียมโปรแกรมค้นหาแผนให้พร้อมใช้ (ทำครั้งเดียวตอนติดตั้ง)",
        "Compile the search once, at set-up, so that the first plan does not wait for it.",
    ),
    "cli_preparing": (
        "กำลังเตรียมโปรแกรมค้นหาแผน ครั้งแรกใช้เวลาราวสองนาที เครื่องที่มีงานอื่นจะนานกว่านั้น",
        "Compiling the search: about two minutes the first time, more on a busy machine.",
    ),
    "cli_prepared": (
        "พร้อมใช้แล้ว ({seconds} วินาที)",
        "Ready ({seconds} s).",
    ),
    "cli_help_demo": (
        "สาธิตทั้งกระบวนการด้วยข้อมูลตัวอย่างจังหวัดแม่ฮ่องสอน",
        "The whole path on the sample province, Mae Hong Son.",
    ),
    # ---- options ----
    "cli_help_json": (
        "พิมพ์เอกสาร JSON เดียวทาง stdout และไม่พิมพ์อย่างอื่น",
        "One JSON document on stdout, nothing else.",
    ),
    "cli_help_language": ("ภาษาที่แสดง: th หรือ en", "Language of what is shown: th or en."),
    "cli_help_data_dir": ("โฟลเดอร์ที่เก็บข้อมูลทั้งหมด", "The folder where everything is kept."),
    "cli_help_verbose": ("บันทึกเหตุการณ์ทาง stderr", "Log events to stderr."),
    "cli_help_paths": ("โฟลเดอร์ชุดข้อมูลหรือแฟ้มเดี่ยว", "Dataset folders or single files."),
    "cli_help_kind": (
        "ชนิดข้อมูลของแฟ้มเดี่ยว เมื่อชื่อแฟ้มไม่ได้บอกไว้",
        "What a single file holds, when its name does not say it.",
    ),
    "cli_help_province": (
        "รหัสจังหวัด 2 หลัก เว้นได้เมื่อมีจังหวัดเดียว",
        "The province's 2-digit code; may be left out when there is only one.",
    ),
    "cli_help_province_import": (
        "รหัสจังหวัด 2 หลัก เว้นได้เมื่อมีจังหวัดเดียว (all = บัญชีหมู่บ้านหลายจังหวัดในแฟ้มเดียว)",
        "The province's 2-digit code; may be left out when there is only one; all: a village "
        "list of many provinces.",
    ),
    "cli_help_week": (
        "สัปดาห์ ISO ที่จะวางแผน เช่น 2026-W49 ค่าเริ่มต้นคือสัปดาห์ถัดไป",
        "ISO week to plan, as in 2026-W49; the next one by default.",
    ),
    "cli_help_start": (
        "วันแรก (ค.ศ.) แทนการระบุสัปดาห์ เช่น 2026-11-30",
        "First day instead of a week, as in 2026-11-30.",
    ),
    "cli_help_state": (
        "วางแผนโดยถือว่าถนนทุกวันอยู่ในสภาพนี้ (dry แล้ง, wet ฝน) แทนที่จะดูตามปฏิทิน",
        "Roads are in this state on every day (dry, wet), whatever the calendar says.",
    ),
    "cli_help_days": ("จำนวนวันนับจากวันแรก", "How many days from the first."),
    "cli_help_seconds": ("เวลาประมวลผลสูงสุด (วินาทีของ CPU)", "Most seconds of CPU time to search."),
    "cli_help_seed": ("เลขตั้งต้นของการสุ่ม", "Seed of the search."),
    "cli_help_reproducible": (
        "หยุดตามจำนวนรอบเท่านั้น เพื่อให้ข้อมูลเดิมได้แผนเดิม",
        "Stop by counts only, so that the same inputs give the same plan.",
    ),
    "cli_help_rounds": ("จำนวนรอบสูงสุด", "Most rounds of the search."),
    "cli_help_units": (
        "รหัสหน่วยที่ใช้ คั่นด้วยจุลภาค ค่าเริ่มต้นคือทุกหน่วย",
        "Codes of the units to use, with commas between; all by default.",
    ),
    "cli_help_pin": (
        "กำหนดหมู่บ้านไว้ในแผน: หมู่บ้าน[/บริการ][@วันที่][:หน่วย] ขึ้นต้นด้วย ! คือห้ามไป ใส่ได้หลายครั้ง",
        "Keep a village in the plan: VILLAGE[/SERVICE][@DATE][:UNIT]; a leading ! keeps it off. "
        "May be given several times.",
    ),
    "cli_help_queue": (
        "เข้าคิวให้ planner worker ทำแทนการรอ",
        "Queue it for a worker instead of waiting.",
    ),
    "cli_help_again": (
        "จัดทำแผนเดิมอีกครั้งจากข้อมูลต้นทางที่เก็บไว้ของแผนนี้",
        "Make a stored plan again, from that plan's stored inputs.",
    ),
    "cli_help_plan_id": (
        "รหัสแผน ส่วนต้นของรหัส สัปดาห์ เช่น 2026-W49 (แผนที่มีผลของสัปดาห์นั้น)"
        " หรือ latest (แผนใหม่สุดที่ระบบค้นหา ไม่นับร่างที่จัดทำเอง)",
        "A plan's id, the beginning of one, a week such as 2026-W49 (the plan that counts for it),"
        " or latest: the newest that a search made.",
    ),
    "cli_help_limit": ("จำนวนแผนสูงสุดที่แสดง", "Most plans to list."),
    "cli_help_out": ("โฟลเดอร์ปลายทาง", "The folder to write to."),
    "cli_help_only": (
        "สิ่งที่จะส่งออก คั่นด้วยจุลภาค: map, workbook, sheets, geojson, "
        "geopackage, csv, kml, gpx, calendars",
        "What to write, with commas between: map, workbook, sheets, geojson, "
        "geopackage, csv, kml, gpx, calendars.",
    ),
    "cli_help_worker_name": (
        "ชื่อของตัวทำงาน ต้องไม่ซ้ำกันในเวลาเดียวกัน ค่าเริ่มต้นคือชื่อเครื่อง",
        "The worker's name, different for each that runs at once; the host's name by default.",
    ),
    "cli_help_at_once": (
        "จำนวนงานที่ทำพร้อมกัน (0: เท่าจำนวนแกนประมวลผลของเครื่องนี้)",
        "How many runs to carry out side by side (0: as many as this machine has cores).",
    ),
    "cli_help_until_idle": ("หยุดเองเมื่อไม่มีงานค้าง", "Stop when no run is left."),
    # ---- wrong usage ----
    "cli_bad_week": ("{value} ไม่ใช่สัปดาห์ ให้เขียนแบบ 2026-W49", "{value} is no week; write 2026-W49"),
    "cli_bad_date": (
        "{value} ไม่ใช่วันที่ ให้เขียนแบบ 2026-11-30",
        "{value} is no date; write 2026-11-30",
    ),
    "cli_bad_pin": (
        "{value} ไม่ใช่รูปแบบที่กำหนด ให้เขียนแบบ 58010101/id_card@2026-12-01:U1",
        "{value} is no pin; write 58010101/id_card@2026-12-01:U1",
    ),
    "cli_buddhist_year": (
        "อ่าน {value} เป็นปีพุทธศักราช ตรงกับ {read} (ค.ศ.)",
        "{value} has a year of the Buddhist era: read as {read}",
    ),
    "cli_bad_output": (
        "ไม่รู้จัก {unknown} เลือกได้จาก {known}",
        "{unknown} is not known; choose from {known}",
    ),
    "cli_week_or_start": (
        "ระบุ --week หรือ --start อย่างใดอย่างหนึ่ง",
        "give --week or --start, not both",
    ),
    "cli_no_province": (
        "ไม่พบจังหวัด {id} (ที่มีอยู่: {known}) นำเข้าข้อมูลด้วย planner import หรือระบุ --province",
        "There is no province {id} (known: {known}). Run planner import, or name it by --province.",
    ),
    "cli_no_data": (
        "ยังไม่มีข้อมูล: นำเข้าก่อนด้วย planner import โฟลเดอร์ (ข้อมูลตัวอย่าง: planner demo)",
        "No data yet: run `planner import FOLDER` (sample data: `planner demo`)",
    ),
    "cli_which_province": (
        "มีหลายจังหวัด ({known}) ให้ระบุด้วย --province",
        "There are several provinces ({known}): name one by --province.",
    ),
    "cli_no_plan": (
        "ไม่พบแผน {id} หรือพบมากกว่าหนึ่งแผน ดูรายการด้วย planner plans",
        "There is no plan {id}, or more than one. planner plans lists them.",
    ),
    "cli_no_plan_yet": (
        "ยังไม่มีแผน จึงไม่มี latest: นำเข้าข้อมูลด้วย planner import โฟลเดอร์ แล้วสั่ง planner plan"
        " (ลองกับข้อมูลตัวอย่าง: planner demo)",
        "There is no plan yet, so no latest one: `planner import FOLDER`, then `planner plan`"
        " (to try: `planner demo`)",
    ),
    "cli_no_unit": ("ไม่พบหน่วย {id} ในจังหวัดนี้", "The province has no mobile unit {id}."),
    # ---- import and travel ----
    "cli_imported": (
        "นำเข้าจังหวัด{name} ฉบับที่ {version} แล้ว: {villages} หมู่บ้าน "
        "(ไม่ทราบพิกัด {villages_without_point}) {units} หน่วย {services} บริการ "
        "ความต้องการ {demands} รายการ {people:,} ราย ประวัติ {history} ครั้ง คำขอ {requests} เรื่อง",
        "Imported {name}, version {version}: {villages} villages "
        "({villages_without_point} without a point), {units} units, {services} services, "
        "{demands} demand rows of {people:,} people, {history} past visits, {requests} requests",
    ),
    "cli_travel": ("คำนวณเวลาเดินทาง", "Making travel times"),
    "cli_travel_title": ("เวลาเดินทางระหว่างทุกจุด", "Travel times between all places"),
    "cli_writing": ("จัดทำแผนที่และเอกสาร", "Making map and papers"),
    # ---- a search ----
    "cli_searching": ("กำลังค้นหาแผน", "Searching"),
    "cli_first_plan": (
        "ได้แผนแรกใน {seconds} วินาที: ให้บริการ {people} ราย กำลังปรับให้ดีขึ้น",
        "First plan after {seconds} s: {people} people served; improving it",
    ),
    "cli_progress": (
        "มูลค่า {value} ขอบเขตบน {bound} ห่างจากดีที่สุดไม่เกิน {gap} ให้บริการ {people} ราย",
        "value {value}, bound {bound}, gap {gap}, {people} people served",
    ),
    "cli_stopping": (
        "กำลังหยุดและเก็บแผนที่ดีที่สุดไว้ (กด Ctrl-C อีกครั้งเพื่อยกเลิกทั้งหมด)",
        "Stopping, keeping the best plan so far (Ctrl-C again to give up)",
    ),
    "cli_stopped_by_hand": (
        "หยุดการค้นหาด้วยมือ จัดเก็บแผนที่ดีที่สุดที่พบเป็นแผน {plan} แล้ว",
        "The search was stopped by hand; the best plan so far was kept as {plan}",
    ),
    "cli_interrupted": ("ยกเลิกแล้ว ไม่มีการจัดเก็บแผน", "Given up; no plan was stored"),
    "cli_queued": (
        "เข้าคิวแล้ว รหัสงาน {run} เริ่มตัวทำงานด้วยคำสั่ง planner worker",
        "Queued as run {run}; `planner worker` carries it out",
    ),
    "cli_worker_waits": ("ตัวทำงานพร้อมแล้ว กด Ctrl-C เพื่อหยุด", "Worker ready; Ctrl-C stops it"),
    "cli_run_begun": ("เริ่มงาน {run}", "Begun run {run}"),
    "cli_run_done": ("งาน {run} เสร็จแล้ว: แผน {plan}", "Run {run} done: plan {plan}"),
    # ---- a plan ----
    "cli_plan_title": ("แผน {plan} · {days}", "Plan {plan} · {days}"),
    "cli_night": ("พักค้าง: {place}", "night: {place}"),
    "cli_figures": (
        "ให้บริการ {people} ราย นับเป็นรายบริการ ({share} ของผู้ที่ถึงกำหนด) "
        "ใน {villages} หมู่บ้าน {visits} จุดบริการ "
        "{unit_days} หน่วย-วัน ค้างคืน {nights} คืน ระยะทาง {km} กม. ขับรถ {hours} ชม.",
        "{people} people served, counted per service ({share} of those due), "
        "in {villages} villages: {visits} visits, "
        "{unit_days} unit-days, {nights} nights away, {km} km, {hours} h of driving",
    ),
    "cli_promises": (
        "รายการที่ต้องให้บริการ (เกินกำหนดหรือมีคำขอ): ครบถ้วน {kept} จาก {rows} รายการ",
        "Rows that must be served (overdue or promised): {kept} of {rows} served in full",
    ),
    "cli_verdict_clean": (
        "ตัวตรวจสอบอิสระ: ไม่พบการผิดกติกา",
        "Independent checker: no rule is broken",
    ),
    "cli_verdict_broken": ("ตัวตรวจสอบอิสระ: พบการผิดกติกา", "Independent checker: rules are broken"),
    "cli_gap": (
        "มูลค่า {value} คะแนน พิสูจน์แล้วว่าห่างจากแผนที่ดีที่สุดไม่เกิน {gap}",
        "Value {value} points, proven at most {gap} below the best possible plan",
    ),
    "cli_gap_loose": (
        "มูลค่า {value} คะแนน ขอบเขตที่พิสูจน์ได้ในเวลานี้ยังหลวม (ห่างไม่เกิน {gap}) "
        "จึงยังบอกไม่ได้ว่าแผนใกล้ดีที่สุดเพียงใด ให้เวลาเพิ่มด้วย --seconds",
        "Value {value} points; the bound proven in this time is loose (at most {gap} below the "
        "best possible), so it says little of the plan; --seconds gives more time",
    ),
    "cli_busy": (
        "หมดเวลาตามนาฬิกาเมื่อค้นหาได้เพียง {used} จาก {asked} วินาทีประมวลผล เพราะเครื่องมีงานอื่น "
        "แผนและข้อพิสูจน์อาจดีกว่านี้ได้: จัดทำใหม่เมื่อเครื่องว่าง หรือเพิ่ม --seconds",
        "The clock ended the search after {used} of {asked} CPU seconds: the machine was busy. "
        "Plan and proof can be better: plan again when it is quiet, or with more --seconds",
    ),
    "cli_sample_remarks": (
        "ข้อมูลตัวอย่างมี {count} ข้อที่ควรตรวจสอบ ไม่ขัดขวางการวางแผน ดูได้ด้วย: "
        "planner import {folder} --preview",
        "The sample has {count} remarks; none keeps it from being planned. To read them: "
        "planner import {folder} --preview",
    ),
    "cli_gap_unknown": (
        "มูลค่า {value} คะแนน ยังไม่มีข้อพิสูจน์ว่าใกล้แผนที่ดีที่สุดเพียงใด",
        "Value {value} points; how near the best possible is not proven",
    ),
    "cli_left_out_reason": (
        "  {reason}: {rows} รายการ {people} ราย",
        "  {reason}: {rows} rows, {people} people",
    ),
    "cli_again_better": (
        "ดีกว่าแผน {plan} อยู่ {points} คะแนน: ให้บริการ {people} ราย (แผนเดิม {people_before} ราย)",
        "Better than {plan} by {points} points: {people} people served ({people_before} before)",
    ),
    "cli_again_worse": (
        "ด้อยกว่าแผน {plan} อยู่ {points} คะแนน: ให้บริการ {people} ราย (แผนเดิม {people_before} ราย)",
        "Worse than {plan} by {points} points: {people} people served ({people_before} before)",
    ),
    "cli_again_same": (
        "มูลค่าเท่ากับแผน {plan}: ให้บริการ {people} ราย (แผนเดิม {people_before} ราย)",
        "As good as {plan}, point for point: {people} people served ({people_before} before)",
    ),
    "cli_no_plans": ("ยังไม่มีแผนที่จัดเก็บไว้", "No plan is stored yet"),
    "cli_clean": ("ผ่าน", "clean"),
    "cli_not_clean": ("ผิดกติกา", "broken"),
    "cli_check_clean": (
        "แผน {plan}: ตรวจซ้ำจากข้อมูลต้นทางแล้ว ไม่พบการผิดกติกา และตรงกับที่จัดเก็บไว้ทุกประการ "
        "มูลค่า {value} คะแนน",
        "Plan {plan}: judged again from its stored inputs; no rule is broken, every digest agrees, "
        "value {value} points",
    ),
    "cli_check_difference": (
        "ไม่ตรงกับที่จัดเก็บไว้: {what}",
        "No longer as it was stored: {what}",
    ),
    "cli_check_violations": ("พบการผิดกติกา {count} ข้อ", "{count} rules broken"),
    "cli_output_map": ("แผนที่", "Map"),
    "cli_output_workbook": ("สมุดงาน", "Workbook"),
    "cli_output_sheets": ("ใบงานรายวัน", "Day sheets"),
    "cli_output_geojson": ("GeoJSON", "GeoJSON"),
    "cli_written": ("{kind}: {path}", "{kind}: {path}"),
    "cli_times": (
        "เวลาที่ใช้ (วินาที): นำเข้า {import} เวลาเดินทาง {travel} จัดทำแผน {plan} ตรวจสอบ {check} "
        "แผนที่และเอกสาร {outputs} รวม {total}",
        "Seconds: import {import}, travel {travel}, plan {plan}, check {check}, "
        "map and papers {outputs}, total {total}",
    ),
    "cli_more_findings": (
        "แสดง {shown} จาก {count} รายการ ใช้ --json เพื่อดูทั้งหมด",
        "{shown} of {count} shown; --json tells all",
    ),
    # ---- columns ----
    "cli_column_severity": ("ระดับ", "Severity"),
    "cli_column_file": ("แฟ้ม", "File"),
    "cli_column_row": ("แถว", "Row"),
    "cli_column_column": ("คอลัมน์", "Column"),
    "cli_column_value": ("ค่า", "Value"),
    "cli_column_advice": ("ปัญหาและวิธีแก้", "What is wrong and what to do"),
    "cli_column_field": ("ช่องข้อมูล", "Field"),
    "cli_column_code": ("ปัญหา", "Fault"),
    "cli_column_profile": ("ประเภทรถ/สภาพถนน", "Vehicle/road state"),
    "cli_column_places": ("จุด", "Places"),
    "cli_column_median_minutes": ("มัธยฐาน (นาที)", "Median (min)"),
    "cli_column_unreachable_share": ("ไปไม่ถึง", "Unreachable"),
    "cli_column_estimated_share": ("ค่าประมาณ", "Estimated"),
    "cli_column_plan": ("แผน", "Plan"),
    "cli_column_days": ("ช่วงวัน", "Days"),
    "cli_column_people_served": ("ได้รับบริการ (ราย)", "People served"),
    "cli_column_gap": ("ห่างจากดีที่สุด", "Gap"),
    "cli_column_checked": ("ผลตรวจสอบ", "Checked"),
    "cli_column_made": ("จัดทำเมื่อ", "Made"),
    "cli_column_unit": ("หน่วย", "Unit"),
    "cli_column_day": ("วันที่", "Day"),
    "cli_column_rule": ("กติกา", "Rule"),
    "cli_column_village": ("หมู่บ้าน", "Village"),
    "cli_column_service": ("บริการ", "Service"),
    "cli_column_people": ("ราย", "People"),
    "cli_column_due": ("ครบกำหนด", "Due"),
    "cli_column_reason": ("เหตุผล", "Reason"),
    "cli_column_violation": ("สิ่งที่ผิด", "What is wrong"),
    "cli_severity_error": ("ต้องแก้ไข", "Error"),
    "cli_severity_warning": ("ควรตรวจสอบ", "Warning"),
    "cli_severity_repaired": ("แก้ให้แล้ว", "Repaired"),
}
