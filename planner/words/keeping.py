"""Keeping the store: backup, restore, moving, the audit log, and the doctor."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_backup": (
        "สำรองข้อมูลทั้งหมด (ฐานข้อมูล ถนน เขตปกครอง) ไว้ในแฟ้มเดียว",
        "Write a backup: database, roads and boundaries in one file.",
    ),
    "cli_help_backup_file": ("แฟ้มสำรองที่จะเขียน (ต้องยังไม่มี)", "The backup to write; a new file."),
    "cli_help_restore": (
        "คืนข้อมูลจากแฟ้มสำรองลงในที่เก็บที่ยังว่าง แล้วเทียบทุกตาราง",
        "Fill an empty store from a backup, and compare every table.",
    ),
    "cli_help_restore_file": ("แฟ้มสำรอง", "The backup."),
    "cli_help_move": (
        "ย้ายข้อมูลทั้งหมดไปยังฐานข้อมูลอื่นที่ยังว่าง แล้วเทียบทุกตาราง",
        "Copy the whole store into another, empty database, and compare every table.",
    ),
    "cli_help_move_to": (
        "ที่อยู่ฐานข้อมูลปลายทาง เช่น postgresql+psycopg://ผู้ใช้@เครื่อง/ชื่อ",
        "Address of the other database, as postgresql+psycopg://user@host/name.",
    ),
    "cli_backup_done": (
        "สำรองข้อมูล {tables} ตาราง {rows:,} แถว ไว้ที่ {path}",
        "Saved {tables} tables, {rows:,} rows, in {path}",
    ),
    "cli_backup_private": (
        "แฟ้มสำรองมีรหัสผ่านที่เข้ารหัสแล้วและข้อมูลติดต่อ โปรดเก็บในที่ปลอดภัย",
        "A backup holds password hashes and contacts: keep it where only you can read it.",
    ),
    "cli_restore_done": (
        "คืนข้อมูลที่สำรองไว้เมื่อ {made}: {tables} ตาราง {rows:,} แถว ตรงกับต้นฉบับทุกตาราง",
        "Restored what was saved at {made}: {tables} tables, {rows:,} rows, all as they were.",
    ),
    "cli_move_done": (
        "คัดลอก {tables} ตาราง {rows:,} แถว ปลายทางตรงกับต้นทางทุกตาราง",
        "Copied {tables} tables, {rows:,} rows; every table is the same at both ends.",
    ),
    "cli_move_setting": (
        "จากนี้ให้ตั้ง PLANNER_DATABASE_URL เป็นที่อยู่ปลายทาง ข้อมูลเดิมยังอยู่ครบ",
        "Set PLANNER_DATABASE_URL to the new address from now on; the old store is untouched.",
    ),
    "problem_bad_backup": (
        "แฟ้มนี้ไม่ใช่แฟ้มสำรองที่สมบูรณ์",
        "This is no backup of ours, or a damaged one",
    ),
    "problem_bad_backup_advice": (
        "แฟ้มอาจเสียหายหรือถูกแก้ไข โปรดใช้แฟ้มสำรองชุดอื่น ไม่มีข้อมูลใดถูกคืน",
        "It may be damaged or changed. Please use another backup; nothing was restored.",
    ),
    # ---- audit ----
    "cli_help_audit": ("บันทึกการเปลี่ยนแปลง", "The audit log."),
    "cli_help_audit_verify": (
        "ตรวจว่าบันทึกการเปลี่ยนแปลงครบถ้วน หากถูกแก้ไขจะบอกรายการแรกและจบด้วยรหัส 3",
        "Check that the log is whole; names the first bad entry, exit code 3.",
    ),
    "cli_help_audit_heads": (
        "แฟ้มหัวบันทึกที่เก็บไว้นอกระบบ ใช้ตรวจว่ามีการตัดท้ายบันทึกหรือไม่",
        "Heads kept outside the database: they show whether entries were cut off.",
    ),
    "cli_help_audit_head": (
        "แสดงหัวบันทึกล่าสุด เพื่อเก็บไว้นอกระบบ",
        "Tell the newest entry, to be kept somewhere else.",
    ),
    "cli_help_audit_out": ("เพิ่มหัวบันทึกลงในแฟ้มนี้", "Add the head to this file."),
    "cli_audit_whole": (
        "บันทึกการเปลี่ยนแปลงครบถ้วน {entries:,} รายการ (หัวบันทึก {digest}…)",
        "The log is whole: {entries:,} entries (head {digest}…).",
    ),
    "cli_audit_bad": (
        "รายการที่ {number} ไม่ต่อเนื่องกับรายการก่อนหน้า: บันทึกถูกแก้ไข ลบ หรือแทรก",
        "Entry {number} does not fit the one before it: the log was changed.",
    ),
    "cli_audit_cut": (
        "หัวบันทึกที่ {number} ซึ่งเก็บไว้นอกระบบ ไม่มีอยู่ในบันทึกแล้ว (เหลือ {entries:,} รายการ)",
        "Head {number}, kept elsewhere, is no longer in the log ({entries:,} entries are left).",
    ),
    "cli_audit_empty": ("ยังไม่มีบันทึก", "The log is empty."),
    "cli_audit_head": ("รายการที่ {number}: {digest}", "Entry {number}: {digest}"),
    "cli_audit_head_written": ("เพิ่มหัวบันทึกไว้ที่ {path}", "Added the head to {path}"),
    # ---- doctor ----
    "cli_help_doctor": (
        "ตรวจความพร้อมของระบบ: ฐานข้อมูล บันทึก พื้นที่ดิสก์ ผู้ปฏิบัติงานเบื้องหลัง การตั้งค่า",
        "Look at database, log, disk, compiled code, workers, https and settings.",
    ),
    "cli_column_doctor_health": ("ผล", "Result"),
    "cli_column_doctor_check": ("เรื่อง", "What"),
    "doctor_health_good": ("ดี", "good"),
    "doctor_health_advice": ("ควรปรับปรุง", "advice"),
    "doctor_health_bad": ("ต้องแก้ไข", "bad"),
    "doctor_all_good": ("ระบบพร้อมใช้งาน", "All is well."),
    "doctor_all_advice": ("ใช้งานได้ มีเรื่องที่ควรปรับปรุง", "It works; some things could be better."),
    "doctor_all_bad": ("มีเรื่องที่ต้องแก้ไข", "Something needs mending."),
    "doctor_database": ("ฐานข้อมูล", "Database"),
    "doctor_database_good": (
        "เปิดได้ ({kind}) โครงสร้างเป็นรุ่นล่าสุด {revision}",
        "Opens ({kind}); its schema is the newest, {revision}.",
    ),
    "doctor_audit": ("บันทึกการเปลี่ยนแปลง", "Audit log"),
    "doctor_audit_good": ("ครบถ้วน {entries:,} รายการ", "Whole: {entries:,} entries."),
    "doctor_audit_bad": (
        "รายการที่ {number} ถูกแก้ไข โปรดเก็บสำเนาฐานข้อมูลไว้และแจ้งผู้ตรวจสอบ",
        "Entry {number} was changed. Keep a copy of the database and tell the auditor.",
    ),
    "doctor_disk": ("พื้นที่ดิสก์", "Disk"),
    "doctor_disk_good": ("ว่าง {free_mb:,} MB ที่ {folder}", "{free_mb:,} MB free at {folder}."),
    "doctor_disk_advice": (
        "เหลือ {free_mb:,} MB ที่ {folder} โปรดเตรียมพื้นที่เพิ่ม",
        "{free_mb:,} MB left at {folder}: make room soon.",
    ),
    "doctor_disk_bad": (
        "เหลือ {free_mb:,} MB ที่ {folder} หรือเขียนไม่ได้ ระบบจะบันทึกงานไม่ได้",
        "{free_mb:,} MB left at {folder}, or it cannot be written: nothing more can be stored.",
    ),
    "doctor_privacy": ("สิทธิ์ของโฟลเดอร์ข้อมูล", "Data folder"),
    "doctor_privacy_good": ("ผู้อื่นในเครื่องเปิดอ่านไม่ได้", "Closed to others on this machine."),
    "doctor_privacy_advice": (
        "ผู้อื่นในเครื่องเปิดอ่าน {folder} ได้ โปรดสั่ง chmod 700",
        "Others on this machine may read {folder}: chmod 700.",
    ),
    "doctor_kernels": ("โค้ดค้นหาที่คอมไพล์แล้ว", "Compiled search"),
    "doctor_kernels_good": ("พร้อม", "Ready."),
    "doctor_kernels_advice": (
        "ยังไม่ได้คอมไพล์ แผนแรกจะช้าราวครึ่งนาที โปรดสั่ง planner prepare",
        "Not compiled: the first plan waits half a minute. Run planner prepare.",
    ),
    "doctor_people": ("บัญชีผู้ใช้", "Accounts"),
    "doctor_people_good": (
        "{members} บัญชี ผู้ดูแลระบบ {administrators}",
        "{members} accounts, {administrators} administrators.",
    ),
    "doctor_people_advice": (
        "ยังไม่มีผู้ดูแลระบบ โปรดสั่ง planner serve แล้วเปิดลิงก์ที่แสดง",
        "Nobody administers it: run planner serve and open the link it prints.",
    ),
    "doctor_provinces": ("ข้อมูลจังหวัด", "Provinces"),
    "doctor_provinces_good": ("{count} จังหวัด", "{count} imported."),
    "doctor_provinces_advice": (
        "ยังไม่มีข้อมูลจังหวัด โปรดสั่ง planner import หรือ planner demo",
        "None imported: run planner import, or planner demo.",
    ),
    "doctor_workers": ("ผู้ปฏิบัติงานเบื้องหลัง", "Workers"),
    "doctor_workers_good": (
        "ทำงานอยู่: {living} งานในคิว {waiting}",
        "At work: {living}; runs waiting: {waiting}.",
    ),
    "doctor_workers_advice": (
        "เงียบไปโดยไม่ได้แจ้งหยุด: {silent} (ทำงานอยู่: {living}) ผู้ปฏิบัติงานอื่นจะรับงานต่อ",
        "Fell silent: {silent} (at work: {living}). Another worker takes their runs over.",
    ),
    "doctor_workers_bad": (
        "มีงานในคิว {waiting} งานแต่ไม่มีผู้ปฏิบัติงาน โปรดสั่ง planner worker หรือ planner serve",
        "{waiting} runs wait and nobody is at work: run planner worker, or planner serve.",
    ),
    "doctor_https": ("การเข้ารหัส (https)", "https"),
    "doctor_https_good": ("มีใบรับรองแล้ว", "A certificate is set."),
    "doctor_https_advice": (
        "เปิดเฉพาะเครื่องนี้ ({host}) โทรศัพท์ต้องใช้ https: ตั้งใบรับรองหรือใช้พร็อกซี",
        "Only this machine ({host}) can reach it. Phones need https: a certificate, or a proxy.",
    ),
    "doctor_https_bad": (
        "เปิดให้เครื่องอื่น ({host}) โดยไม่เข้ารหัส รหัสผ่านอาจถูกดักอ่าน โปรดตั้งใบรับรองหรือใช้พร็อกซี",
        "Open to others ({host}) in plain http: passwords lie open. Set a certificate or a proxy.",
    ),
    "doctor_settings": ("การตั้งค่า", "Settings"),
    "doctor_settings_good": ("ไม่มีชื่อที่ไม่รู้จัก", "No unknown names."),
    "doctor_settings_advice": (
        "ไม่รู้จัก: {names} โปรดตรวจการสะกด",
        "Unknown: {names}. A typing error?",
    ),
}
