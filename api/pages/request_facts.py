"""A request in words, for its page, its receipt and its status page."""

from dataclasses import dataclass

from planner.domain.cases import Case, CaseStep, ClockState, PromiseClock, VoiceState
from planner.domain.forced import RowShift
from planner.domain.options import ServeOption, ServeOptions, WeekLooked
from planner.domain.province import ProvinceData
from planner.outputs.times import clock_text, date_text, day_text, moment_text
from planner.outputs.unplanned import reason_text
from planner.outputs.view import coded_name, name_of, whereabouts
from planner.usecases.case_views import CaseView
from planner.words import Language, say

TONES = {
    ClockState.IN_TIME: "good",
    ClockState.WARNING: "warn",
    ClockState.BREACHED: "bad",
    ClockState.KEPT: "good",
    ClockState.BROKEN: "bad",
    ClockState.PAUSED: "warn",
    ClockState.CLOSED: "plain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """What somebody did; `by` is left out on the status page."""

    what: str
    when: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLine:
    """One unit-day in words, with what the form sends when it is taken."""

    rank: int
    day: str
    unit: str
    cost: str
    notes: tuple[tuple[str, str], ...]
    displaced: str
    on_date: str
    unit_code: str


class CaseWriter:
    """Writes one request in one language."""

    def __init__(self, view: CaseView, language: Language) -> None:
        self.view = view
        self.language = language
        self._villages = {v.code: v for v in view.data.villages}
        self._services = {s.code: s for s in view.data.services}
        self._units = {u.code: u for u in view.data.units}
        self._needed = {(d.village_code, d.service_code): d.people for d in view.data.demands}

    @property
    def village(self) -> str:
        """The village's name; its code when it is no more."""
        return self._village(self.view.case.village_code)

    @property
    def where(self) -> str:
        """Village number, tambon and district."""
        village = self._villages.get(self.view.case.village_code)
        return "" if village is None else whereabouts(village, self.language)

    @property
    def service(self) -> str:
        """The service's name."""
        return self.service_name(self.view.case.service_code)

    @property
    def state(self) -> str:
        """How far it has come."""
        return self._say(f"case_state_{self.view.case.state.value}")

    @property
    def clock(self) -> str:
        """How its promise stands."""
        return clock_words(self.view.case, self.view.clock, self.language)

    @property
    def tone(self) -> str:
        """The colour of its promise."""
        return TONES[self.view.clock.state]

    @property
    def due(self) -> str:
        """The last day of the promise."""
        return date_text(self.view.case.due_on, self.language)

    @property
    def agreed(self) -> str:
        """What was agreed; empty where nothing was."""
        agreed = self.view.case.agreed
        if agreed is None:
            return ""
        if agreed.on_date is not None:
            return self._say("status_agreed_day", date=day_text(agreed.on_date, self.language))
        if agreed.week_of is not None:
            return self._say("status_agreed_week", date=date_text(agreed.week_of, self.language))
        return ""

    @property
    def visit(self) -> str:
        """The announced visit that comes for it; empty while there is none."""
        notice = self.view.visit
        if notice is None:
            return ""
        place = next((p for p in self.view.data.stop_places if p.code == notice.place_code), None)
        return self._say(
            "status_visit",
            date=day_text(notice.date, self.language),
            hours=f"{clock_text(notice.opens_s)}–{clock_text(notice.closes_s)}",
            place=notice.place_code if place is None else name_of(place, self.language),
        )

    @property
    def postponed(self) -> str:
        """By when it is looked at again."""
        until = self.view.case.postponed_until
        if until is None:
            return ""
        return self._say("status_postponed", date=date_text(until, self.language))

    @property
    def reason(self) -> str:
        """The reason of the last decision, for whoever asked."""
        for step in reversed(self.view.case.steps):
            if step.what in ("accepted", "declined", "postponed", "paused") and step.reason:
                return self._say("status_reason", reason=step.reason)
        return ""

    @property
    def wished(self) -> str:
        """Days that would suit."""
        dates = [day_text(when, self.language) for when in self.view.case.wished_dates]
        return self._say("case_wished", dates=", ".join(dates)) if dates else ""

    def asked(self) -> str:
        """Service, people, village in a line."""
        people = f"{self.view.case.people:,}"
        return self._say("status_asked", service=self.service, people=people, village=self.village)

    def steps(self) -> tuple[StepLine, ...]:
        """What happened, the newest first."""
        return tuple(self._step(step) for step in reversed(self.view.case.steps))

    def voice(self) -> str:
        """What was said after the visit, but the comment."""
        voice = self.view.case.voice
        if voice is None:
            return ""
        who = self._say("feedback_village") if voice.by == "village" else voice.by
        told = self._say(
            "feedback_said",
            who=who,
            rating="–" if voice.rating is None else voice.rating,
            state=self._say(f"feedback_state_{voice.state.value}"),
        )
        counts = [
            f"{self.service_name(c.service_code)} "
            + self._say("feedback_served", people=f"{c.people:,}")
            for c in voice.served
        ]
        return " · ".join([told, *counts])

    def comment(self, *, serves: bool) -> str:
        """What was said, for those who serve, and for others once it was let through."""
        voice = self.view.case.voice
        if voice is None or not (serves or voice.state is VoiceState.SHOWN):
            return ""
        return voice.comment

    def options(self, found: ServeOptions) -> tuple[OptionLine, ...]:
        """Ranked options."""
        return tuple(self._option(one) for one in found.options)

    def weeks(self, found: ServeOptions) -> tuple[str, ...]:
        """Why weeks that were looked at have no option."""
        told = []
        for week in found.weeks:
            if not week.options:
                monday = date_text(week.start, self.language)
                told.append(
                    self._say("case_week_reason", week=monday, reason=self._week_reason(week))
                )
        return tuple(told)

    def service_name(self, code: str) -> str:
        """A service by its name; its code when it is no more."""
        service = self._services.get(code)
        return code if service is None else name_of(service, self.language)

    def _week_reason(self, week: WeekLooked) -> str:
        if week.is_over:
            return self._say("case_week_over")
        if week.is_unknown:
            return self._say("case_week_unknown")
        if week.reason is None:
            return self._say("case_week_full")
        names = {code: coded_name(unit, self.language) for code, unit in self._units.items()}
        names |= {code: name_of(v, self.language) for code, v in self._villages.items()}
        names |= {code: name_of(s, self.language) for code, s in self._services.items()}
        return reason_text(week.reason, self.language, names)

    def _option(self, option: ServeOption) -> OptionLine:
        cost = ""
        if not option.is_planned:
            cost = self._cost(option)
        displaced = [self._shift(shift) for shift in option.displaced]
        unit = self._units.get(option.unit_code)
        return OptionLine(
            rank=option.rank,
            day=day_text(option.on_date, self.language),
            unit=option.unit_code if unit is None else coded_name(unit, self.language),
            cost=cost,
            notes=tuple(self._notes(option)),
            displaced=self._say("case_option_displaced", who=", ".join(displaced))
            if displaced
            else "",
            on_date=option.on_date.isoformat(),
            unit_code=option.unit_code,
        )

    def _cost(self, option: ServeOption) -> str:
        """How much longer the unit is out, or how much earlier home, and what it does to value."""
        longer = (option.minutes > 0) - (option.minutes < 0)
        code = ("case_option_same_time", "case_option_longer", "case_option_earlier")[longer]
        time = self._say(code, minutes=f"{abs(option.minutes):,}")
        return self._say("case_option_cost", time=time, points=f"{option.points:+,d}")

    def _shift(self, shift: RowShift) -> str:
        """People of another row who give way, of how many who need it."""
        row = (shift.village_code, shift.service_code)
        needed = self._needed.get(row, 0)
        return self._say(
            "case_option_shift_of" if needed >= shift.people else "case_option_shift",
            village=self._village(shift.village_code),
            service=self.service_name(shift.service_code),
            people=f"{shift.people:,}",
            needed=f"{needed:,}",
        )

    def _served(self, option: ServeOption) -> str:
        """Of the people asked for those served; plans may serve others of the row as well."""
        asked = self.view.case.people
        code = "case_option_all_people" if option.people >= asked else "case_option_people"
        return self._say(code, people=f"{option.people:,}", asked=f"{asked:,}")

    def _notes(self, option: ServeOption) -> list[tuple[str, str]]:
        """Short remarks, each with its tone."""
        notes = [("plain", self._served(option))]
        if option.is_planned:
            notes.append(("good", self._say("case_option_planned")))
        elif not option.displaced:
            notes.append(("good", self._say("case_option_free")))
        if option.plan_id is None:
            notes.append(("plain", self._say("case_option_no_plan")))
        if option.is_wished:
            notes.append(("good", self._say("case_option_wished")))
        if not option.is_in_time:
            notes.append(("bad", self._say("case_option_late")))
        if option.promises < 0:
            notes.append(("bad", self._say("case_option_promise")))
        return notes

    def _step(self, step: CaseStep) -> StepLine:
        return StepLine(
            what=self._say(f"case_step_{step.what}"),
            when=moment_text(step.at, self.language),
            by=step.by,
            reason=step.reason,
        )

    def _village(self, code: str) -> str:
        village = self._villages.get(code)
        return code if village is None else name_of(village, self.language)

    def _say(self, code: str, **facts: object) -> str:
        return say(code, self.language, **facts)


def clock_words(case: Case, clock: PromiseClock, language: Language) -> str:
    """How a promise stands, with the days left while it runs."""
    told = say(f"clock_{clock.state.value}", language)
    if not case.is_open or clock.state is ClockState.PAUSED:
        return told
    code = "case_left" if clock.left >= 0 else "case_late"
    return f"{told} · {say(code, language, days=abs(clock.left))}"


def services_of(data: ProvinceData, language: Language) -> list[tuple[str, str]]:
    """Services to choose from."""
    return [(service.code, name_of(service, language)) for service in data.services]
