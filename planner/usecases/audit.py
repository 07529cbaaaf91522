"""The audit log judged: every entry must still fit the one before it."""

from dataclasses import replace

from planner.documents import digest
from planner.ports import Store

BATCH = 1000


def first_bad_entry(store: Store) -> int | None:
    """The number of the first audit entry that was changed, taken out or put in; None if none.

    Entries taken off the end cannot be seen from inside: for that the newest digest must be kept
    somewhere else.
    """
    number, previous = 0, ""
    while True:
        with store.reading() as reader:
            entries = reader.audit(after=number, limit=BATCH)
        for entry in entries:
            sealed = digest(replace(entry, digest=""))
            if (entry.number, entry.previous, entry.digest) != (number + 1, previous, sealed):
                return number + 1
            number, previous = entry.number, entry.digest
        if len(entries) < BATCH:
            return None
