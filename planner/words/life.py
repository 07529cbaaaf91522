"""A plan's life: its states, its steps, and the commands that take them."""

TEXTS: dict[str, tuple[str, str]] = {
    "plan_state_draft": ("ร่าง", "Draft"),
    "plan_state_approved": ("เห็นชอบแล้ว", "Approved"),
    "plan_state_published": ("เผยแพร่แล้ว", "Published"),
    "plan_state_withdrawn": ("ถอนแล้ว", "Withdrawn"),
    "life_step_approve": ("เห็นชอบ", "Approved"),
    "life_step_publish": ("เผยแพร่", "Published"),
    "life_step_withdraw": ("ถอน", "Withdrawn"),
    "cli_help_approve": (
        "เห็นชอบแผน: ผู้เห็นชอบต้องไม่ใช่ผู้จัดทำ แผนที่ผิดกฎต้องระบุเหตุผล",
        "Approve a plan: by another person than its maker; one that breaks rules needs a reason.",
    ),
    "cli_help_publish": (
        "เผยแพร่แผนที่เห็นชอบแล้ว: ผู้เผยแพร่ต้องไม่ใช่ผู้เห็นชอบ การออกหน่วยที่เผยแพร่จะนับในสัปดาห์ถัดไป",
        "Publish an approved plan, by another person than its approver; later weeks count it.",
    ),
    "cli_help_withdraw": (
        "ถอนแผนที่เห็นชอบหรือเผยแพร่แล้ว พร้อมเหตุผล",
        "Withdraw an approved or published plan, with the reason.",
    ),
    "cli_help_life_by": (
        "ชื่อผู้ใช้ของผู้ดำเนินการ (หากมีบัญชีในระบบ ต้องเป็นบัญชีที่มีสิทธิ์)",
        "Who does it: a login; where accounts exist, one that may do this.",
    ),
    "cli_help_life_reason": ("เหตุผล (เก็บไว้กับแผน)", "The reason; kept with the plan."),
    "cli_help_replaces": (
        "รหัสแผนที่เผยแพร่แล้วซึ่งแผนนี้จะแทนที่",
        "The published plan that this one replaces.",
    ),
    "cli_life_done": (
        "แผน {plan}: {state} (รุ่น {version}) โดย {by}",
        "Plan {plan}: {state} (version {version}), by {by}",
    ),
    "cli_life_announced": (
        "ประกาศการออกหน่วย {visits} ครั้ง สัปดาห์ถัดไปจะนับรวมด้วย",
        "{visits} visits are announced; later weeks count them.",
    ),
    "cli_life_override": (
        "แผนนี้ผิดกฎ {count} ข้อ และเห็นชอบเป็นกรณียกเว้น เหตุผล: {reason}",
        "The plan breaks {count} rules and was approved as an override: {reason}",
    ),
    "cli_column_state": ("สถานะ", "State"),
}
