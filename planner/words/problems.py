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
    "problem_bad_parameter": ("พารามิเตอร์ไม่ถูกต้อง", "A parameter is not right"),
    "problem_bad_parameter_advice": (
        "โปรดแก้ไขพารามิเตอร์ {field} แล้วลองอีกครั้ง",
        "Please mend the parameter {field}, then try again.",
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
    "problem_invalid_closure": ("การปิดถนนไม่ถูกต้อง", "This road closure cannot be"),
    "problem_invalid_closure_advice": (
        "โปรดระบุหมายเลขถนน จุด หรือพื้นที่ วันสิ้นสุดต้องไม่ก่อนวันเริ่ม และสัดส่วนความเร็วต้องอยู่ระหว่าง 0 ถึง 1",
        "Please name a road, a point or an area; the last day may not come before the first, and"
        " the share of speed lies between 0 and 1.",
    ),
    "problem_vroom_unsupported": (
        "โจทย์เส้นทางมีส่วนที่ระบบไม่รองรับ",
        "The routing problem has a part that is not supported",
    ),
    "problem_vroom_unsupported_advice": (
        "โปรดแก้หรือตัดส่วนที่ระบุไว้ แล้วส่งใหม่",
        "Please change or leave out the part named here and send it again.",
    ),
    "problem_naive_time": ("เวลาไม่ระบุเขตเวลา", "The time has no offset"),
    "problem_naive_time_advice": (
        "โปรดระบุเขตเวลาต่อท้าย เช่น 2026-11-30T08:30:00+07:00",
        "Please add the offset, as in 2026-11-30T08:30:00+07:00.",
    ),
    "problem_not_found": ("ไม่พบสิ่งที่ต้องการ", "There is no such thing here"),
    "problem_not_found_advice": (
        "อาจถูกย้าย ไม่เคยมี หรือบัญชีของท่านไม่มีสิทธิ์ดู โปรดตรวจสอบที่อยู่อีกครั้ง",
        "It may have moved, may never have been, or your account may not see it. Please check the"
        " address.",
    ),
    "problem_wrong_token": (
        "ลิงก์นี้ใช้ไม่ได้แล้ว",
        "This link no longer works",
    ),
    "problem_wrong_token_advice": (
        "ลิงก์ใช้ได้ครั้งเดียวและมีวันหมดอายุ ให้เริ่มระบบใหม่ (planner serve) แล้วเปิดลิงก์ใหม่ที่แสดงในหน้าต่างคำสั่ง",
        "A link works once and for a limited time. Start the service again (planner serve) and open"
        " the new link that it shows in the terminal.",
    ),
    "problem_weak_password": ("รหัสผ่านไม่เป็นไปตามข้อกำหนด", "This password will not do"),
    "problem_weak_password_advice": (
        "รหัสผ่านต้องยาว {at_least} ถึง {at_most} ตัวอักษร ใช้วลียาว ๆ ที่จำง่ายได้",
        "A password has {at_least} to {at_most} characters; a long phrase that you remember is"
        " good.",
    ),
    "problem_forbidden": ("บัญชีนี้ไม่มีสิทธิ์ทำรายการนี้", "Your account may not do this"),
    "problem_forbidden_advice": (
        "หากจำเป็นต้องใช้ โปรดขอสิทธิ์จากผู้ดูแลระบบ",
        "If you need to, ask the administrator for the right to.",
    ),
    "problem_not_logged_in": ("โปรดเข้าสู่ระบบก่อน", "Please sign in first"),
    "problem_not_logged_in_advice": (
        "ยังไม่ได้เข้าสู่ระบบ หรือหมดเวลาการใช้งานแล้ว",
        "Nobody is signed in, or the session has ended.",
    ),
    "problem_cross_site_request": (
        "คำขอนี้มาจากเว็บไซต์อื่น จึงไม่ดำเนินการ",
        "This came from another site and was not carried out",
    ),
    "problem_cross_site_request_advice": (
        "โปรดเปิดหน้านี้จากระบบโดยตรง แล้วทำรายการอีกครั้ง",
        "Please open the page from the service itself and try again.",
    ),
    "problem_too_many_tries": ("ลองผิดหลายครั้งเกินไป", "Too many wrong tries"),
    "problem_too_many_tries_advice": (
        "โปรดรอ {wait_s} วินาที แล้วลองอีกครั้ง",
        "Please wait {wait_s} seconds, then try again.",
    ),
    "problem_method_not_allowed": (
        "ที่อยู่นี้ไม่รองรับวิธีเรียกดังกล่าว",
        "This address does not answer that method",
    ),
    "problem_method_not_allowed_advice": (
        "โปรดดูวิธีเรียกที่ถูกต้องใน /v1/openapi.json",
        "Please see /v1/openapi.json for what it answers.",
    ),
    "problem_media_type_not_supported": (
        "ชนิดข้อมูลที่ส่งมาไม่รองรับ",
        "This kind of content is not understood here",
    ),
    "problem_media_type_not_supported_advice": (
        "โปรดส่งเป็น application/json",
        "Please send application/json.",
    ),
    "problem_too_large": ("ข้อมูลที่ส่งมามีขนาดใหญ่เกินไป", "What was sent is too large"),
    "problem_too_large_advice": (
        "โปรดแบ่งส่งเป็นส่วน ๆ หรือขอให้ผู้ดูแลระบบขยายขนาดที่รับได้",
        "Please send it in parts, or ask the administrator to allow more.",
    ),
    "problem_conflict": (
        "ทำรายการไม่ได้ในสถานะปัจจุบัน",
        "This cannot be done as things stand",
    ),
    "problem_conflict_advice": (
        "ข้อมูลอาจเปลี่ยนไปหลังจากที่ท่านเปิดดู โปรดโหลดใหม่แล้วลองอีกครั้ง",
        "It may have changed since you looked. Please load it again and retry.",
    ),
    "problem_store_not_empty": (
        "ที่เก็บปลายทางมีข้อมูลอยู่แล้ว จึงไม่ได้เขียนทับ",
        "There is data in that store already; nothing was written over it",
    ),
    "problem_store_not_empty_advice": (
        "กู้คืนลงในโฟลเดอร์ใหม่ด้วย --data-dir หรือย้ายข้อมูลเดิมออกก่อน",
        "Restore into a new folder with --data-dir, or move the old data away first.",
    ),
    "problem_stale_version": (
        "มีผู้แก้ไขไปแล้วหลังจากที่ท่านเปิดดู",
        "Somebody changed it since you looked",
    ),
    "problem_stale_version_advice": (
        "โปรดโหลดใหม่ ตรวจดูสิ่งที่เปลี่ยน แล้วจึงทำรายการอีกครั้ง",
        "Please load it again, look at what changed, then decide anew.",
    ),
    "problem_precondition_required": (
        "ต้องระบุรุ่นของข้อมูลที่ท่านเห็น",
        "Say which version you saw",
    ),
    "problem_precondition_required_advice": (
        "โปรดส่งส่วนหัว If-Match ด้วยค่า ETag ที่ได้รับเมื่ออ่านข้อมูลครั้งล่าสุด",
        "Please send If-Match with the ETag that you were given when you read it.",
    ),
    "problem_wrong_state": (
        "ทำขั้นตอนนี้ในสถานะปัจจุบันไม่ได้",
        "This step does not begin from the present state",
    ),
    "problem_wrong_state_advice": (
        "แผนเดินจากร่าง → เห็นชอบ → เผยแพร่ → ถอน คำขอเดินจากรับไว้ → รับดำเนินการหรือไม่รับ → เสร็จสิ้น"
        " ขณะนี้อยู่ในสถานะ {state}",
        "It is {state} now. A plan goes from draft to approved, published, withdrawn; a request"
        " from received to accepted or declined, and to done.",
    ),
    "problem_second_person_needed": (
        "ขั้นตอนนี้ต้องให้อีกบุคคลหนึ่งเป็นผู้ดำเนินการ",
        "Another person must do this",
    ),
    "problem_second_person_needed_advice": (
        "ผู้จัดทำแผนเห็นชอบแผนของตนเองไม่ได้ และผู้เห็นชอบเผยแพร่แผนนั้นเองไม่ได้",
        "Who made a plan cannot approve it, and who approved it cannot publish it.",
    ),
    "problem_reason_needed": ("ต้องระบุเหตุผล", "A reason is needed"),
    "problem_reason_needed_advice": (
        "โปรดระบุเหตุผล ระบบจะเก็บไว้และแสดงให้ทุกคนที่ดูแผนเห็น",
        "Please give the reason; it is kept and shown to everybody who sees the plan.",
    ),
    "problem_roads_closed_since": (
        "วันออกหน่วย {days} วันผ่านถนนที่ปิดหลังจากทำแผนนี้",
        "{days} days of units pass roads closed since this plan was made",
    ),
    "problem_roads_closed_since_advice": (
        "คำนวณส่วนที่เหลือใหม่ หรือยืนยันว่าทราบแล้วพร้อมระบุเหตุผล (คำสั่ง: --despite-closures)"
        " รายการปิดถนน: {closures}",
        "Re-plan the rest, or confirm that you know of it and say why (on the command line:"
        " --despite-closures). Closures: {closures}.",
    ),
    "problem_units_off_since": (
        "หน่วยลาหรือหยุด {days} วันที่แผนนี้ให้ออกหน่วย (บันทึกหลังจากทำแผน)",
        "Units have {days} days of this plan off, recorded since it was made",
    ),
    "problem_units_off_since_advice": (
        "คำนวณส่วนที่เหลือใหม่ หรือยืนยันว่าทราบแล้วพร้อมระบุเหตุผล (คำสั่ง: --despite-leave) หน่วยและวัน: {which}",
        "Re-plan the rest, or confirm that you know of it and say why (on the command line:"
        " --despite-leave). Units and days: {which}.",
    ),
    "problem_days_taken": (
        "มีแผนที่เผยแพร่แล้วในช่วงวันเดียวกัน",
        "These days have a published plan already",
    ),
    "problem_days_taken_advice": (
        "หากต้องการใช้แผนนี้แทน โปรดระบุแผน {plan_id} เป็นแผนที่จะถูกแทนที่",
        "To put this plan in its place, name {plan_id} as the plan to be replaced.",
    ),
    "problem_too_many_runs": (
        "จังหวัดนี้มีงานรออยู่มากแล้ว",
        "Enough runs of this province are waiting",
    ),
    "problem_too_many_runs_advice": (
        "มีงานรออยู่ {waiting} งาน โปรดรอให้เสร็จหรือยกเลิกบางงานก่อน",
        "{waiting} are waiting. Please wait for them, or call some off.",
    ),
    "problem_key_reused": (
        "รหัสกันส่งซ้ำนี้ใช้กับคำขออื่นแล้ว",
        "This idempotency key belongs to another request",
    ),
    "problem_key_reused_advice": (
        "โปรดใช้รหัสใหม่สำหรับคำขอใหม่ หากคำขอเดิมยังทำไม่เสร็จ โปรดรอแล้วลองอีกครั้ง",
        "Please use a new key for a new request; if the first is still under way, wait and retry.",
    ),
    "problem_import_refused": (
        "ไม่ได้นำเข้าข้อมูล เพราะพบข้อผิดพลาดในไฟล์",
        "Nothing was imported, since the files have errors",
    ),
    "problem_import_refused_advice": (
        "โปรดแก้ไขทุกจุดที่ระบุไว้ แล้วนำเข้าใหม่",
        "Please mend everything that is named, then import again.",
    ),
    "problem_unreadable_file": ("อ่านไฟล์ไม่ได้", "The file cannot be read"),
    "problem_unreadable_file_advice": (
        "โปรดตรวจสอบว่าไฟล์ไม่เสียหายและเป็นชนิดที่ระบบรองรับ",
        "Please check that the file is whole and of a kind that can be read.",
    ),
    "problem_store_unavailable": (
        "ฐานข้อมูลไม่พร้อมใช้งาน",
        "The database cannot be reached",
    ),
    "problem_store_unavailable_advice": (
        "โปรดลองอีกครั้งในอีกสักครู่ หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ",
        "Please try again in a moment; if it still fails, tell the administrator.",
    ),
    "problem_unknown_profile": (
        "ตารางความเร็วไม่มีประเภทรถหรือสภาพถนนนี้",
        "The speed table does not know this vehicle or road state",
    ),
    "problem_unknown_profile_advice": (
        "โปรดเพิ่มในตารางความเร็วของจังหวัด (speeds.csv) แล้วนำเข้าใหม่",
        "Please add it to the province's speed table (speeds.csv) and import again.",
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
    "problem_too_many_changes": (
        "จัดแผนภายในจำนวนการเปลี่ยนนัดที่กำหนดไม่ได้",
        "No plan was found that changes so few announced visits",
    ),
    "problem_too_many_changes_advice": (
        "กำหนดให้เปลี่ยนได้ {allowed} รายการ แต่แผนที่พบต้องเปลี่ยนอย่างน้อย {needed} รายการ "
        "โปรดเพิ่มจำนวนที่เปลี่ยนได้ หรือตรวจสอบการปิดถนนและหน่วยที่ไม่พร้อม",
        "{allowed} changes are allowed, the best plan found needs {needed}. Allow more, or look at "
        "road closures and units that are not available.",
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
