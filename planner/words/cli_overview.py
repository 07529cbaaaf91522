"""The first page of the command line: groups, and each command in one line of a narrow screen."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_show_help": ("แสดงคำอธิบายนี้", "Show this message and exit."),
    "cli_overview_examples": ("ตัวอย่าง:", "Examples:"),
    "cli_overview_commands": ("คำสั่ง", "Commands"),
    "cli_overview_more": (
        "รายละเอียดของแต่ละคำสั่ง: planner คำสั่ง --help",
        "More on a command: planner COMMAND --help",
    ),
    # ---- groups ----
    "cli_group_begin": ("เริ่มต้น", "Begin"),
    "cli_group_data": ("ข้อมูลจังหวัด", "Data of a province"),
    "cli_group_planning": ("วางแผน", "Plan"),
    "cli_group_looking": ("ดูและส่งออกแผน", "Look at plans, hand them out"),
    "cli_group_deciding": ("เห็นชอบ เผยแพร่ และแจ้ง", "Approve, publish, tell"),
    "cli_group_auditing": ("ตรวจสอบย้อนหลัง", "Audit"),
    "cli_group_running": ("ดูแลระบบ", "Keep the system running"),
    # ---- begin ----
    "cli_short_demo": (
        "สาธิตทั้งกระบวนการด้วยข้อมูลจังหวัดแม่ฮ่องสอน",
        "The whole path on a sample province",
    ),
    "cli_short_template": ("เขียนสมุดงานสำหรับกรอกข้อมูล", "Write the workbook to fill in"),
    "cli_short_import": (
        "นำเข้าโฟลเดอร์ สมุดงาน หรือแฟ้มเดี่ยว",
        "Import folders, workbooks or single files",
    ),
    "cli_short_serve": (
        "เปิดเว็บและ API จนกว่าจะกด Ctrl-C",
        "Open the pages and the API until Ctrl-C",
    ),
    # ---- data ----
    "cli_short_place": ("กำหนดพิกัดหมู่บ้านด้วยมือ", "Put a village on the map by hand"),
    "cli_short_hamlet": ("เพิ่มจุดบริการที่หย่อมบ้านด้วยมือ", "Add a stop place at a hamlet by hand"),
    "cli_short_people": ("เพิ่มคนที่อยู่จริงแต่ไม่มีในทะเบียน", "Count people who are not registered"),
    "cli_short_roads": ("สร้างโครงข่ายถนน และบันทึกถนนปิด", "Build the road network; road closures"),
    "cli_short_travel": ("คำนวณเวลาเดินทางระหว่างทุกจุด", "Travel times between all places"),
    "cli_short_access": ("หมู่บ้านใดอยู่ไกลจุดบริการถาวร", "Villages far from every fixed service point"),
    "cli_short_samples": ("สร้างหน่วยสมมติสำหรับทดลอง", "Make up units for trials"),
    # ---- planning ----
    "cli_short_plan": ("จัดทำแผน ตรวจสอบ และจัดเก็บ", "Make a plan, check it and store it"),
    "cli_short_quarter": ("วางแผนต่อเนื่องหลายสัปดาห์", "Plan the weeks of a quarter"),
    "cli_short_weekly": ("ร่างแผนสัปดาห์หน้าที่ทำเองทุกสัปดาห์", "The draft that makes itself every week"),
    "cli_short_national": ("ความคืบหน้าและผลของงานทั้งประเทศ", "How a nationwide run stands"),
    "cli_short_import-plan": ("นำเข้าตารางออกหน่วยที่จัดทำเอง", "Import a schedule made by hand"),
    "cli_short_value-of": (
        "คุณค่าของการค้างคืนและเกณฑ์อื่น ๆ",
        "What nights away and other rules are worth",
    ),
    # ---- looking ----
    "cli_short_plans": ("รายการแผนที่จัดเก็บไว้", "List stored plans, newest first"),
    "cli_short_show": (
        "แสดงแผน: หน่วยตามวัน และผู้ที่ยังไม่ได้จัด",
        "Show a plan: units by days, who is left out",
    ),
    "cli_short_explain": ("เหตุผลที่แผนยังไม่ไปหมู่บ้านหนึ่ง", "Why a plan leaves a village out"),
    "cli_short_compare": ("เทียบแผนสองฉบับ", "Put two plans side by side"),
    "cli_short_fairness": (
        "ความเป็นธรรม: ใครรอเกินรอบ นานเท่าใด",
        "Fairness: who is overdue, and how long",
    ),
    "cli_short_debts": ("บริการที่ค้างจากหน่วยที่ขาดในคาราวาน", "What units missing from caravans owe"),
    "cli_short_map": ("วาดแผนที่ของแผนเป็นแฟ้ม HTML เดียว", "Draw a plan's map: one HTML file"),
    "cli_short_export": (
        "ส่งออกสมุดงาน ใบงาน และแฟ้มแผนที่",
        "Workbook, day sheets and map files of a plan",
    ),
    # ---- deciding ----
    "cli_short_approve": ("เห็นชอบแผน", "Approve a plan"),
    "cli_short_publish": ("เผยแพร่แผนที่เห็นชอบแล้ว", "Publish an approved plan"),
    "cli_short_withdraw": ("ถอนแผนที่เห็นชอบหรือเผยแพร่แล้ว", "Withdraw an approved or published plan"),
    "cli_short_tell": ("แจ้งหมู่บ้าน: รายชื่อ หนังสือ ข้อความ", "Tell villages: the list, letters, texts"),
    "cli_short_requests": (
        "คำขอรับบริการ: ยื่น หาวัน พิจารณา",
        "Requests: filed, when possible, decided",
    ),
    # ---- auditing ----
    "cli_short_check": ("ตรวจแผนซ้ำจากข้อมูลต้นทางที่เก็บไว้", "Judge a plan again from its stored inputs"),
    "cli_short_rebuild": (
        "คำนวณแผนใหม่จากข้อมูลนำเข้าที่เก็บไว้",
        "Make a plan again from its stored inputs",
    ),
    "cli_short_dossier": ("เขียนแฟ้มตรวจสอบของแผนเป็น ZIP", "A plan's dossier for auditors, one ZIP"),
    "cli_short_audit": ("ตรวจบันทึกการเปลี่ยนแปลง", "Check the audit log"),
    # ---- running ----
    "cli_short_members": (
        "บัญชีผู้ใช้: รายชื่อ เปิด แก้ไข รหัสผ่านใหม่",
        "Accounts: list, add, change, new passwords",
    ),
    "cli_short_worker": ("ทำงานที่เข้าคิวไว้จนกว่าจะสั่งหยุด", "Carry out queued runs until stopped"),
    "cli_short_workers": ("แสดงผู้ปฏิบัติงานเบื้องหลัง", "Which workers there are"),
    "cli_short_backup": ("สำรองข้อมูลทั้งหมดไว้ในแฟ้มเดียว", "Write a backup of everything, one file"),
    "cli_short_restore": ("คืนข้อมูลจากแฟ้มสำรอง", "Fill an empty store from a backup"),
    "cli_short_move": ("ย้ายข้อมูลไปยังฐานข้อมูลอื่น", "Copy the store into another database"),
    "cli_short_prepare": (
        "เตรียมโปรแกรมค้นหา (ครั้งเดียวตอนติดตั้ง)",
        "Compile the search once, at set-up",
    ),
    "cli_short_doctor": ("ตรวจความพร้อมของระบบ", "Check the health of the system"),
}
