"""What people are told when a request is refused or fails: a title and what to do now."""

TEXTS: dict[str, tuple[str, str]] = {
    "problem_api_error": ("ระบบไม่สามารถดำเนินการได้", "The service could not do this"),
    "problem_api_error_advice": (
        "โปรดลองอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ",
        "Please try again. If it still fails, tell the administrator.",
    ),
    "problem_internal_error": ("เกิดข้อผิดพลาดภายในระบบ", "Something went wrong inside the service"),
    "problem_internal_error_advice": (
        "ระบบได้บันทึกเหตุการณ์ไว้แล้ว โปรดลองอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบพร้อมเวลาที่เกิดเหตุ",
        "It was written to the log. Please try again; if it still fails, tell the administrator"
        " what time it happened.",
    ),
    "problem_bad_request": ("คำขอไม่ถูกต้อง", "The request cannot be understood"),
    "problem_bad_request_advice": (
        "โปรดตรวจสอบที่อยู่และข้อมูลที่ส่ง แล้วลองอีกครั้ง",
        "Please check the address and what was sent, then try again.",
    ),
    "problem_malformed": ("ข้อมูลที่ส่งมาไม่ถูกรูปแบบ", "What was sent does not have the right form"),
    "problem_malformed_advice": (
        "โปรดแก้ไขช่องที่ระบุไว้ แล้วส่งใหม่อีกครั้ง",
        "Please mend the fields that are named, then send it again.",
    ),
    "problem_invalid_document": (
        "ข้อมูลที่ส่งมาขัดแย้งกันหรือเป็นไปไม่ได้",
        "What was sent contradicts itself or cannot be",
    ),
    "problem_invalid_document_advice": (
        "พบ {count} จุดที่ต้องแก้ไข โปรดแก้ไขช่องที่ระบุไว้ แล้วส่งใหม่อีกครั้ง",
        "Found {count} faults. Please mend the fields that are named, then send it again.",
    ),
    "problem_invalid_place": ("สถานที่ไม่ถูกต้อง", "This place cannot exist"),
    "problem_invalid_place_advice": (
        "โปรดตรวจสอบรหัสและพิกัด (ลองจิจูดก่อน แล้วจึงละติจูด)",
        "Please check the code and the coordinates (longitude first, then latitude).",
    ),
    "problem_solver_failed": ("การคำนวณแผนหยุดลงกลางคัน", "Making the plan broke off"),
    "problem_solver_failed_advice": (
        "ไม่มีข้อมูลใดเสียหาย โปรดสั่งจัดทำแผนอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ",
        "Nothing was lost. Please start the plan again; if it still fails, tell the administrator.",
    ),
    "problem_nothing_served": (
        "แผนที่ได้ไม่ให้บริการใครเลย ทั้งที่ทำได้",
        "The plan would serve nobody, although somebody could be served",
    ),
    "problem_nothing_served_advice": (
        "ระบบไม่รับแผนนี้ โปรดให้เวลาคำนวณมากขึ้นแล้วลองอีกครั้ง",
        "Such a plan is not accepted. Please give the search more time and try again.",
    ),
    "problem_plan_refused": (
        "แผนไม่ผ่านการตรวจสอบ จึงไม่ถูกบันทึก",
        "The plan did not pass the check and was not kept",
    ),
    "problem_plan_refused_advice": (
        "พบการผิดเงื่อนไข {count} ข้อ โปรดแจ้งผู้ดูแลระบบ",
        "The checker found {count} broken rules. Please tell the administrator.",
    ),
    "problem_run_dismissed": ("การจัดทำแผนถูกยกเลิก", "Making this plan was called off"),
    "problem_run_dismissed_advice": (
        "หากยังต้องการแผน โปรดสั่งจัดทำใหม่",
        "If you still want the plan, please start it again.",
    ),
    "problem_engine_unavailable": (
        "ระบบคำนวณเส้นทางไม่พร้อมใช้งาน",
        "Travel times cannot be worked out just now",
    ),
    "problem_engine_unavailable_advice": (
        "โปรดลองอีกครั้งภายหลัง หรือแจ้งผู้ดูแลระบบ",
        "Please try again later, or tell the administrator.",
    ),
}
