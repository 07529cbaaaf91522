"""Accounts: their commands and roles."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_members": ("บัญชีผู้ใช้", "Accounts: list, add, change, new passwords."),
    "cli_help_members_list": ("แสดงบัญชีทั้งหมด", "List every account."),
    "cli_help_members_add": (
        "เปิดบัญชีใหม่ รหัสผ่านแรกจะแสดงเพียงครั้งเดียว",
        "Open an account; its first password is shown once.",
    ),
    "cli_help_members_password": (
        "ตั้งรหัสผ่านใหม่ให้บัญชี และให้ทุกเครื่องออกจากระบบ",
        "Give an account a new password; whoever is signed in with it is signed out.",
    ),
    "cli_help_members_change": (
        "เปลี่ยนบทบาทหรือจังหวัดของบัญชี ปิดหรือเปิดบัญชี",
        "Change an account's roles or provinces, close it or open it again.",
    ),
    "cli_help_members_login": ("ชื่อผู้ใช้", "The login."),
    "cli_help_members_role": ("บทบาท (ระบุได้หลายครั้ง)", "A role; may be given several times."),
    "cli_help_members_province": (
        "รหัสจังหวัด 2 หลัก หรือ * สำหรับทุกจังหวัด (ระบุได้หลายครั้ง)",
        "A province's 2-digit code, or * for all; may be given several times.",
    ),
    "cli_help_members_open": ("เปิดหรือปิดบัญชี", "Open the account again, or close it."),
    "cli_member_added": ("เปิดบัญชี {login} แล้ว", "Opened the account {login}."),
    "cli_member_changed": ("เปลี่ยนบัญชี {login} แล้ว", "Changed the account {login}."),
    "cli_member_password": (
        "รหัสผ่าน (แสดงครั้งเดียว): {password}",
        "Password, shown this once: {password}",
    ),
    "cli_member_open": ("เปิดใช้", "open"),
    "cli_member_closed": ("ปิด", "closed"),
    "cli_member_all": ("ทุกจังหวัด", "all"),
    "cli_no_member": ("ไม่มีบัญชี {id}", "No account is called {id}."),
    "cli_column_login": ("ชื่อผู้ใช้", "Login"),
    "cli_column_roles": ("บทบาท", "Roles"),
    "cli_column_provinces": ("จังหวัด", "Provinces"),
    "cli_column_account": ("บัญชี", "Account"),
    "role_administrator": ("ผู้ดูแลระบบ", "administrator"),
    "role_planner": ("ผู้วางแผน", "planner"),
    "role_approver": ("ผู้เห็นชอบ", "approver"),
    "role_office": ("สำนักงาน", "office"),
    "role_field_team": ("ทีมภาคสนาม", "field team"),
    "role_auditor": ("ผู้ตรวจสอบ", "auditor"),
    "role_public": ("ประชาชน", "public"),
}
