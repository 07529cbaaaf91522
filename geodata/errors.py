"""Errors of geodata: one base, a class a cause, facts as fields."""


class GeodataError(Exception):
    """Base of every error that geodata raises on purpose.

    `code` is stable and is what callers and words for people key on; `facts` are its numbers and
    names.
    """

    code = "geodata_error"

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts


class InvalidPlace(GeodataError, ValueError):
    """A place or village that cannot exist: a field is out of its range."""

    code = "invalid_place"


class InvalidClosure(GeodataError, ValueError):
    """A road closure that cannot be: dates turned round, no place named, a share out of range."""

    code = "invalid_closure"


class InvalidMatrix(GeodataError, ValueError):
    """A travel matrix that nobody may plan with: wrong shape, type, sign or diagonal."""

    code = "invalid_matrix"


class UnreadableFile(GeodataError):
    """A file that cannot be opened or understood at all; defects inside one are Findings."""

    code = "unreadable_file"


class EngineUnavailable(GeodataError):
    """A travel engine that cannot answer: no roads loaded, no server, or a broken cache."""

    code = "engine_unavailable"


class UnknownProfile(GeodataError, ValueError):
    """A travel profile ("vehicle class/road state") that the speed table does not know."""

    code = "unknown_profile"
