"""Making a plan: the form, and the page of a search under way."""

TEXTS: dict[str, tuple[str, str]] = {
    "make_menu": ("จัดทำแผน", "Make a plan"),
    "make_title": ("จัดทำแผนใหม่", "Make a plan"),
    "make_note": (
        "เลือกสัปดาห์ หน่วย และเงื่อนไข ระบบค้นหาแผนให้ แล้วตรวจสอบอีกครั้งโดยอิสระ",
        "Choose week, units and rules; the plan is searched for, then judged independently.",
    ),
    "make_open": ("กำลังจัดทำอยู่", "Under way"),
    "make_week": ("สัปดาห์", "Week"),
    "make_show_week": ("เลือกสัปดาห์ที่ระบุ", "Go to the chosen week"),
    "make_units": ("หน่วยและวันออกปฏิบัติงาน", "Units and the days they go out"),
    "make_units_note": (
        "เอาเครื่องหมายออกในวันที่หน่วยไม่ออก เอาออกทุกวันคือไม่ใช้หน่วยนั้น",
        "Take the mark off days on which a unit stays home; off all days leaves the unit out.",
    ),
    "make_holidays": ("วันหยุดในสัปดาห์นี้: {names}", "Holidays in this week: {names}"),
    "make_rules": ("เงื่อนไข", "Rules"),
    "make_floor": ("ทุกอำเภอควรได้อย่างน้อย (ร้อยละ)", "Every district should get at least (%)"),
    "make_floor_note": (
        "ของความต้องการในรอบปี 0 คือไม่คำนึงถึง ค่าที่แสดงเป็นค่าตามนโยบาย",
        "of a year's need; 0 leaves this out. Shown is what the policy says.",
    ),
    "make_nights": ("ค้างคืนนอกฐานได้", "Nights away from base are allowed"),
    "make_covering": (
        "ให้บริการหมู่บ้านใกล้เคียงที่จุดเดียวกันได้",
        "A stop may serve neighbouring villages",
    ),
    "make_drafts": (
        "นับการออกหน่วยในร่างของสัปดาห์ก่อนหน้าด้วย",
        "Count the visits of earlier weeks' drafts",
    ),
    "make_budget": ("งบประมาณทั้งสัปดาห์ (บาท)", "Budget of the week (baht)"),
    "make_search": ("การค้นหา", "Search"),
    "make_keeps_told": (
        "คงนัดที่เผยแพร่แล้วตามแผน {plan}",
        "Keep what the published plan {plan} told people",
    ),
    "make_change_budget": (
        "เปลี่ยนนัดกระชั้นชิดได้ไม่เกิน (รายการ)",
        "Visits at short notice that may change, at most",
    ),
    "make_seconds_note": (
        "เห็นแผนแรกภายในไม่กี่วินาที ยิ่งค้นนานยิ่งดีขึ้น หยุดเมื่อใดก็ได้ ต่ำกว่า 10 วินาทีเหมาะกับการลองเท่านั้น",
        "The first plan comes within seconds; longer is better; stop whenever you like. Less than "
        "10 seconds proves little: for trying only.",
    ),
    "make_start": ("เริ่มจัดทำแผน", "Start"),
    "make_fault_number": (
        "“{text}” ในช่อง “{name}” ไม่ใช่จำนวนเต็ม โปรดกรอกเป็นตัวเลข เช่น 40 หรือ ๔๐",
        "“{text}” in “{name}” is no whole number. Please write digits, for example 40.",
    ),
    "make_fault": (
        "ข้อมูลที่กรอกใช้ไม่ได้ โปรดตรวจสัปดาห์และตัวเลข",
        "Something cannot be read; please check the week and the numbers.",
    ),
    # the run
    "run_title_accepted": ("แผนกำลังรอคิว", "Waiting for a worker"),
    "run_title_running": ("กำลังค้นหาแผน", "Searching for a plan"),
    "run_title_successful": ("ได้แผนแล้ว", "The plan is there"),
    "run_title_failed": ("จัดทำแผนไม่สำเร็จ", "No plan came of it"),
    "run_title_dismissed": ("ยกเลิกแล้ว", "Called off"),
    "run_status_accepted": ("รอเครื่องคำนวณว่าง", "Waiting for a worker to be free"),
    "run_status_running": ("กำลังค้นหา", "Searching"),
    "run_status_successful": (
        "เสร็จแล้ว ผ่านตัวตรวจสอบอิสระ และเก็บเป็นร่างแล้ว",
        "Done: accepted by the independent checker and kept as a draft",
    ),
    "run_status_stopped": (
        "หยุดตามที่ขอ เก็บแผนที่ดีที่สุดไว้แล้ว แผนผ่านตัวตรวจสอบอิสระและเป็นร่าง",
        "Stopped as asked: the best plan is kept as a draft, accepted by the independent checker",
    ),
    "run_status_broken_off": (
        "การค้นหาหยุดกลางคัน แผนที่ดีที่สุดที่พบก่อนหยุดผ่านตัวตรวจสอบอิสระ และเก็บเป็นร่างแล้ว",
        "The search broke off. The best plan it had found was accepted by the independent checker "
        "and kept as a draft.",
    ),
    "run_status_dismissed": ("ไม่มีการเก็บแผนใดไว้", "Nothing of it was kept"),
    "run_stopping": ("กำลังหยุด และจะเก็บแผนที่ดีที่สุดไว้", "Stopping; the best plan will be kept"),
    "run_failed_other": ("การคำนวณขัดข้อง", "The search failed"),
    "run_failed_other_advice": (
        "ลองเริ่มใหม่อีกครั้ง หากยังไม่ได้ โปรดแจ้งผู้ดูแลระบบพร้อมที่อยู่ของหน้านี้",
        "Try again. If it fails again, tell the administrator the address of this page.",
    ),
    "run_no_worker": (
        "ไม่มีเครื่องคำนวณทำงานอยู่ ให้ผู้ดูแลเริ่มด้วยคำสั่ง planner worker",
        "No worker is running. The administrator starts one with: planner worker",
    ),
    "run_asked": ("สั่งโดย {who} เมื่อ {at}", "asked for by {who}, {at}"),
    "run_time": ("เวลาค้นหาที่ใช้ไป", "Search time used"),
    "run_left": (
        "ใช้เวลาหน่วยประมวลผลค้นหาไป {used} จาก {limit} วินาที · ผ่านไป {wall} วินาทีตามนาฬิกา "
        "นับรวมเวลาเตรียมและรอเครื่อง (เฉพาะช่วงค้นหาไม่เกิน {wall_limit} วินาที)",
        "{used} of {limit} s of computing used for the search · {wall} s by the clock with "
        "preparing and waiting (the search alone: {wall_limit} s at most)",
    ),
    "run_before": ("ยังไม่เริ่มนับเวลาค้นหา", "the search has not begun yet"),
    "run_searched": (
        "ค้นหาเสร็จแล้ว กำลังตรวจสอบและหาเหตุผล",
        "the search is done; reasons are found and the plan is judged",
    ),
    "run_people": ("ผู้รับบริการในแผนที่ดีที่สุดขณะนี้", "People served by the best plan so far"),
    "run_people_done": ("ผู้รับบริการในแผนนี้", "People served by this plan"),
    "run_tier_promises": ("ขั้น 1: คำมั่น", "First: promises"),
    "run_tier_equity": ("ขั้น 2: ความเสมอภาค", "Then: equity"),
    "run_tier_points": ("ขั้น 3: ผู้รับบริการและค่าใช้จ่าย", "Last: people and cost"),
    "run_promises_kept": ("รักษาได้ครบ", "All kept"),
    "run_promises_short": ("ยังขาด {points} คะแนน", "{points} points short"),
    "run_promises_bound": (
        "พิสูจน์แล้วว่าทุกแผนต้องขาดอย่างน้อย {points} คะแนน",
        "Proven: every plan is at least {points} points short.",
    ),
    "run_best_proven": ("พิสูจน์แล้วว่าดีกว่านี้ไม่ได้", "Proven: it cannot be better."),
    "run_unproven": ("ยังไม่ได้พิสูจน์", "Nothing proven yet."),
    "run_equity": (
        "อำเภอที่ได้น้อยที่สุดได้ร้อยละ {share}",
        "Lowest district: {share} %",
    ),
    "run_equity_bound": (
        "พิสูจน์แล้วว่าเป็นไปได้ไม่เกินร้อยละ {share}",
        "Proven: no plan has more than {share} %.",
    ),
    "run_points": ("{points} คะแนน", "{points} points"),
    "run_gap": (
        "ห่างจากแผนที่ดีที่สุดไม่เกินร้อยละ {gap} (พิสูจน์แล้วว่าไม่มีแผนใดเกิน {bound} คะแนน)",
        "At most {gap} % below the best possible; no plan has more than {bound} points.",
    ),
    "run_gap_wide": (
        "ยังพิสูจน์ได้น้อย: รู้เพียงว่าไม่มีแผนใดเกิน {bound} คะแนน ค้นหานานขึ้นจะพิสูจน์ได้ใกล้ขึ้น",
        "Little is proven yet: only that no plan has more than {bound} points. "
        "A longer search proves more.",
    ),
    "run_phase_travel": ("คำนวณเวลาเดินทาง", "working out driving times"),
    "run_phase_construct": ("จัดแผนแรก", "making the first plan"),
    "run_phase_ruin": ("รื้อและจัดใหม่ทีละส่วน", "taking parts out and putting them back better"),
    "run_phase_word": ("รักษานัดเดิม", "keeping what people were told"),
    "run_phase_promises": ("รักษาคำมั่น", "keeping promises"),
    "run_phase_equity": ("ดูแลอำเภอที่ได้น้อย", "looking after the least served district"),
    "run_phase_prices": ("ค้นหาเส้นทางที่คุ้มค่า", "looking for worthwhile tours"),
    "run_phase_proof": ("พิสูจน์ขอบเขต", "proving how good it can get"),
    "run_phase_neighbourhoods": ("ปรับปรุงทีละกลุ่มหน่วยและวัน", "improving units and days together"),
    "run_phase_explain": ("หาเหตุผลของหมู่บ้านที่ตกหล่น", "finding out why villages are left out"),
    "run_phase_other": ("กำลังทำงาน", "at work"),
    "run_chart_label": (
        "กราฟตามเวลา จาก {lowest} เป็น {highest} ใน {seconds} วินาที",
        "Over time: from {lowest} to {highest} within {seconds} seconds",
    ),
    "run_chart_share": ("ร้อยละ {share}", "{share} %"),
    "run_chart_fell": (
        "คะแนนลดลงได้เมื่อคำมั่นหรือความเสมอภาคดีขึ้น เพราะสองขั้นนั้นมาก่อน",
        "Points may fall where promises or equity rise: those come first.",
    ),
    "run_chart_title": ("การค้นหาตามเวลา", "The search over time"),
    "run_chart_end": ("{seconds} วินาทีตามนาฬิกา", "{seconds} s by the clock"),
    "run_chart_value": ("แผนที่ดีที่สุด", "best plan"),
    "run_chart_bound": ("ขอบเขตที่พิสูจน์แล้ว", "proven bound"),
    "run_see_best": ("ดูแผนที่ดีที่สุดขณะนี้", "Look at the best plan so far"),
    "run_see_changes": ("ดูสิ่งที่เปลี่ยนและผู้ที่ต้องแจ้ง", "See the changes and whom to tell"),
    "run_to_board": ("เปิดกระดานจัดแผน", "Open the board"),
    "run_stop": ("หยุดและเก็บแผนที่ดีที่สุด", "Stop and keep the best"),
    "run_dismiss": ("ยกเลิก ไม่เก็บอะไร", "Call it off"),
    "run_again": ("จัดทำใหม่", "Make another"),
    "run_best_title": ("แผนที่ดีที่สุดขณะนี้", "The best plan so far"),
    "run_best_note": (
        "แผนนี้ยังไม่ผ่านตัวตรวจสอบ และการค้นหายังไม่จบ",
        "This plan has not been judged yet, and the search goes on.",
    ),
    "run_back": ("กลับไปหน้าการค้นหา", "Back to the search"),
}
