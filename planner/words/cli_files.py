"""Commands that take files in: template, preview, places by hand, the plan you already have."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_template": (
        "เขียนสมุดงานสำหรับกรอกข้อมูล (ว่าง หรือพร้อมข้อมูลปัจจุบัน)",
        "Write the workbook to fill in, empty or with the data there is.",
    ),
    "cli_help_template_out": ("แฟ้มที่จะเขียน", "The file to write."),
    "cli_help_filled": ("ใส่ข้อมูลปัจจุบันของจังหวัด", "Put in the province's present data."),
    "cli_help_preview": (
        "แสดงสิ่งที่จะเปลี่ยนเท่านั้น ไม่จัดเก็บ",
        "Only show what would change; keep nothing.",
    ),
    "cli_help_map_column": (
        'จับคู่หัวคอลัมน์กับชื่อที่ระบบใช้ เช่น "ชื่อบ้าน=name_th" (ใช้ซ้ำได้)',
        'Name a column: "heading=name", such as "Hamlet=name_th"; may be repeated.',
    ),
    "cli_output_template": ("สมุดงานสำหรับกรอกข้อมูล", "Workbook to fill in"),
    "cli_preview_title": ("สิ่งที่จะเปลี่ยน: {name}", "What would change: {name}"),
    "cli_preview_good": (
        "นำเข้าได้ ยังไม่มีการจัดเก็บ (สั่งอีกครั้งโดยไม่ใส่ --preview เพื่อนำเข้า)",
        "This can be imported; nothing was kept (run it again without --preview to import).",
    ),
    "cli_preview_refused": (
        "ยังนำเข้าไม่ได้ โปรดแก้รายการที่ต้องแก้ไขก่อน",
        "This cannot be imported yet: mend the errors first.",
    ),
    "cli_column_part": ("ส่วน", "Part"),
    "cli_column_rows": ("รายการ", "Rows"),
    "cli_column_new": ("เพิ่ม", "New"),
    "cli_column_changed": ("เปลี่ยน", "Changed"),
    "cli_column_gone": ("ไม่มีในแฟ้ม", "Not in the file"),
    "cli_gone_stays": ("คงไว้", "kept"),
    # ---- changes by hand ----
    "cli_help_place": (
        "กำหนดพิกัดหมู่บ้านด้วยมือ การนำเข้าครั้งต่อไปจะคงพิกัดนี้ไว้",
        "Put a village on the map by hand; later imports keep the point.",
    ),
    "cli_help_people": (
        "จำนวนคนที่อาศัยอยู่แต่ไม่มีชื่อในทะเบียนของหมู่บ้าน (0 คือยกเลิก)",
        "People who live in a village but are not registered there; 0 takes them away.",
    ),
    "cli_help_village": (
        "รหัสหมู่บ้าน 8 หลัก หรือรหัสจุดบริการ (เฉพาะ place)",
        "The village's code of 8 digits; for place also a stop place's code.",
    ),
    "cli_preview_untouched": ("อีก {parts} ส่วนไม่เปลี่ยนแปลง", "{parts} other parts do not change"),
    "cli_help_hamlet": (
        "เพิ่มจุดบริการที่หย่อมบ้านของหมู่บ้านด้วยมือ พร้อมเหตุผล การนำเข้าครั้งต่อไปจะคงไว้",
        "Add a stop place at a hamlet of a village by hand, with a reason; later imports keep it.",
    ),
    "cli_help_hamlet_name": ("ชื่อหย่อมบ้านหรือสถานที่", "The hamlet's or the place's name."),
    "cli_help_position": (
        "ลองจิจูด ละติจูด หรือลิงก์แผนที่ UTM (47Q 450000 2100000) หรือ MGRS",
        "LON LAT, or a map link, UTM (47Q 450000 2100000) or MGRS.",
    ),
    "cli_help_by": ("ผู้แก้ไข (ตำแหน่งหรือบัญชี)", "Who does it (a role or an account)."),
    "cli_help_reason": ("เหตุผล", "Why."),
    "cli_placed": (
        "กำหนดพิกัด {name} ({village}) ที่ {lat}, {lon} แล้ว (ข้อมูลฉบับที่ {version})",
        "{name} ({village}) now lies at {lat}, {lon} (data version {version})",
    ),
    "cli_people_added": (
        "{name} ({village}) มีคนเพิ่ม {added:,} ราย รวม {people:,} ราย (ข้อมูลฉบับที่ {version})",
        "{name} ({village}): {added:,} people added, {people:,} in all (data version {version})",
    ),
    "cli_no_village": ("ไม่พบหมู่บ้านรหัส {id}", "There is no village with the code {id}."),
    # ---- the plan you already have ----
    "cli_help_import-plan": (
        "นำเข้าตารางออกหน่วยที่จัดทำเอง เป็นร่างแผนรายสัปดาห์ (มีผลตรวจสอบ) แผนที่เผยแพร่แล้ว หรือเป็นประวัติ "
        "ร่างที่ผิดกติกาจะจัดเก็บไว้ และจบด้วยรหัส 3",
        "Import a schedule made by hand: as drafts that are judged, one a week, as published "
        "already, or as history. A plan that breaks rules is kept all the same; exit code 3.",
    ),
    "cli_help_schedule": (
        "แฟ้ม CSV หรือ XLSX คอลัมน์ unit_code (รหัสหน่วย), date (วันที่), "
        "village_code (รหัสหมู่บ้าน), service_codes (รหัสบริการ เช่น id_card;welfare), "
        "people (จำนวนผู้รับบริการ เช่น 36;15 เรียงตามบริการ เว้นได้) "
        "หัวคอลัมน์เป็นภาษาไทยได้ หัวอื่นจับคู่ด้วย --map",
        "A CSV or XLSX file with the columns unit_code, date, village_code, service_codes "
        '(as in "id_card;welfare") and people (as in "36;15", one for each service; may be left '
        "out). Headings may be Thai, as the Thai help names them; others are named by --map.",
    ),
    "cli_help_as": (
        "draft = ร่างแผน, published = แผนที่เผยแพร่แล้ว (ระบุ --approved-by), history = ประวัติการให้บริการ",
        "draft: a draft plan a week; published: announced already (give --approved-by); "
        "history: visits done.",
    ),
    "cli_history_kept": (
        "บันทึกการให้บริการ {visits:,} ครั้งเป็นประวัติแล้ว เป็นรายการใหม่ {new:,} ครั้ง (ข้อมูลฉบับที่ {version})",
        "{visits:,} visits kept as history, {new:,} of them new (data version {version})",
    ),
    "cli_schedule_kept": (
        "จัดเก็บเป็นแผน {plan} ({state}) แล้ว: ให้บริการ {people} ราย มูลค่า {value} คะแนน",
        "Kept as plan {plan} ({state}): {people} people served, value {value} points",
    ),
    "cli_schedule_known": (
        "แฟ้มนี้นำเข้าไว้แล้วเป็นแผน {plan} ({state}): ให้บริการ {people} ราย มูลค่า {value} คะแนน",
        "This file was imported before as plan {plan} ({state}): {people} people served, "
        "value {value} points",
    ),
    "cli_help_approved_by": (
        "ผู้อนุมัติแผนที่เผยแพร่แล้ว (คนละคนกับผู้นำเข้า)",
        "Who approved the plan that was published; another person than --by.",
    ),
    "cli_help_compare": (
        "เทียบแผนสองฉบับ เช่น แผนที่จัดทำเองกับแผนของระบบในสัปดาห์เดียวกัน",
        "Put two plans side by side, such as your own and the optimiser's of the same week.",
    ),
    "cli_help_compare_other": (
        "แผนที่จะเทียบด้วย (ไม่ระบุคือแผนล่าสุดของระบบในวันเดียวกัน)",
        "The plan to compare with; the optimiser's newest of the same days when left out.",
    ),
    "cli_no_other_plan": (
        "ไม่มีแผนอื่นของวันเดียวกันให้เทียบกับ {id}",
        "There is no other plan of the same days to compare {id} with.",
    ),
    "cli_compared_other": (
        "เทียบกับแผน {plan}: ให้บริการ {people} ราย ({people_more:+,}) "
        "มูลค่า {value} คะแนน ({value_more:+,})",
        "The other plan {plan}: {people} people served ({people_more:+,}), "
        "value {value} points ({value_more:+,})",
    ),
    "cli_compare_plan": ("แผน", "Plan"),
    "cli_compare_state": ("สถานะ", "State"),
    "cli_compare_people": ("ผู้รับบริการ", "People"),
    "cli_compare_value": ("มูลค่า", "Value"),
    "cli_compare_rules": ("กติกา", "Rules"),
    "cli_compare_clean": ("ครบถ้วน", "kept"),
    "cli_compare_broken": ("ผิดกติกา", "broken"),
    "cli_compare_change": ("ความต่าง", "Difference"),
    "cli_compare_village": ("หมู่บ้าน", "Village"),
    "cli_compare_service": ("บริการ", "Service"),
    "cli_compare_before": ("แผนแรก", "First plan"),
    "cli_compare_after": ("แผนที่เทียบ", "Other plan"),
    "cli_compared": (
        "เทียบกับแผนของระบบ {plan}: ให้บริการ {people} ราย ({people_more:+,}) "
        "มูลค่า {value} คะแนน ({value_more:+,})",
        "The optimiser's plan {plan}: {people} people served ({people_more:+,}), "
        "value {value} points ({value_more:+,})",
    ),
    "cli_compared_changes": (
        "ต่างกัน {changes} ครั้ง: เพิ่ม {added} ตัดออก {dropped} ย้าย {moved} เปลี่ยนจำนวนคน {people}",
        "{changes} visits differ: {added} added, {dropped} dropped, {moved} moved, "
        "{people} with other numbers of people",
    ),
    "cli_nothing_to_compare": (
        "ยังไม่มีแผนของระบบในสัปดาห์นี้ให้เทียบ จัดทำด้วย planner plan --start {start}",
        "No optimised plan of these days to compare with: planner plan --start {start} makes one",
    ),
}
