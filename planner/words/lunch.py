"""What is said of lunch that is eaten in turns at a stop."""

TEXTS: dict[str, tuple[str, str]] = {
    "lunch_turns": (
        "พักกลางวันสลับกันคนละ {duration} {begin}–{end} น. ไม่ปิดบริการ",
        "Lunch in turns, {duration} each, {begin}–{end}; service goes on",
    ),
    "lunch_turns_short": ("พักสลับกัน {begin}–{end}", "Lunch in turns {begin}–{end}"),
}
