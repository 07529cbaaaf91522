"""The language of help and usage texts, known before any option is parsed."""

import os
import sys

from planner.words import Language, say


def help_text(code: str, **facts: object) -> str:
    """A text in the language of `--language` or PLANNER_LANGUAGE as they stand at the start."""
    return say(code, LANGUAGE, **facts)


def _spoken() -> Language:
    wishes = [os.environ.get("PLANNER_LANGUAGE", "")]
    for before, arg in zip(["", *sys.argv], sys.argv, strict=False):
        if before == "--language":
            wishes.append(arg)
        elif arg.startswith("--language="):
            wishes.append(arg.partition("=")[2])
    known = [wish for wish in wishes if wish in set(Language)]
    return Language(known[-1]) if known else Language.TH


LANGUAGE = _spoken()
