"""Keys of rows as people read them: weekdays by name, everything else as it stands."""

import pytest

from planner.inputs import told_key
from planner.words import Language


@pytest.mark.parametrize(
    ("kind", "key", "thai", "english"),
    [
        ("shifts", "U1 0", "U1 จันทร์", "U1 Mon"),
        ("shifts", "U1 6", "U1 อาทิตย์", "U1 Sun"),
        ("shifts", "U1 –", "U1 –", "U1 –"),
        ("units", "U1", "U1", "U1"),
        ("demand", "58010101 0", "58010101 0", "58010101 0"),
        ("villages", "58010101", "58010101", "58010101"),
    ],
)
def test_a_weekday_is_named(kind: str, key: str, thai: str, english: str) -> None:
    assert told_key(kind, key, Language.TH) == thai
    assert told_key(kind, key, Language.EN) == english
