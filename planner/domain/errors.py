"""Errors of planner: one base, a class a cause, facts as fields, a stable code."""

from dataclasses import dataclass

from geodata.findings import Finding
from planner.domain.verdict import Verdict


class PlannerError(Exception):
    """Base of every error that planner raises on purpose; words for people are made from `code`."""

    code = "planner_error"

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with one field; `field` is its path, as in `units[3].base_code`."""

    field: str
    code: str
    value: str = ""


class InvalidDocument(PlannerError, ValueError):
    """A domain object that cannot exist; carries every fault found, not only the first."""

    code = "invalid_document"

    def __init__(self, what: str, faults: tuple[Fault, ...]) -> None:
        told = "; ".join(f"{f.field}: {f.code} ({f.value})" for f in faults[:20])
        super().__init__(f"{what}: {told}", what=what, count=len(faults))
        self.what = what
        self.faults = faults


class RecordRefused(InvalidDocument):
    """A record that a province cannot have; each finding is a fault of the field in its column."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        faults = tuple(
            Fault(field=found.column or "", code=found.code, value=found.value or "")
            for found in findings
        )
        super().__init__("record", faults)
        self.findings = findings


class SolverFailed(PlannerError):
    """The solver's child process ended without a plan: killed, out of memory, time or its mind."""

    code = "solver_failed"


class NothingServed(PlannerError):
    """A plan that serves nobody although somebody could be served: a failure, never a success."""

    code = "nothing_served"


class TooManyChanges(PlannerError):
    """No plan was found within the request's change budget; `facts` hold the least that was found.

    `allowed` is the budget, `needed` the fewest changes at short notice of any plan found, `least`
    how many every plan makes, as far as that was proven.
    """

    code = "too_many_changes"


class NotFound(PlannerError):
    """No such village, unit, plan or run in the store, or not one that this person may see."""

    code = "not_found"


class Conflict(PlannerError):
    """The thing changed since it was read, or is in a state that does not allow this."""

    code = "conflict"


class StoreNotEmpty(Conflict):
    """A saved store can only be put into an empty one."""

    code = "store_not_empty"


class StaleVersion(Conflict):
    """Somebody changed the thing since this person saw it."""

    code = "stale_version"


class WrongState(Conflict):
    """A plan or request is not in the state that this step begins from."""

    code = "wrong_state"


class SecondPersonNeeded(Conflict):
    """Two persons must stand behind this; the one who did the step before may not do this one."""

    code = "second_person_needed"


class ReasonNeeded(Conflict):
    """This step is only taken with a reason, which is kept and shown."""

    code = "reason_needed"


class DaysTaken(Conflict):
    """Another published plan has days of this one; it must be named to be replaced."""

    code = "days_taken"


class RoadsClosedSince(Conflict):
    """Roads that the plan's units take were closed since it was made; nobody confirmed knowing it.

    Carries `days` of units and the `closures`' codes.
    """

    code = "roads_closed_since"


class UnitsOffSince(Conflict):
    """Units have days of the plan off since it was made; nobody confirmed knowing it.

    Carries how many `days` of units, and `which`.
    """

    code = "units_off_since"


class InUse(Conflict):
    """Other records name this one; they must be changed first. Carries `by`: their kinds."""

    code = "in_use"


class TooManyRuns(Conflict):
    """As many runs of a province wait as may; more would only make everybody wait longer."""

    code = "too_many_runs"


class Forbidden(PlannerError):
    """This person may not do this to this thing."""

    code = "forbidden"


class ImportRefused(PlannerError):
    """Files with findings of severity error: nothing of them was imported."""

    code = "import_refused"

    def __init__(self, message: str, findings: tuple[Finding, ...], **facts: object) -> None:
        super().__init__(message, **facts)
        self.findings = findings


class WrongToken(PlannerError):
    """A one-time link that was used, replaced, has expired or never was."""

    code = "wrong_token"


class LinkSpent(WrongToken):
    """A one-time link of an account that was used, replaced or has expired."""

    code = "link_spent"


class WrongPassword(PlannerError):
    """The present password, asked for before it is changed, was another."""

    code = "wrong_password"


class WeakPassword(PlannerError):
    """A password too short to protect anything."""

    code = "weak_password"


class PlanRefused(PlannerError):
    """A plan that the independent checker does not accept, with its verdict; it is not stored."""

    code = "plan_refused"

    def __init__(self, message: str, verdict: Verdict, **facts: object) -> None:
        super().__init__(message, **facts)
        self.verdict = verdict


class BadBackup(PlannerError):
    """A file that is no backup of ours, or one that was damaged or changed."""

    code = "bad_backup"


class NothingToPlanWith(Conflict):
    """A province without villages, units, services or opening hours: `facts` count each."""

    code = "nothing_to_plan_with"


class RunDismissed(PlannerError):
    """A run that was stopped before it had a plan."""

    code = "run_dismissed"


class StoreUnavailable(PlannerError):
    """The database cannot be opened, read or written."""

    code = "store_unavailable"
