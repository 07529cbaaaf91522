"""Workers: their commands, and what is said of them."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_workers": (
        "แสดงผู้ปฏิบัติงานเบื้องหลัง และรับช่วงงานของผู้ที่หยุดไปแล้ว",
        "Tell which workers there are; take over the runs of one that died.",
    ),
    "cli_help_take_over": (
        "ส่งงานที่ผู้ปฏิบัติงานชื่อนี้ทำค้างไว้กลับเข้าคิว",
        "Put back into the queue what the worker of this name had begun.",
    ),
    "cli_help_per_province": (
        "ทำงานของจังหวัดเดียวกันพร้อมกันได้มากที่สุดกี่งาน",
        "How many runs of one province may be carried out at once.",
    ),
    "cli_help_keep_days": (
        "เก็บงานที่ไม่ได้แผนไว้กี่วัน (แผนเก็บไว้ตลอด)",
        "Days to keep runs that came to nothing (plans are kept for ever).",
    ),
    "cli_taken_over": (
        "ส่งงานของ {worker} กลับเข้าคิว {count} งาน",
        "Put {count} runs of {worker} back into the queue.",
    ),
    "cli_no_worker": (
        "ไม่มีผู้ปฏิบัติงานชื่อ {id} และไม่มีงานค้างของชื่อนี้",
        "No worker is called {id}, and none of that name left a run.",
    ),
    "cli_column_worker": ("ผู้ปฏิบัติงาน", "Worker"),
    "cli_column_host": ("เครื่อง", "Host"),
    "cli_column_at_once": ("พร้อมกัน", "At once"),
    "cli_column_seen": ("พบล่าสุด", "Last seen"),
    "cli_column_alive": ("สถานะ", "State"),
    "cli_worker_alive": ("ทำงานอยู่", "at work"),
    "cli_worker_silent": ("เงียบไป", "silent"),
    "serve_worker_help": (
        "เปิดผู้ปฏิบัติงานเบื้องหลังควบคู่ไปด้วย เพื่อให้งานที่สั่งจากหน้าเว็บได้รับการทำ",
        "Start a worker beside the server, so that runs asked for in the browser are carried out.",
    ),
}
