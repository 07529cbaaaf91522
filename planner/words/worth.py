"""Equity, money, and what a rule is worth: the words of figures and of `planner value-of`."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_equity": (
        "อำเภอที่ความต้องการในรอบปีได้รับการตอบสนองน้อยที่สุด: {district} ร้อยละ {share} "
        "(เกณฑ์ขั้นต่ำร้อยละ {floor})",
        "District where least of a year's need is met: {district}, {share} % (floor {floor} %)",
    ),
    "cli_equity_bound": (
        "อำเภอที่ความต้องการในรอบปีได้รับการตอบสนองน้อยที่สุด: {district} ร้อยละ {share} "
        "(เกณฑ์ขั้นต่ำร้อยละ {floor} พิสูจน์แล้วว่าช่วงเวลานี้ทำได้ไม่เกินร้อยละ {bound})",
        "District where least of a year's need is met: {district}, {share} % "
        "(floor {floor} %; no plan of these days reaches more than {bound} %)",
    ),
    "cli_money": (
        "ใช้งบประมาณ {spent} บาท จากวงเงิน {budget} บาท",
        "Costs {spent} baht of a budget of {budget} baht",
    ),
    "cli_help_budget": (
        "วงเงินงบประมาณของแผนทั้งช่วง หน่วยเป็นบาท ค่าเริ่มต้นคือไม่จำกัด",
        "What the whole plan may cost, in baht; no limit by default.",
    ),
    "cli_help_value-of": (
        "คุณค่าของการค้างคืน การให้บริการหมู่บ้านข้างเคียง หรือเกณฑ์ความเป็นธรรม: วางแผนช่วงเดียวกันใหม่แล้วเปรียบเทียบ",
        "What nights away, covering neighbours or the equity floor are worth: the same days "
        "planned again and compared.",
    ),
    "cli_help_question": (
        "สิ่งที่ต้องการทราบคุณค่า: nights, covering หรือ equity",
        "What to ask about: nights, covering or equity.",
    ),
    "cli_help_step": (
        "เกณฑ์ความเป็นธรรมที่สูงขึ้นซึ่งนำมาลองด้วย: สูงกว่าเกณฑ์ของนโยบายเท่าใด (0.05 คือร้อยละห้า)",
        "How much above the policy's equity floor the next one tried lies (0.05: five points in a "
        "hundred).",
    ),
    "cli_worth_title_nights": ("คุณค่าของการค้างคืน", "What nights away are worth"),
    "cli_worth_title_covering": (
        "คุณค่าของการให้บริการหมู่บ้านข้างเคียงในระยะเดินถึง",
        "What serving neighbours within walking reach is worth",
    ),
    "cli_worth_title_equity": ("ราคาของความเป็นธรรมระหว่างอำเภอ", "The price of equity"),
    "cli_worth_as_it_is": ("ตามที่กำหนดไว้", "As it is"),
    "cli_worth_without_nights": ("ไม่ค้างคืน", "No nights away"),
    "cli_worth_without_covering": ("ให้บริการเฉพาะหมู่บ้านที่ตั้งจุด", "Only the village of the place"),
    "cli_worth_floor": ("เกณฑ์ขั้นต่ำร้อยละ {floor}", "Floor {floor} %"),
    "cli_worth_planning": ("กำลังวางแผน: {case}", "Planning: {case}"),
    "cli_worth_note": (
        "แต่ละกรณีค้นหาใหม่ {seconds} วินาทีซีพียู ตรวจสอบแล้วทุกแผน และไม่ได้บันทึก "
        "ความต่างที่น้อยกว่าช่องว่างที่พิสูจน์ไว้ไม่มีนัยสำคัญ",
        "Each case was searched anew for {seconds} s of CPU and checked; nothing was stored. "
        "Differences smaller than the proven gap mean nothing.",
    ),
    "cli_column_case": ("กรณี", "Case"),
    "cli_column_people_more": ("ต่างจากกรณีแรก (ราย)", "People, against the first"),
    "cli_column_broken": ("คะแนนพันธะที่ไม่ได้ทำตาม", "Promises not kept (points)"),
    "cli_column_lowest_share": ("อำเภอต่ำสุด (ร้อยละ)", "Lowest district (%)"),
    "cli_column_points": ("คะแนน", "Points"),
    "cli_column_points_more": ("ต่างจากกรณีแรก (คะแนน)", "Points, against the first"),
    "cli_column_nights": ("ค้างคืน", "Nights"),
    "book_sum_equity": (
        "ความต้องการในรอบปีที่ได้รับการตอบสนองในอำเภอที่น้อยที่สุด",
        "A year's need met in the district where least is met",
    ),
    "book_sum_equity_floor": ("เกณฑ์ขั้นต่ำของอำเภอ", "Floor for every district"),
    "book_sum_equity_bound": (
        "สูงสุดที่เป็นไปได้ของอำเภอที่น้อยที่สุด ภายในเกณฑ์ (ว่าง = ยังไม่ได้พิสูจน์)",
        "Proven upper bound of the lowest district, up to the floor (empty: not proven)",
    ),
    "book_sum_money": ("ค่าใช้จ่ายของแผน", "Cost of the plan"),
    "book_sum_budget": ("วงเงินงบประมาณ (ว่าง = ไม่จำกัด)", "Budget (empty: no limit)"),
    "book_in_baht": ("บาท", "baht"),
    "book_year_due": ("ความต้องการในรอบปี", "Due in a year"),
    "book_year_met": ("ตอบสนองแล้วรวมแผนนี้", "Met, this plan included"),
    "book_year_share": ("สัดส่วนรอบปี", "Share of a year"),
}
