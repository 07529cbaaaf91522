"""Running the service: settings with which it does not start, and proxies before the doctor."""

TEXTS: dict[str, tuple[str, str]] = {
    "doctor_https_proxy": ("การเข้ารหัส (https)", "https"),
    "doctor_https_proxy_good": (
        "อยู่หลังพร็อกซี {proxies} ซึ่งต้องเป็นผู้เข้ารหัส โทรศัพท์จึงจะทำงานแบบออฟไลน์ได้",
        "Behind the proxy {proxies}, which must speak https: then phones can work offline.",
    ),
    "unsafe_plain_http": (
        "ไม่เริ่มทำงาน: เปิดให้เครื่องอื่น ({host}) โดยไม่เข้ารหัส รหัสผ่านอาจถูกดักอ่าน"
        " โปรดตั้งใบรับรอง (--certificate และ --key) หรือระบุพร็อกซีใน PLANNER_API_PROXIES",
        "Not started: open to others ({host}) in plain http, passwords would lie open."
        " Set a certificate (--certificate and --key), or name the proxy in PLANNER_API_PROXIES.",
    ),
    "unsafe_any_proxy": (
        "ไม่เริ่มทำงาน: PLANNER_API_PROXIES ({proxies}) ต้องเป็นที่อยู่ของพร็อกซีของท่านเท่านั้น"
        " มิฉะนั้นใครก็ปลอมที่อยู่ต้นทางได้",
        "Not started: PLANNER_API_PROXIES ({proxies}) must hold the addresses of your own proxies"
        " only, or anybody could forge where they come from.",
    ),
    "unsafe_key_open": (
        "ไม่เริ่มทำงาน: ผู้อื่นในเครื่องอ่านกุญแจ {key} ได้ โปรดสั่ง chmod 600",
        "Not started: others on this machine can read the key {key}. Please chmod 600 it.",
    ),
    "unsafe_store_open": (
        "ไม่เริ่มทำงาน: ผู้อื่นในเครื่องแก้ไขข้อมูลใน {folder} ได้ โปรดสั่ง chmod o-w",
        "Not started: others on this machine can change the data in {folder}. Please chmod o-w it.",
    ),
    "unsafe_short_token": (
        "ไม่เริ่มทำงาน: PLANNER_API_METRICS_TOKEN สั้นเกินไป ใช้อย่างน้อย 16 ตัวอักษร",
        "Not started: PLANNER_API_METRICS_TOKEN is too short. Use at least 16 characters.",
    ),
    "unsafe_plain_database": (
        "ไม่เริ่มทำงาน: ฐานข้อมูลอยู่เครื่องอื่นแต่สั่งปิดการเข้ารหัส โปรดเอา sslmode=disable ออก",
        "Not started: the database is on another machine with encryption switched off."
        " Please take sslmode=disable out of its address.",
    ),
}
