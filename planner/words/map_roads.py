"""Roads and access on the map's page; these go into the page without "map_"."""

TEXTS: dict[str, tuple[str, str]] = {
    "map_roads": ("สภาพถนน", "Roads"),
    "map_layer_closures": ("ถนนที่ปิดหรือให้ขับช้า", "Roads closed or slow"),
    "map_layer_since": (
        "ถนนที่ปิดหรือให้ขับช้าหลังจากทำแผน",
        "Roads closed or slow since the plan was made",
    ),
    "map_since_note": (
        "บันทึกหลังจากทำแผน เส้นทางของแผนยังผ่านช่วงนี้",
        "Recorded since the plan was made; its routes still lead over it",
    ),
    "map_layer_cut": ("หมู่บ้านที่รถเข้าไม่ถึงในช่วงนี้", "Villages no vehicle reaches now"),
    "map_closure_closed": ("ปิดการจราจร", "Closed"),
    "map_closure_slow": ("ใช้ความเร็วได้ {left}% ของปกติ", "{left}% of the usual speed"),
    "map_closure_dates": ("ช่วงเวลา", "Dates"),
    "map_closure_when": ("{from} ถึง {to}", "{from} to {to}"),
    "map_closure_always": ("ไม่มีกำหนด", "until further notice"),
    "map_closure_vehicles": ("รถที่เกี่ยวข้อง", "Vehicles"),
    "map_closure_all_vehicles": ("รถทุกประเภท", "all vehicles"),
    "map_closure_reason": ("สาเหตุ", "Reason"),
    "map_access": ("การเข้าถึงจุดให้บริการถาวร", "Access to fixed service points"),
    "map_access_off": ("ไม่แสดง", "Not shown"),
    "map_access_up_to": ("ไม่เกิน {minutes} นาที", "Up to {minutes} min"),
    "map_access_over": ("เกิน {minutes} นาที", "Over {minutes} min"),
    "map_access_none": ("ไปไม่ถึงโดยรถ", "No way by vehicle"),
}
