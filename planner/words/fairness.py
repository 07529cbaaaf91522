"""The fairness page, its workbook and `planner fairness`: what each number is, in plain words."""

TEXTS: dict[str, tuple[str, str]] = {
    "fairness_menu": ("ความเป็นธรรม", "Fairness"),
    "fairness_title": (
        "ความเป็นธรรมในการเข้าถึงบริการ จังหวัด{province}",
        "Fairness of access, {province} province",
    ),
    "fairness_now": ("วันนี้ ({date})", "Today ({date})"),
    "fairness_before": ("เมื่อไตรมาสก่อน ({date})", "A quarter ago ({date})"),
    "fairness_after": ("หลังแผนถัดไป ({date})", "After the next plan ({date})"),
    "fairness_facts": ("ภาพรวมวันนี้", "Today at a glance"),
    "fairness_overdue": ("รายการที่เกินรอบ", "Overdue"),
    "fairness_overdue_value": ("{rows} รายการ", "{rows} rows"),
    "fairness_overdue_note": (
        "ร้อยละ {share} ของทุกรายการ (หมู่บ้านหนึ่งกับบริการหนึ่ง) รวม {people} ราย",
        "{share} % of all rows (a village and a service), {people} people",
    ),
    "fairness_villages": ("หมู่บ้านที่มีบริการเกินรอบ", "Villages with something overdue"),
    "fairness_villages_value": (
        "{villages} จาก {total} หมู่บ้าน",
        "{villages} of {total} villages",
    ),
    "fairness_villages_note": (
        "ครึ่งหนึ่งของหมู่บ้านเหล่านี้เกินรอบไม่เกิน {median} วัน นานที่สุด {worst} วัน",
        "Half of them by {median} days or less, the worst by {worst} days",
    ),
    "fairness_gini": ("ความเหลื่อมล้ำของการรอ (จีนี)", "Inequality of waiting (Gini)"),
    "fairness_gini_note": (
        "0 คือทุกหมู่บ้านรอเกินรอบเท่ากัน ใกล้ 1 คือการรอตกอยู่กับไม่กี่หมู่บ้าน",
        "0: all villages are equally overdue; near 1: a few do all the waiting",
    ),
    "fairness_lowest": ("อำเภอที่ได้รับน้อยที่สุด", "Least served district"),
    "fairness_lowest_value": ("ร้อยละ {share}", "{share} %"),
    "fairness_lowest_note": (
        "{district}: สัดส่วนความต้องการในรอบปีที่ได้รับบริการแล้ว (เกณฑ์ของนโยบายร้อยละ {floor})",
        "{district}: the part of a year's need that was met (policy's floor {floor} %)",
    ),
    "fairness_compare": (
        "เทียบกับไตรมาสก่อนและหลังแผนถัดไป",
        "Against last quarter, and after the next plan",
    ),
    "fairness_compare_what": ("ตัวชี้วัด", "Figure"),
    "fairness_row_overdue": ("รายการที่เกินรอบ (ร้อยละ)", "Rows overdue (%)"),
    "fairness_row_villages": ("หมู่บ้านที่มีบริการเกินรอบ", "Villages with something overdue"),
    "fairness_row_median": ("วันที่เกินรอบ ค่ากลาง", "Days overdue, median"),
    "fairness_row_worst": ("วันที่เกินรอบ นานที่สุด", "Days overdue, longest"),
    "fairness_row_gini": ("ความเหลื่อมล้ำของการรอ (จีนี)", "Inequality of waiting (Gini)"),
    "fairness_row_lowest": ("อำเภอที่ได้รับน้อยที่สุด (ร้อยละ)", "Least served district (%)"),
    "fairness_unknown": (
        "ตัวเลขเมื่อไตรมาสก่อนคิดจาก {known} รายการที่มีประวัติย้อนถึงวันนั้น อีก {unknown} รายการไม่มีบันทึก"
        " จึงเทียบได้เพียงคร่าว ๆ",
        "A quarter ago counts the {known} rows whose records reach back to that day; {unknown} have"
        " none, so the comparison is a rough one.",
    ),
    "fairness_need_same": (
        "จำนวนผู้ต้องการบริการถือตามข้อมูลปัจจุบันทุกช่วงเวลา",
        "What villages need is taken as it is known today throughout.",
    ),
    "fairness_later": (
        "ช่วง {days} วันจากวันนี้ถึง {date} มีรายการครบรอบเพิ่มขึ้นอีก ตัวเลขหลังแผนถัดไปจึงอาจสูงกว่าวันนี้"
        " ณ วันเดียวกันนั้น ถ้าไม่มีแผนนี้จะเกินรอบร้อยละ {share_without} ({villages_without} หมู่บ้าน)"
        " เมื่อมีแผนนี้ร้อยละ {share} ({villages} หมู่บ้าน)",
        "In the {days} days from today to {date} more falls due, so the figures after the next plan"
        " may be higher than today's. On that same day {share_without} % of rows would be overdue"
        " without the plan ({villages_without} villages), {share} % with it ({villages} villages).",
    ),
    "fairness_days": ("รอเกินรอบนานเท่าใด", "How long villages are overdue"),
    "fairness_days_note": (
        "จำนวนหมู่บ้าน นับจากบริการที่เกินรอบนานที่สุดของแต่ละหมู่บ้าน",
        "Villages, by the most overdue service of each.",
    ),
    "fairness_group_none": ("ไม่เกินรอบ", "Not overdue"),
    "fairness_group_between": ("{first}–{last} วัน", "{first}–{last} days"),
    "fairness_group_more": ("เกิน {last} วัน", "Over {last} days"),
    "fairness_group_told": (
        "{group}: วันนี้ {now} หมู่บ้าน หลังแผนถัดไป {after} หมู่บ้าน",
        "{group}: {now} villages today, {after} after the next plan",
    ),
    "fairness_group_told_now": ("{group}: {now} หมู่บ้าน", "{group}: {now} villages"),
    "fairness_coverage": ("ความต้องการในรอบปีที่ได้รับบริการแล้ว", "A year's need met"),
    "fairness_coverage_note": (
        "ร้อยละของผู้ที่ควรได้รับบริการในรอบหนึ่งปีถึงวันนี้ แยกอำเภอและบริการ ในวงเล็บคือรายการที่เกินรอบ",
        "Per cent of the people due in the year up to today, by district and service; in brackets"
        " the rows overdue.",
    ),
    "fairness_all_services": ("ทุกบริการ", "All services"),
    "fairness_whole": ("ทั้งจังหวัด", "Province"),
    "fairness_cell": ("{share} ({overdue})", "{share} ({overdue})"),
    "fairness_map": ("แผนที่ความครอบคลุม", "Map of coverage"),
    "fairness_map_note": (
        "สีอำเภอคือร้อยละของความต้องการในรอบปีที่ได้รับแล้ว จุดคือหมู่บ้านที่มีบริการเกินรอบ ยิ่งใหญ่ยิ่งนาน",
        "Districts: per cent of a year's need met. Dots: villages with something overdue, larger"
        " for longer.",
    ),
    "fairness_legend_high": ("มากกว่า {high} %", "over {high} %"),
    "fairness_legend_middle": ("{low}–{high} %", "{low}–{high} %"),
    "fairness_legend_low": ("น้อยกว่า {low} %", "under {low} %"),
    "fairness_worst": ("รายการที่รอนานที่สุด", "Who waits longest"),
    "fairness_column_village": ("หมู่บ้าน", "Village"),
    "fairness_column_service": ("บริการ", "Service"),
    "fairness_column_days": ("เกินรอบ (วัน)", "Days overdue"),
    "fairness_column_people": ("จำนวน (ราย)", "People"),
    "fairness_column_last": ("ครั้งล่าสุด", "Last visit"),
    "fairness_column_next": ("จะไปเมื่อ", "Next visit"),
    "fairness_column_district": ("อำเภอ", "District"),
    "fairness_column_code": ("รหัสหมู่บ้าน", "Village code"),
    "fairness_price": ("ราคาของความเป็นธรรม", "The price of equity"),
    "fairness_price_note": (
        "ถ้าบังคับให้ทุกอำเภอได้รับอย่างน้อยตามเกณฑ์ จะให้บริการได้มากหรือน้อยลงกี่ราย",
        "What it costs, in people served, to see to it that every district gets at least so much.",
    ),
    "fairness_price_of": ("คำนวณจากแผน {plan}", "Worked out for plan {plan}"),
    "fairness_price_floor": ("เกณฑ์ขั้นต่ำร้อยละ {floor}", "Floor {floor} %"),
    "fairness_price_first": (
        "{people} ราย อำเภอต่ำสุดร้อยละ {lowest}",
        "{people} people, lowest district {lowest} %",
    ),
    "fairness_price_fewer": (
        "{people} ราย น้อยลง {count} ราย อำเภอต่ำสุดร้อยละ {lowest}",
        "{people} people, {count} fewer; lowest district {lowest} %",
    ),
    "fairness_price_more": (
        "{people} ราย มากขึ้น {count} ราย อำเภอต่ำสุดร้อยละ {lowest}",
        "{people} people, {count} more; lowest district {lowest} %",
    ),
    "fairness_price_same": (
        "{people} ราย เท่าเดิม อำเภอต่ำสุดร้อยละ {lowest}",
        "{people} people, as many; lowest district {lowest} %",
    ),
    "fairness_price_doubt": (
        "ตัวเลขมาจากการค้นหาแต่ละแบบด้วยเวลาเท่ากัน ความต่างเล็กน้อยอาจเกิดจากการค้นหาเอง",
        "Each way was searched for equally long; small differences may come from the search.",
    ),
    "fairness_price_ask": ("คำนวณราคาของความเป็นธรรม", "Work out the price of equity"),
    "fairness_price_ask_note": (
        "วางแผนสัปดาห์เดียวกันซ้ำสามแบบ ใช้เวลาราวหนึ่งถึงสองนาที",
        "Plans the same week in three ways; it takes a minute or two.",
    ),
    "fairness_price_no_plan": (
        "ต้องมีแผนของสัปดาห์ข้างหน้าก่อน",
        "There must be a plan for a week ahead first.",
    ),
    "fairness_export": ("ดาวน์โหลดทั้งหมด (Excel)", "All of it (Excel)"),
    "fairness_sheet_summary": ("สรุป", "Summary"),
    "fairness_sheet_coverage": ("ความครอบคลุม", "Coverage"),
    "fairness_sheet_worst": ("รายการที่เกินรอบ", "Overdue"),
    "fairness_column_rows": ("รายการทั้งหมด", "Rows"),
    "fairness_column_overdue": ("เกินรอบ", "Overdue"),
    "fairness_column_due": ("ความต้องการในรอบปี (ราย)", "A year's need (people)"),
    "fairness_column_met": ("ได้รับแล้ว (ราย)", "Met (people)"),
    "fairness_column_share": ("ร้อยละ", "Per cent"),
    "fairness_column_now": ("วันนี้", "Today"),
    "fairness_column_before": ("เมื่อไตรมาสก่อน", "A quarter ago"),
    "fairness_column_after": ("หลังแผนถัดไป", "After the next plan"),
    "cli_help_fairness": (
        "ความเป็นธรรมวันนี้: ใครรอเกินรอบนานเท่าใด แต่ละอำเภอได้รับเท่าใด เทียบกับไตรมาสก่อนและหลังแผนถัดไป",
        "Fairness today: who is overdue and how long, by district, against last quarter and after"
        " the next plan.",
    ),
    "cli_help_fairness_out": ("แฟ้ม Excel ที่จะเขียน", "A workbook to write as well."),
}
