"""Caravans: their sheet and headings, and what is said of units that are missing."""

TEXTS: dict[str, tuple[str, str]] = {
    "form_sheet_caravans": ("คาราวานบริการ", "Caravans"),
    "form_column_caravans.dates": ("วันที่จัดได้", "Possible dates"),
    "form_column_caravans.opens_s": ("เวลาเปิดบริการ", "Opens at"),
    "form_column_caravans.unit_codes": ("หน่วยที่เข้าร่วม", "Units taking part"),
    "form_column_caravans.least_units": ("จำนวนหน่วยขั้นต่ำ", "Fewest units"),
    "form_column_caravans.due_on": ("วันสุดท้ายที่ต้องชดเชย", "Make up for it by"),
    # On pages, maps and in the workbook
    "caravan_title": ("คาราวานบริการ", "Caravans"),
    "caravan_whole": (
        "{day} เวลา {hour} น. ที่{place} ครบทุกหน่วย: {units}",
        "{day}, {hour}, at {place}; all units come: {units}",
    ),
    "caravan_missing": (
        "{day} เวลา {hour} น. ที่{place} มา: {units} ขาด: {missing}",
        "{day}, {hour}, at {place}; there: {units}; missing: {missing}",
    ),
    "caravan_not_held": (
        "ไม่ได้จัดที่{place} เพราะหน่วยมาไม่ถึงจำนวนขั้นต่ำ ขาด: {missing}",
        "Not held at {place}: too few units can come; missing: {missing}",
    ),
    "caravan_owed": (
        "ค้าง {village}: {service} {people} ราย ต้องชดเชยภายใน {due}",
        "Owed to {village}: {service}, {people} people, by {due}",
    ),
    "caravan_sheet": ("คาราวาน", "Caravans held"),
    "caravan_column_caravan": ("คาราวาน", "Caravan"),
    "caravan_column_what": ("ผล", "What came of it"),
    "caravan_column_units": ("หน่วย", "Units"),
    "caravan_state_whole": ("จัด ครบทุกหน่วย", "held, all there"),
    "caravan_state_missing": ("จัด ขาดบางหน่วย", "held, some missing"),
    "caravan_state_not_held": ("ไม่ได้จัด", "not held"),
    "caravan_state_owed": ("ค้างชดเชย", "owed"),
    "map_caravan": ("คาราวาน", "Caravan"),
    "page_promises": ("คำมั่นที่ครบกำหนด", "Promises due"),
    "page_promises_value": ("{kept} จาก {rows} รายการ", "{kept} of {rows} rows"),
    "page_promises_note": (
        "รายการที่ต้องไปในช่วงนี้และให้บริการครบ",
        "rows that had to be served in these days, and were in full",
    ),
    "page_promises_proven": (
        "รายการที่ต้องไปในช่วงนี้และให้บริการครบ พิสูจน์แล้วว่าไม่มีแผนใดรักษาคำมั่นได้ดีกว่านี้",
        "rows that had to be served, and were; proven: no plan keeps promises better",
    ),
    "page_promises_none": ("ไม่มีรายการที่ต้องไปในช่วงนี้", "Nothing had to be served in these days"),
}
