"""A plan's life: its states, its steps, and the commands that take them."""

TEXTS: dict[str, tuple[str, str]] = {
    # what comes next, and who may do it
    "next_draft_self": (
        "ร่างนี้ต้องให้ผู้อื่นเห็นชอบก่อนเผยแพร่ ผู้ที่เห็นชอบได้: {who} (ผู้จัดทำ {before} เห็นชอบเองไม่ได้)",
        "A draft. Another person than you, {before}, must approve it before it is published. "
        "These may: {who}.",
    ),
    "next_draft_other": (
        "ร่างนี้รอความเห็นชอบ ผู้ที่เห็นชอบได้: {who} (ผู้จัดทำ {before} เห็นชอบเองไม่ได้)",
        "A draft that waits to be approved by another person than {before}, who made it. "
        "These may: {who}.",
    ),
    "next_draft_you": (
        "ร่างของ {before} รอความเห็นชอบ ท่านเห็นชอบได้",
        "A draft of {before} that waits to be approved. You may approve it.",
    ),
    "next_draft_nobody": (
        "ร่างนี้ต้องให้ผู้อื่นที่ไม่ใช่ {before} เห็นชอบ แต่ยังไม่มีบัญชีใดมีสิทธิ์เห็นชอบ โปรดให้ผู้ดูแลระบบเพิ่มผู้เห็นชอบ",
        "A draft. Another person than {before} must approve it, and no account may: ask the "
        "administrator for an approver.",
    ),
    "next_approved_self": (
        "เห็นชอบแล้ว ต้องให้ผู้อื่นเผยแพร่ ผู้ที่เผยแพร่ได้: {who} (ผู้เห็นชอบ {before} เผยแพร่เองไม่ได้)",
        "Approved by you, {before}; another person must publish it. These may: {who}.",
    ),
    "next_approved_other": (
        "เห็นชอบแล้ว รอเผยแพร่ ผู้ที่เผยแพร่ได้: {who} (ผู้เห็นชอบ {before} เผยแพร่เองไม่ได้)",
        "Approved by {before}; it waits for another person to publish it. These may: {who}.",
    ),
    "next_approved_you": (
        "{before} เห็นชอบแล้ว รอเผยแพร่ ท่านเผยแพร่ได้",
        "Approved by {before}. You may publish it.",
    ),
    "next_approved_nobody": (
        "เห็นชอบแล้ว ต้องให้ผู้อื่นที่ไม่ใช่ {before} เผยแพร่ แต่ยังไม่มีบัญชีใดมีสิทธิ์ "
        "โปรดให้ผู้ดูแลระบบเพิ่มผู้วางแผนหรือผู้เห็นชอบ",
        "Approved. Another person than {before} must publish it, and no account may: ask the "
        "administrator for a planner or an approver.",
    ),
    "next_published": (
        "เผยแพร่แล้ว ขั้นต่อไปคือแจ้งหมู่บ้านและส่งใบงานให้หน่วย",
        "Published. Next: tell the villages, and hand the day sheets out.",
    ),
    "next_withdrawn": (
        "แผนนี้ถูกถอนแล้ว และไม่มีผลใช้",
        "This plan was withdrawn and no longer counts.",
    ),
    "next_and_more": ("{who} และอีก {count} คน", "{who} and {count} more"),
    "next_title": ("ขั้นต่อไป", "What comes next"),
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
    "cli_help_despite_closures": (
        "ทราบแล้วว่ามีถนนปิดหลังจากทำแผนนี้ (ต้องระบุเหตุผลด้วย)",
        "Roads were closed since the plan was made, and you know it; needs a reason too.",
    ),
    "cli_help_despite_leave": (
        "ทราบแล้วว่ามีหน่วยลาหรือหยุดในวันที่แผนให้ออก (ต้องระบุเหตุผลด้วย)",
        "Units have days of the plan off since it was made, and you know it; needs a reason too.",
    ),
    "life_off_since": (
        "แผนนี้ให้หน่วยออกในวันที่หน่วยลาหรือหยุด ซึ่งบันทึกหลังจากทำแผน",
        "The plan sends units out on days that they have off, recorded since it was made",
    ),
    "life_plans_off": (
        "แผน {count} ฉบับให้หน่วยออกในวันที่ลาหรือหยุด ต้องปรับแผนก่อนเห็นชอบหรือเผยแพร่",
        "{count} plans send units out on days that they have off: mend them before approval",
    ),
    "life_plans_off_mend": ("ปรับบนกระดานวางแผน", "Mend it on the board"),
    "life_plans_off_mend_of": (
        "ปรับบนกระดานวางแผน: แผน {plan}",
        "Mend it on the board: {plan}",
    ),
    "cli_plan_off": (
        "⚠ แผน {plan} ({state} {days}) ให้หน่วยออกในวันที่ลาหรือหยุด: {units}",
        "⚠ Plan {plan} ({state}, {days}) sends units out on days that they have off: {units}",
    ),
    "life_off_unit": ("{unit}: {days}", "{unit}: {days}"),
    "life_off_known": (
        "ข้าพเจ้าทราบว่าหน่วยลาหรือหยุดในวันดังกล่าว และจะระบุเหตุผล",
        "I know that units have these days off, and I say why",
    ),
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
