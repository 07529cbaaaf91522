"""What is said of a quarter: the workbook's headings, the terminal's tables and lines."""

TEXTS: dict[str, tuple[str, str]] = {
    "quarter_title": ("แผนออกหน่วยรายไตรมาส (ร่าง)", "Quarter plan (draft)"),
    "quarter_sheet_weeks": ("รายสัปดาห์", "Weeks"),
    "quarter_sheet_calendar": ("กำหนดไปแต่ละหมู่บ้าน", "Next visits"),
    "quarter_sheet_visits": ("รายบริการ", "By service"),
    "quarter_sheet_promises": ("คำมั่นที่ครบกำหนด", "Promises"),
    "quarter_week": ("สัปดาห์ที่เริ่ม", "Week from"),
    "quarter_plan": ("แผน", "Plan"),
    "quarter_state": ("สถานะ", "State"),
    "quarter_published": ("ประกาศแล้ว", "published"),
    "quarter_draft": ("ฉบับร่าง", "draft"),
    "quarter_villages": ("หมู่บ้าน", "Villages"),
    "quarter_overdue": ("เลยรอบเมื่อสิ้นสัปดาห์", "Overdue at its end"),
    "quarter_broken": ("ต้องไปแต่ไม่ครบ", "Required, left out"),
    "quarter_baht": ("บาท", "Baht"),
    "quarter_gap": ("ส่วนต่าง", "Gap"),
    "quarter_last": ("ครั้งก่อน", "Last visit"),
    "quarter_next": ("ครั้งถัดไป", "Next visit"),
    "quarter_intervals": ("จำนวนรอบที่รอเมื่อสิ้นไตรมาส", "Intervals waited at the end"),
    "quarter_request": ("คำขอ", "Request"),
    "quarter_due": ("ครบกำหนด", "Due"),
    "quarter_in_time": ("ทันกำหนด (ราย)", "Served in time"),
    "quarter_done": ("ครบทุกรายเมื่อ", "All served on"),
    "quarter_forecast": ("คาดการณ์", "Forecast"),
    "quarter_breaks": ("จะไม่ทัน", "will break"),
    "quarter_keeps": ("ทัน", "kept"),
    "cli_help_quarter": (
        "วางแผนต่อเนื่องหลายสัปดาห์ (ค่าเริ่มต้น 13 สัปดาห์)",
        "Plan the weeks of a quarter one after another.",
    ),
    "cli_help_weeks": ("จำนวนสัปดาห์", "How many weeks."),
    "cli_help_quarter_seconds": (
        "วินาทีของหน่วยประมวลผลต่อสัปดาห์",
        "CPU seconds of searching for each week.",
    ),
    "cli_help_quarter_out": (
        "แฟ้มสมุดงาน Excel ที่จะเขียน ค่าเริ่มต้นอยู่ในโฟลเดอร์ exports",
        "The workbook to write; in the folder exports by default.",
    ),
    "cli_quarter_week": (
        "สัปดาห์ {start}: {plan} {people} ราย",
        "Week of {start}: {plan}, {people} people",
    ),
    "cli_quarter_title": ("ไตรมาส {days}", "Quarter {days}"),
    "cli_quarter_visits": (
        "{visited} จาก {rows} รายการ (หมู่บ้านและบริการ) มีกำหนดไปในไตรมาส"
        " เมื่อสิ้นไตรมาสจะเลยรอบ {overdue} รายการ",
        "{visited} of {rows} rows (village and service) are visited in the quarter;"
        " {overdue} are overdue at its end",
    ),
    "cli_quarter_promises": (
        "คำขอที่ครบกำหนด {promises} รายการ คาดว่าจะไม่ทัน {breaks} รายการ",
        "Of {promises} requests that fall due, {breaks} will not be kept in time",
    ),
    "cli_quarter_breaking": ("คำขอที่คาดว่าจะไม่ทันกำหนด", "Requests that will not be in time"),
}
