"""What the request form tells before it sends: an open request like it, far too many people."""

from dataclasses import dataclass

from planner.bootstrap import App
from planner.outputs.times import date_text
from planner.usecases.cases import Wish
from planner.usecases.twins import Twin, twins_of
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinLine:
    """An open request like the one typed, in words, and where it can be read."""

    number: str
    address: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What a person should know before a request is sent: open ones like it, far too many people.

    `lived` is how many live in the village where the request is for more, else 0.
    """

    village_code: str = ""
    twins: tuple[Twin, ...] = ()
    lived: int = 0
    people: int = 0

    @property
    def key(self) -> str:
        """What a form says when it was shown these: other ones are shown anew; "" for none."""
        many = (f"{self.people}>{self.lived}",) if self.lived else ()
        return ",".join((*(twin.number for twin in self.twins), *many))


def doubts_of(planner: App, wish: Wish) -> Doubts:
    """What speaks against a request that could be filed."""
    with planner.store.reading() as reader:
        villages = reader.province(wish.province_code).villages
    village = next((v for v in villages if v.code == wish.village_code), None)
    is_many = village is not None and village.is_outnumbered_by(wish.people)
    return Doubts(
        village_code=wish.village_code,
        twins=twins_of(planner.store, planner.clock, wish),
        lived=village.people if village is not None and is_many else 0,
        people=wish.people,
    )


def twin_lines(
    twins: tuple[Twin, ...], village_code: str, language: Language
) -> tuple[TwinLine, ...]:
    """Lines for the form; what came with the data is read on its village's page."""
    return tuple(
        TwinLine(
            number=twin.number,
            address=f"/requests/{twin.number}" if twin.is_filed else f"/villages/{village_code}",
            due=say("office_twin_due", language, date=date_text(twin.due_on, language)),
        )
        for twin in twins
    )
