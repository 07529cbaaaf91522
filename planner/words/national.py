"""Nationwide runs, weekly drafts and sample units: commands, tables and what goes wrong."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_all_provinces": (
        "วางแผนทุกจังหวัดที่มีข้อมูล จังหวัดละหนึ่งงานในคิว แล้วสรุปรวมทั้งประเทศ",
        "Plan every province, each as a run of its own in the queue, and sum up the country",
    ),
    "cli_all_provinces_alone": (
        "ใช้กับ --all-provinces ไม่ได้: {options}",
        "Not together with --all-provinces: {options}",
    ),
    "cli_help_plan_at_once": (
        "ค้นหาพร้อมกันกี่จังหวัด (ไม่ระบุ: เท่าจำนวนแกนประมวลผลของเครื่องนี้)",
        "Provinces searched at once (none given: as many as this machine has cores)",
    ),
    "cli_help_national": (
        "แสดงความคืบหน้าหรือผลสรุปของงานทั้งประเทศ",
        "Show how a nationwide run stands, or what came of it.",
    ),
    "cli_help_national_id": (
        "รหัสงานทั้งประเทศ หรือ latest",
        "The id of a nationwide run, or latest",
    ),
    "cli_help_national_map": ("บันทึกแผนที่ทั้งประเทศเป็นไฟล์นี้", "Write the map of the country here"),
    "cli_help_national_stop": (
        "หยุดงานทั้งประเทศ: จังหวัดที่รออยู่ถูกยกเลิก จังหวัดที่กำลังค้นหาเก็บแผนที่ดีที่สุดที่พบแล้ว",
        "Stop it: provinces that wait are called off, those being searched keep their best plan",
    ),
    "cli_national_queued": (
        "งานทั้งประเทศ {run}: {count} จังหวัดอยู่ในคิว ดูความคืบหน้าด้วย planner national",
        "Nationwide run {run}: {count} provinces wait in the queue. See planner national.",
    ),
    "cli_national_none": (
        "ยังไม่มีงานทั้งประเทศ เริ่มด้วย planner plan --all-provinces",
        "There is no nationwide run yet. Begin with planner plan --all-provinces.",
    ),
    "cli_national_bar": (
        "{done} จาก {count} จังหวัด · ให้บริการ {people} คน · ไม่สำเร็จ {failed}",
        "{done} of {count} provinces · {people} people served · {failed} failed",
    ),
    "cli_national_title": (
        "งานทั้งประเทศ {run} · {days}",
        "Nationwide run {run} · {days}",
    ),
    "cli_national_totals": (
        "รวม {plans} จาก {count} จังหวัดมีแผน · ให้บริการ {people} คน"
        " (ถึงรอบ {due} คน ได้รับบริการ {share}) · เยี่ยม {visited} หมู่บ้าน"
        " · รักษาคำมั่น {kept} จาก {promises} · ช่องว่างเฉลี่ย {gap}",
        "In all {plans} of {count} provinces have a plan · {people} people served"
        " ({due} due, {share} of them served) · {visited} villages visited"
        " · {kept} of {promises} promises kept · mean gap {gap}",
    ),
    "cli_national_failed": (
        "ไม่มีแผน {failed} จังหวัด",
        "{failed} provinces have no plan",
    ),
    "cli_national_state": ("สถานะ: {state}", "State: {state}"),
    "national_running": ("กำลังดำเนินการ", "under way"),
    "national_accepted": ("รออยู่", "waiting"),
    "national_successful": ("เสร็จแล้ว", "done"),
    "national_failed": ("ไม่สำเร็จ", "failed"),
    "national_dismissed": ("ยกเลิกแล้ว", "called off"),
    "national_part_accepted": ("รออยู่", "waits"),
    "national_part_running": ("กำลังค้นหา", "searched"),
    "national_part_successful": ("มีแผน", "planned"),
    "national_part_failed": ("ไม่สำเร็จ", "failed"),
    "national_part_dismissed": ("ยกเลิก", "called off"),
    "national_part_forgotten": ("ไม่มีบันทึกแล้ว", "forgotten"),
    "cli_column_province": ("จังหวัด", "Province"),
    "cli_column_tries": ("ครั้งที่", "Tries"),
    "cli_column_served_due": ("ถึงรอบ: ได้รับ", "Due served"),
    "cli_column_villages_visited": ("หมู่บ้านที่เยี่ยม", "Villages visited"),
    "cli_column_promises": ("คำมั่น", "Promises"),
    "cli_column_outcome": ("ผล", "Outcome"),
    "run_error_solver_failed": ("โปรแกรมค้นหาหยุดกลางคัน", "the search died"),
    "run_error_nothing_served": ("ค้นหาไม่พบแผนในเวลาที่ให้", "no plan was found in the time given"),
    "run_error_engine_unavailable": (
        "เซิร์ฟเวอร์เส้นทางไม่ตอบหรือตอบผิด",
        "the routing server did not answer, or answered nonsense",
    ),
    "run_error_store_unavailable": ("ฐานข้อมูลไม่พร้อม", "the database was away"),
    "run_error_unexpected": ("เกิดข้อผิดพลาดที่ไม่ได้คาดไว้", "something nobody foresaw"),
    "run_error_abandoned": ("โปรแกรมที่ทำงานนี้หายไป", "the program that carried it out is gone"),
    "run_error_interrupted": ("ถูกหยุดกลางคัน", "it was interrupted"),
    "run_error_invalid_document": ("ข้อมูลจังหวัดไม่ครบหรือขัดกัน", "its data cannot be planned with"),
    "run_error_plan_refused": (
        "ตัวตรวจสอบไม่รับแผนที่ได้",
        "the independent check refused the plan",
    ),
    "run_error_nothing_to_plan_with": (
        "ขาดข้อมูลที่ใช้วางแผน (หมู่บ้าน {villages} หน่วย {units} บริการ {services})",
        "nothing to plan with ({villages} villages, {units} units, {services} services)",
    ),
    "run_error_other": ("ไม่สำเร็จ ({error})", "it failed ({error})"),
    "problem_nothing_to_plan_with": (
        "จังหวัดนี้ยังขาดข้อมูลที่ใช้วางแผน",
        "This province lacks what a plan is made of",
    ),
    "problem_nothing_to_plan_with_advice": (
        "ต้องมีหมู่บ้าน หน่วย บริการ ช่วงเวลาให้บริการ และความต้องการอย่างน้อยอย่างละหนึ่งรายการ โปรดนำเข้าให้ครบ",
        "At least one village, unit, service, opening and need must be there. Please import them.",
    ),
    "cli_help_samples": ("ข้อมูลสมมติสำหรับทดลอง", "Made-up data for trials."),
    "cli_help_samples_units": (
        "สร้างหน่วยสมมติให้จังหวัดที่มีหมู่บ้านแต่ยังไม่มีหน่วย",
        "Make up units for provinces that have villages and no units.",
    ),
    "cli_help_samples_province": (
        "รหัสจังหวัด (ไม่ระบุ: ทุกจังหวัด)",
        "The province's code (none given: every province)",
    ),
    "cli_help_samples_seed": ("เลขตั้งต้นของการสุ่ม", "Seed of the dice"),
    "cli_samples_made": (
        "สร้างหน่วยสมมติ {units} หน่วยให้ {count} จังหวัด ({villages} หมู่บ้าน)"
        " หน่วย บริการ ความต้องการ และประวัติเหล่านี้แต่งขึ้นเพื่อทดลองเท่านั้น",
        "Made {units} sample units for {count} provinces ({villages} villages)."
        " Units, services, needs and past are invented, for trials only.",
    ),
    "cli_samples_kept": (
        "{count} จังหวัดมีหน่วยของตนเองหรือไม่มีหมู่บ้านบนแผนที่ จึงไม่เปลี่ยน",
        "{count} provinces have units of their own or no village on the map, and stay as they are.",
    ),
    "cli_help_weekly": (
        "ร่างแผนสัปดาห์หน้าที่ทำเองทุกสัปดาห์: ดู เปิด ปิด หรือย้ายเวลา",
        "The draft of next week that makes itself: see it, switch it, move it.",
    ),
    "cli_help_weekly_province": (
        "รหัสจังหวัด หรือ all (ไม่ระบุ: แสดงทุกจังหวัด)",
        "A province's code, or all (none given: show every province)",
    ),
    "cli_help_weekly_on": ("เปิดหรือปิด", "Switch it on or off"),
    "cli_help_weekly_day": (
        "วันที่ทำร่าง: mon tue wed thu fri sat sun",
        "The day it is made on: mon tue wed thu fri sat sun",
    ),
    "cli_help_weekly_time": ("เวลาที่ทำร่าง เช่น 22:00", "The time it is made at, as 22:00"),
    "cli_help_weekly_seconds": (
        "เวลาค้นหาต่อจังหวัด (วินาทีของหน่วยประมวลผล)",
        "CPU seconds of search for a province",
    ),
    "cli_weekly_bad_time": ("เวลาต้องอยู่ในรูป 22:00", "A time is written as 22:00"),
    "cli_weekly_needs_province": (
        "ระบุจังหวัดหรือ all เมื่อจะเปลี่ยน",
        "Name a province, or all, to change something",
    ),
    "cli_column_weekly_on": ("เปิดอยู่", "On"),
    "cli_column_weekly_when": ("ทำเมื่อ", "Made on"),
    "cli_column_weekly_last": ("ครั้งล่าสุด", "Last"),
    "cli_column_weekly_next": ("ครั้งถัดไป", "Next"),
    "cli_column_weekly_by": ("ตั้งโดย", "Set by"),
    "weekly_on": ("เปิด", "on"),
    "weekly_off": ("ปิด", "off"),
    "weekly_when": ("{weekday} {time} น.", "{weekday} {time}"),
    "weekly_never": ("ยังไม่เคย", "never"),
    "weekly_last_run": ("{moment} · {state}", "{moment} · {state}"),
    "weekly_last_missed": (
        "{moment} · ข้ามไป เพราะสัปดาห์นั้นเริ่มแล้ว",
        "{moment} · left out, its week had begun",
    ),
    "natmap_title": ("แผนหน่วยบริการเคลื่อนที่ทั้งประเทศ", "Mobile service units, the whole country"),
    "natmap_kicker": ("งาน {id}", "Run {id}"),
    "natmap_hide": ("ซ่อนรายการ", "Hide the list"),
    "natmap_show": ("แสดงรายการ", "Show the list"),
    "natmap_people": ("คนได้รับบริการ", "people served"),
    "natmap_villages": ("หมู่บ้านที่เยี่ยม", "villages visited"),
    "natmap_due": ("ของผู้ถึงรอบ", "of those due"),
    "natmap_provinces": ("จังหวัดมีแผน", "provinces planned"),
    "natmap_promises": ("คำมั่นที่รักษา", "Promises kept"),
    "natmap_gap": ("ช่องว่างจากขอบเขต", "Gap to the bound"),
    "natmap_sums": (
        "รักษาคำมั่น {kept} จาก {promises} · ช่องว่างเฉลี่ยจากขอบเขต {gap}",
        "{kept} of {promises} promises kept · mean gap to the bound {gap}",
    ),
    "natmap_legend": (
        "สัดส่วนผู้ถึงรอบที่ได้รับบริการ",
        "Share of the people due who are served",
    ),
    "natmap_between": ("{from} – {to}", "{from} – {to}"),
    "natmap_failed": ("ไม่มีแผน", "No plan"),
    "natmap_waits": ("ยังไม่เสร็จ", "Not done yet"),
    "natmap_visit": ("จุดให้บริการ", "Visit"),
    "natmap_list": ("จังหวัด เรียงจากสัดส่วนน้อยไปมาก", "Provinces, lowest share first"),
    "natmap_row": ("{share} · {people} คน", "{share} · {people} people"),
    "natmap_tries": ("วางแผนครั้งที่ {tries}", "Planned at try {tries}"),
    "natmap_about": ("สถานะ: {state} · ปรับปรุง {made}", "State: {state} · as of {made}"),
    "natmap_outlines": (
        "ขอบจังหวัดวาดจากตำแหน่งหมู่บ้าน ไม่ใช่เขตการปกครองทางการ",
        "Outlines are drawn from where the villages are; they are no official boundaries.",
    ),
}
