"""What the command line says of explaining, of the quarter and of several workers."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_explain": (
        "บอกเหตุผลที่แผนยังไม่ไปหมู่บ้านหนึ่ง",
        "Say why a plan leaves a village out, and what going there would take.",
    ),
    "cli_help_explain_village": ("รหัสหมู่บ้าน 8 หลัก", "The village's 8-digit code."),
    "cli_help_explain_service": (
        "รหัสบริการ ค่าเริ่มต้นคือทุกบริการของหมู่บ้าน",
        "A service's code; every service of the village by default.",
    ),
    "cli_help_explain_cpu": (
        "วินาทีของหน่วยประมวลผลที่ใช้ค้นหา",
        "CPU seconds of searching.",
    ),
    "cli_help_explain_rows": (
        "จำนวนรายการเร่งด่วนที่ยังไม่ได้จัดซึ่งจะหาคำอธิบายต่อจากการค้นหา (0 คือไม่หา)",
        "How many of the most pressing rows left out are explained after the search; 0 for none.",
    ),
    "cli_help_side_by_side": (
        "จำนวนกระบวนการค้นหาที่ทำพร้อมกัน แต่ละตัวใช้เวลาเต็มจำนวน",
        "Searches side by side, each with all of the time; the best plan and bound count.",
    ),
    "cli_help_drafts": (
        "นับการออกหน่วยในแผนร่างล่าสุดของสัปดาห์ก่อนหน้าเป็นสิ่งที่ทำแล้ว",
        "Count the newest drafts of the weeks before as done, where nothing is published.",
    ),
    "cli_again_keeps": (
        "ใช้ร่วมกับ {options} ไม่ได้ เพราะแผนเดิมใช้ข้อมูลต้นทางที่เก็บไว้ของตนเอง",
        "not together with {options}: the plan made again keeps its own stored inputs",
    ),
    "cli_workers_reproducible": (
        "แผนที่ทำซ้ำได้ใช้กระบวนการค้นหาได้เพียงหนึ่งเดียว",
        "a reproducible plan has one worker",
    ),
    "cli_worker_lost": (
        "กระบวนการค้นหา {count} ตัวหยุดกลางคัน แผนนี้เป็นผลของตัวที่เหลือ",
        "{count} of the workers died; the plan is what the others found.",
    ),
    "cli_forcing_gained": (
        "การลองบังคับให้ไปหมู่บ้านที่ยังไม่ได้จัดพบแผนที่ดีกว่า {points} คะแนน จึงใช้แผนนั้นแทน",
        "Requiring rows left out led to a plan better by {points} points; it was taken.",
    ),
    "cli_explain_title": (
        "แผน {plan}: {village} {where} ({village_code})",
        "Plan {plan}: {village} {where} ({village_code})",
    ),
    "cli_explain_served": (
        "{service}: {unit} ไป {on} ให้บริการ {people} ราย",
        "{service}: {unit} comes on {on} and serves {people}",
    ),
    "cli_explain_row": (
        "{service}: ยังไม่ได้จัด {people} ราย - {why}",
        "{service}: {people} left out - {why}",
    ),
    "cli_explain_nothing": (
        "ไม่มีรายการใดที่ยังไม่ได้จัด",
        "Nothing is left out.",
    ),
    "cli_explain_better": (
        "พบแผนที่ดีกว่า {points} คะแนน ให้บริการ {people} ราย จัดเก็บเป็นร่าง {plan}",
        "A better plan was found, by {points} points, serving {people}: stored as draft {plan}.",
    ),
    "cli_column_points_lost": ("คะแนนเทียบแผนเดิม", "Points, against the plan"),
    "cli_column_promises_lost": ("คำมั่นเทียบแผนเดิม", "Promises, against the plan"),
    "cli_explaining": (
        "กำลังหาว่าถ้าต้องไปจะต้องแลกกับอะไร",
        "Looking for what it would take to go there",
    ),
    "cli_explain_no_time": (
        "บางรายการยังหาคำตอบไม่ได้ในเวลาที่ให้ หรือไปเพิ่มไม่ได้เลย ลองให้เวลามากขึ้นด้วย --seconds",
        "For some rows no way was found in the time given, or there is none; try more --seconds.",
    ),
    "cli_no_demand": (
        "แผนนี้ไม่มีความต้องการของ {id} (รหัสหมู่บ้าน หรือ รหัสหมู่บ้าน/บริการ) โปรดตรวจรหัส",
        "This plan knows no demand of {id} (village, or village/service). Check the codes.",
    ),
    "cli_latest_is": (
        "{name} คือแผน {plan} ({days} จัดทำ {made})",
        "{name} is plan {plan} ({days}, made {made})",
    ),
    "cli_latest_national": (
        "latest คือการวางแผนทั้งประเทศ {run}",
        "latest is the nationwide run {run}",
    ),
    "cli_column_people_lost": ("ผู้รับบริการเทียบแผนเดิม", "People, against the plan"),
    "cli_column_tambon": ("ตำบล อำเภอ", "Tambon, district"),
    "cli_pressing": (
        "เร่งด่วนที่สุด {count} รายการจาก {total} รายการที่ถึงกำหนดแต่ยังไม่ได้จัด",
        "The {count} most pressing of {total} due rows left out",
    ),
}
