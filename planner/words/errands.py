"""Questions that a worker looks into: how they stand, on every page that asks one."""

TEXTS: dict[str, tuple[str, str]] = {
    "errand_accepted": ("รอคิว", "Waiting its turn"),
    "errand_running": ("กำลังทำงาน", "At work"),
    "errand_failed": ("ไม่สำเร็จ", "It failed"),
    "errand_dismissed": ("ยกเลิกแล้ว", "Called off"),
    "errand_successful": ("เสร็จแล้วเมื่อ {at}", "Done {at}"),
    "errand_since": ("เริ่มเมื่อ {at} โดย {by}", "Asked {at} by {by}"),
    "errand_quarter": ("วางแผนแล้ว {done} จาก {total} สัปดาห์", "{done} of {total} weeks planned"),
    "errand_worth": ("วางแผนแล้ว {done} จาก {total} แบบ", "{done} of {total} ways planned"),
    "errand_seconds": ("ค้นหาไปแล้ว {seconds} วินาที", "{seconds} s of searching so far"),
    "errand_stop": ("หยุด", "Stop"),
    "errand_again": ("ทำใหม่", "Do it again"),
    "errand_look": ("ดูความคืบหน้า", "See how it stands"),
    "errand_no_worker": (
        "ยังไม่มีโปรแกรมทำงานเบื้องหลัง (worker) เปิดอยู่ งานจะรอจนกว่าจะเปิด",
        "No worker is running; this waits until one is.",
    ),
}
