"""Vendored files of pages are whole: their digest is the one noted beside them, with a licence."""

import hashlib
import re

import pytest

from api.pages import FOLDER

FOLDERS = sorted({path.parent.name for path in (FOLDER / "static").glob("*/*.min.*")})


@pytest.mark.parametrize("name", FOLDERS)
def test_the_digest_noted_is_the_digest_of_the_file(name: str) -> None:
    folder = FOLDER / "static" / name
    noted = re.findall(r"SHA-256 ([0-9a-f]{64})", (folder / "README.md").read_text("utf-8"))
    vendored = [path for path in folder.iterdir() if ".min." in path.name]
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in vendored]
    assert sorted(noted) == sorted(digests)
    assert list(folder.glob("LICENSE*"))


def test_all_of_them_are_looked_at() -> None:
    assert {"htmx", "pico", "sortable"} <= set(FOLDERS)
