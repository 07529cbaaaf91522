"""What the command line says around commands: headings of help, usage, mistakes in what was typed.

English is told by Typer itself; its texts stand here for the parts that are built from both.
"""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_frame_usage": ("วิธีใช้:", "Usage:"),
    "cli_frame_arguments": ("สิ่งที่ต้องระบุ", "Arguments"),
    "cli_frame_options": ("ตัวเลือก", "Options"),
    "cli_frame_commands": ("คำสั่ง", "Commands"),
    "cli_frame_options_piece": ("[ตัวเลือก]", "[OPTIONS]"),
    "cli_frame_command_piece": ("คำสั่ง [ตัวเลือกของคำสั่ง]", "COMMAND [ARGS]..."),
    "cli_frame_default": ("[ค่าเริ่มต้น:", "[default:"),
    "cli_frame_required": ("[ต้องระบุ]", "[required]"),
    "cli_frame_variable": ("[ตัวแปรสภาพแวดล้อม:", "[env var:"),
    "cli_frame_try": ("ดูวิธีใช้ด้วย {command}", "Try '{command}' for help."),
    "cli_frame_error": ("ผิดพลาด:", "Error:"),
    "cli_frame_no_command": ("ไม่มีคำสั่ง '{name}'", "No such command '{name}'."),
    "cli_frame_no_option": ("ไม่มีตัวเลือก {name}", "No such option: {name}"),
    "cli_frame_near": ("คำที่ใกล้เคียง: {near}", "Did you mean {near}?"),
    "cli_frame_missing_command": ("ยังไม่ได้ระบุคำสั่ง", "Missing command."),
    "cli_frame_extra": ("ระบุเกินมา: {name}", "Got unexpected extra arguments ({name})"),
    "cli_frame_needs_value": ("ตัวเลือก {name} ต้องตามด้วยค่า", "Option {name} needs a value."),
    "cli_frame_missing": ("ยังไม่ได้ระบุ {name}", "Missing {name}."),
    "cli_frame_bad_value": ("ค่าของ {name} ใช้ไม่ได้: {why}", "Invalid value for {name}: {why}"),
    "cli_frame_value_float_parsing": ("ต้องเป็นตัวเลข", "a number is needed"),
    "cli_frame_value_float_type": ("ต้องเป็นตัวเลข", "a number is needed"),
    "cli_frame_value_int_parsing": ("ต้องเป็นจำนวนเต็ม", "a whole number is needed"),
    "cli_frame_value_int_type": ("ต้องเป็นจำนวนเต็ม", "a whole number is needed"),
    "cli_frame_value_int_from_float": ("ต้องเป็นจำนวนเต็ม", "a whole number is needed"),
    "cli_frame_value_bool_parsing": ("ต้องเป็น true หรือ false", "true or false is needed"),
    "cli_frame_value_greater_than_equal": ("ต้องไม่น้อยกว่า {ge}", "at least {ge} is needed"),
    "cli_frame_value_greater_than": ("ต้องมากกว่า {gt}", "more than {gt} is needed"),
    "cli_frame_value_less_than_equal": ("ต้องไม่เกิน {le}", "at most {le} is allowed"),
    "cli_frame_value_less_than": ("ต้องน้อยกว่า {lt}", "less than {lt} is needed"),
    "cli_frame_value_enum": ("เลือกได้จาก {expected}", "choose from {expected}"),
    "cli_frame_value_literal_error": ("เลือกได้จาก {expected}", "choose from {expected}"),
    "cli_frame_value_datetime_parsing": ("ต้องเป็นวันที่ เช่น 2026-12-01", "a date such as 2026-12-01"),
    "cli_frame_value_date_parsing": ("ต้องเป็นวันที่ เช่น 2026-12-01", "a date such as 2026-12-01"),
    "cli_frame_value_date_from_datetime_parsing": (
        "ต้องเป็นวันที่ เช่น 2026-12-01",
        "a date such as 2026-12-01",
    ),
}
