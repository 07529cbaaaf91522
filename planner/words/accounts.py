"""Accounts, tokens, loans and proposals: what is refused, and what people do about it."""

TEXTS: dict[str, tuple[str, str]] = {
    "problem_link_spent": ("ลิงก์นี้ใช้ไม่ได้แล้ว", "This link no longer works"),
    "problem_link_spent_advice": (
        "ลิงก์ใช้ได้ครั้งเดียวและมีวันหมดอายุ โปรดขอลิงก์ใหม่จากผู้ดูแลระบบของจังหวัด",
        "A link works once and ends by its date. Please ask your administrator for a new one.",
    ),
    "problem_wrong_password": ("รหัสผ่านปัจจุบันไม่ถูกต้อง", "The present password is another"),
    "problem_wrong_password_advice": (
        "โปรดพิมพ์รหัสผ่านที่ใช้อยู่อีกครั้ง หากจำไม่ได้ โปรดขอลิงก์ตั้งรหัสผ่านใหม่จากผู้ดูแลระบบ",
        "Please type the password that you use now. If you do not know it, ask your administrator"
        " for a link to set a new one.",
    ),
}
