"""What stands on a road's sign: the number, for rural roads after the province's two letters."""

import re
from collections.abc import Mapping
from types import MappingProxyType

PROVINCE_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "bk": "บก", "br": "บร", "cb": "จบ", "chb": "ชบ", "chch": "ฉช", "chm": "ชม",
        "chn": "ชน", "chph": "ชพ", "chr": "ชร", "chy": "ชย", "kb": "กบ", "kc": "กจ",
        "khk": "ขก", "kph": "กพ", "ks": "กส", "lb": "ลบ", "lp": "ลป", "lph": "ลพ", "ly": "ลย",
        "mh": "มห", "mkh": "มค", "ms": "มส", "nb": "นบ", "nbph": "นภ", "nkh": "นค", "nm": "นม",
        "nphn": "นพ", "ns": "นศ", "nthm": "นฐ", "nthw": "นธ", "nw": "นว", "ny": "นย",
        "pc": "ปจ", "phb": "พบ", "phc": "พจ", "phch": "พช", "phk": "ภก", "phl": "พล",
        "phng": "พง", "phr": "พร", "phth": "พท", "phy": "พย", "pkh": "ปข", "pn": "ปน",
        "pth": "ปท", "rb": "รบ", "rn": "รน", "rx": "รอ", "ry": "รย", "sb": "สบ", "sd": "สฎ",
        "sh": "สห", "skhl": "สข", "skhr": "สค", "sks": "ศก", "skw": "สก", "sn": "สน",
        "sp": "สป", "sph": "สพ", "sr": "สร", "ss": "สส", "st": "สต", "sth": "สท", "tng": "ตง",
        "tr": "ตร", "xb": "อบ", "xc": "อจ", "xd": "อด", "xn": "อน", "xt": "อต", "xth": "อท",
        "xy": "อย", "yl": "ยล", "ys": "ยส",
    }
)  # fmt: skip
"""Two letters of the Department of Rural Roads by the prefix that route files use."""

_NAME = re.compile(r"([a-z]+)?(\d+)")


def road_sign(root: str, *, is_rural: bool) -> str:
    """The sign of a route file: `108` for tha.thl0108, `มส.4001` for the rural tha.ms4001.

    A road without a number keeps the name of its file.
    """
    name = root.rpartition(".")[2]
    match = _NAME.match(name)
    if match is None:
        return name
    letters, digits = match.groups()
    if is_rural:
        prefix = PROVINCE_LETTERS.get(letters or "")
        return f"{prefix}.{digits}" if prefix else digits
    return digits.lstrip("0") or "0"
