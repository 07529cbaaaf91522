"""Names of runs: in the order in which the store took them, also within one moment."""

import secrets

from planner.ports import Reader


def next_run_id(reader: Reader) -> str:
    """A name for a run about to be added in this transaction: 16 hexadecimal digits.

    The first half is the number of the audit entry that will tell of it, so that runs made at one
    moment sort (by moment, then name) as they were made; the rest is chance. Entries are numbered
    by writers one after another and never taken out.
    """
    head = reader.audit_head()
    return f"{1 if head is None else head.number + 1:08x}{secrets.token_hex(4)}"
