"""What auditors read: the dossier of a plan, making it again, and the audit log."""

TEXTS: dict[str, tuple[str, str]] = {
    "audit_menu": ("บันทึกการตรวจสอบ", "Audit log"),
    "audit_title": ("บันทึกการตรวจสอบ", "Audit log"),
    "audit_whole": (
        "ตรวจลำดับบันทึกแล้ว ครบถ้วน {entries:,} รายการ ไม่พบการแก้ไขย้อนหลัง",
        "The chain was walked: {entries:,} entries, none changed, taken out or put in.",
    ),
    "audit_broken": (
        "บันทึกรายการที่ {number} ไม่ต่อเนื่องกับรายการก่อนหน้า โปรดแจ้งผู้รับผิดชอบทันที",
        "Entry {number} does not fit the one before it. Tell those responsible at once.",
    ),
    "audit_head": ("รหัสของรายการล่าสุด", "Digest of the newest entry"),
    "audit_verify": ("ตรวจลำดับบันทึก", "Verify the chain"),
    "audit_verify_note": (
        "กด “ตรวจลำดับบันทึก” เพื่อตรวจทุกรายการตั้งแต่ต้น",
        "“Verify the chain” walks every entry from the first.",
    ),
    "audit_actor": ("ผู้กระทำ", "Who"),
    "audit_action": ("การกระทำ", "What"),
    "audit_thing": ("สิ่งที่ถูกกระทำ", "To which thing"),
    "audit_override": ("ทั้งที่ผิดกติกา", "as an override"),
    "audit_since": ("ตั้งแต่วันที่", "From"),
    "audit_until": ("ถึงวันที่", "Until"),
    "audit_find": ("ค้นหา", "Search"),
    "audit_number": ("ลำดับ", "No."),
    "audit_at": ("เวลา", "When"),
    "audit_facts": ("รายละเอียด", "Facts"),
    "audit_none": ("ไม่พบรายการ", "No entry was found."),
    "audit_next": ("รายการก่อนหน้า", "Older entries"),
    "audit_first": ("รายการล่าสุด", "Newest entries"),
    "audit_csv": ("ดาวน์โหลด CSV", "Download CSV"),
    "dossier_menu": ("แฟ้มตรวจสอบของแผน", "Dossier of the plan"),
    "dossier_title": ("แฟ้มตรวจสอบของแผน {plan}", "Dossier of plan {plan}"),
    "dossier_file": ("ดาวน์โหลดแฟ้มตรวจสอบ (ZIP)", "Download the dossier (ZIP)"),
    "dossier_file_note": (
        "ไฟล์ ZIP มีข้อมูลนำเข้าทุกไบต์ตามที่ใช้คำนวณ รวมหมายเลขโทรศัพท์ผู้ติดต่อ โปรดเก็บรักษาตามนั้น",
        "The ZIP holds every input byte by byte as it was used, telephone numbers of contacts"
        " among them. Keep it accordingly.",
    ),
    "dossier_of_plan": ("กลับไปที่แผน", "Back to the plan"),
    "dossier_clean": (
        "ตรวจซ้ำด้วยโปรแกรมตรวจสอบแล้ว ไม่พบข้อขัดแย้งกับเงื่อนไข และข้อมูลนำเข้าตรงกับที่บันทึกไว้",
        "Checked again now: no rule is broken, and the inputs are those that were stored.",
    ),
    "dossier_broken": (
        "ตรวจซ้ำแล้ว แผนนี้ขัดแย้งกับเงื่อนไขตามรายการด้านล่าง",
        "Checked again now: the plan breaks the rules listed below.",
    ),
    "dossier_spoilt": (
        "แผนหรือข้อมูลนำเข้าไม่ตรงกับที่บันทึกไว้ โปรดแจ้งผู้รับผิดชอบทันที",
        "The plan or its inputs no longer agree with what was stored. Tell those responsible.",
    ),
    "dossier_repeatable": (
        "แผนนี้คำนวณแบบทำซ้ำได้ (หยุดตามจำนวนรอบ) การคำนวณใหม่ต้องได้แผนเดิม",
        "The search was stopped by counts: made again, it must give the same plan.",
    ),
    "dossier_by_time": (
        "การค้นหาหยุดตามเวลา คำนวณใหม่อาจได้แผนอื่นที่มีค่าใกล้เคียง แต่ยืนยันข้อมูลนำเข้า ผลตรวจสอบ และค่าของแผนได้",
        "The search was stopped by time: made again, it may give another plan of like value. The"
        " inputs, the verdict and the value can be verified all the same.",
    ),
    "dossier_by_hand": (
        "แผนนี้จัดทำหรือแก้ไขด้วยมือ ไม่มีการค้นหาให้ทำซ้ำ แต่ยืนยันข้อมูลนำเข้าและผลตรวจสอบได้",
        "A person made or changed this plan: there is no search to repeat, but its inputs and"
        " verdict can be verified.",
    ),
    "dossier_plan": ("แผน", "Plan"),
    "dossier_inputs": ("ข้อมูลนำเข้า (SHA-256)", "Inputs (SHA-256)"),
    "dossier_policy": ("นโยบาย", "Policy"),
    "dossier_search": ("การค้นหา พารามิเตอร์ และรุ่นของโปรแกรม", "Search, parameters and versions"),
    "dossier_steps": ("ผู้อนุมัติและผู้ประกาศ", "Who approved and published"),
    "dossier_override": ("อนุมัติทั้งที่พบข้อขัดแย้ง", "Approved as an override"),
    "dossier_violations": ("ข้อขัดแย้งที่พบ", "Broken rules"),
    "dossier_entries": ("รายการในบันทึกการตรวจสอบ", "Entries of the audit log"),
    "dossier_log": ("สภาพของบันทึกการตรวจสอบ", "State of the audit log"),
    "dossier_none": ("ไม่มี", "None"),
    "dossier_again": (
        "ตรวจและคำนวณซ้ำด้วยคำสั่ง: planner rebuild {plan}",
        "Verify and make it again: planner rebuild {plan}",
    ),
    "cli_help_rebuild": (
        "ตรวจแผนที่เก็บไว้และคำนวณใหม่จากข้อมูลนำเข้าที่เก็บไว้",
        "Verify a stored plan and make it again from its stored inputs.",
    ),
    "cli_help_rebuild_search": (
        "คำนวณใหม่ด้วย หรือตรวจเท่านั้น",
        "Make it again too, or verify only.",
    ),
    "cli_help_dossier": (
        "เขียนแฟ้มตรวจสอบของแผนเป็น ZIP",
        "Write a plan's dossier as one ZIP for auditors.",
    ),
    "cli_rebuild_begins": ("กำลังตรวจแผน {plan}", "Looking at plan {plan}"),
    "cli_rebuild_clean": (
        "โปรแกรมตรวจสอบไม่พบข้อขัดแย้งกับเงื่อนไข",
        "The checker finds no rule broken.",
    ),
    "cli_rebuild_broken": (
        "โปรแกรมตรวจสอบพบข้อขัดแย้ง {n} รายการ",
        "The checker finds {n} violations.",
    ),
    "cli_rebuild_versions": (
        "รุ่นของโปรแกรมต่างจากเดิม: {names}",
        "Not the versions that the plan was made with: {names}",
    ),
    "rebuild_same": (
        "คำนวณใหม่ได้แผนเดิมทุกจุดบริการ (ค่า {value})",
        "Made again, it is the same plan, visit by visit (value {value}).",
    ),
    "rebuild_different": (
        "คำนวณใหม่ได้แผนที่ต่างจากเดิม (ค่าเดิม {value} ค่าใหม่ {again}) ทั้งที่ควรเหมือนกัน",
        "Made again, it is another plan (value {value}, now {again}) though it should be the same.",
    ),
    "rebuild_within": (
        "การค้นหาเดิมหยุดตามเวลา จึงยืนยันข้อมูลนำเข้าและผลตรวจสอบ:"
        " ค่าเดิม {value} ค่าใหม่ {again} ขอบเขต {bound}",
        "The search was stopped by time, so this is shown: the same inputs, the same verdict;"
        " value {value}, now {again}, bound {bound}.",
    ),
    "rebuild_by_hand": (
        "แผนนี้จัดทำด้วยมือ ยืนยันข้อมูลนำเข้าและผลตรวจสอบแล้ว (ค่า {value})",
        "A person made this plan: its inputs and verdict are verified (value {value}).",
    ),
    "rebuild_changed_by_hand": (
        "แผนนี้ได้จากการค้นหาแล้วปรับด้วยมือ ยืนยันข้อมูลนำเข้าและผลตรวจสอบแล้ว (ค่า {value})",
        "Searched for, then changed by hand: its inputs and verdict are verified (value {value}).",
    ),
    "rebuild_not_searched": (
        "ยืนยันข้อมูลนำเข้าและผลตรวจสอบแล้ว (ค่า {value} ขอบเขต {bound})",
        "The inputs and the verdict are verified (value {value}, bound {bound}).",
    ),
    "rebuild_spoilt": (
        "แผนหรือข้อมูลนำเข้าไม่ตรงกับที่บันทึกไว้",
        "The plan or its inputs no longer agree with what was stored.",
    ),
}
