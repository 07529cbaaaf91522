"""The rule list: every hard rule of a plan by name, and what it says.

The optimiser keeps these rules, the checker judges them without sharing its code, and tests break
each of them on purpose. Adding a rule starts here.
"""

from enum import StrEnum


class Rule(StrEnum):
    """A hard rule. A draft of the optimiser breaks none of them."""

    FORM = "form"
    """Codes are known; schema, province, start and days are the request's; a route's day is one of
    the horizon. Times run forwards inside that day: depart <= arrive <= start <= end <= leave of
    each stop, return. Legs join stops: one more leg than stops, from `start_code` to `end_code`.
    Every visit has a package and at least one serving; a serving has at least one person, and a
    row stands once at a stop."""
    TRIP = "trip"
    """A trip has at least one route, all of its own unit; it starts and ends at the unit's base;
    its routes follow each other on consecutive days, each starting where the last one ended. In
    the whole plan there is at most one route per unit and day."""
    NIGHTS = "nights"
    """Nights are spent at a base or a lodging, at most `max_nights` of them in a trip."""
    SHIFT = "shift"
    """A route lies, from `depart_s` to `return_s`, inside its unit's shift of that day: not on days
    off, nor on holidays on which units do not work."""
    TRAVEL = "travel"
    """Every leg has the seconds, metres and estimated flag that the matrix of the unit's profile
    that day gives, is reachable, departs when the stop before is left (the first: when the route
    departs), and there is time to drive it before the next arrival (the last: the return). A leg
    from a place to itself, as beside a lunch stop, takes 0 s and 0 m; its flag does not matter."""
    DRIVE_LIMIT = "drive_limit"
    """Driving on a route is at most `max_drive_s`."""
    LUNCH = "lunch"
    """A unit with a lunch (of more than 0 s) eats it. A route with `depart_s` <= earliest and
    `return_s` >= latest + duration (wherever it starts and ends) holds a lunch stop of at least
    `duration_s` whose `start_s` lies between earliest and latest, or a visit whose package
    includes lunch and whose opening covers at least `duration_s` of earliest .. latest + duration.
    Every lunch stop lies at the place of the stop before or after it, or at the route's start or
    end when it is the first or last, has no package and serves nobody."""
    OPENING = "opening"
    """A visit's package is offered at its place, is open for exactly `open_s` inside one of the
    place's windows, with at least `setup_s` before and `packing_s` after, and not on a day that
    does not suit the place's village."""
    SKILL = "skill"
    """The unit carries every service it serves, and the place offers what the service needs."""
    COVERAGE = "coverage"
    """Rows served at a stop are of the place's own village or of one that it covers."""
    CAPACITY = "capacity"
    """People served at a visit, per service, are at most the package's capacity for the unit's
    counters."""
    DEMAND = "demand"
    """People served of a row in the whole plan are at most its people."""
    MAX_VISITS = "max_visits"
    """A row is visited (a stop serves it) at most `max_visits` times in a plan, once in a trip."""
    MIN_GAP = "min_gap"
    """Two visits of a row are at least `min_gap_days` apart, recorded visits (done, or published,
    before, in or after the horizon) included; the dates differ by that many days or more. A
    published record of the horizon counts not when the request announces the same visit (village,
    service and date): it is being planned anew."""
    LOAD = "load"
    """Consumables used on a trip are at most the unit's `max_load`."""
    STAFF = "staff"
    """Units that serve, on one day, some service needing a scarce staff are at most as many as that
    staff has that day; one of them rides with a unit for the whole day."""
    NIGHT_CAP = "night_cap"
    """A unit spends at most `night_cap` nights away in the whole plan (none given: no cap)."""
    MONEY = "money"
    """The baht of a plan are at most `budget_baht` of the request (none given: no limit). Of each
    route cost_per_day_baht, and per leg floor(cost_per_km_baht x distance_m / 1000 + 0.5); of each
    night cost_per_night_baht of the trip's unit and of the lodging; a base costs no lodging."""
    FORBIDDEN = "forbidden"
    """Nothing is served against a forbidding pin: its village (and service, if it names one) not on
    its date, not with its unit; with both named not with that unit on that date; with neither not
    at all."""
    CHANGES = "changes"
    """At most `change_budget` of the request (none given: no limit) announced visits are changed at
    short notice: those of `TermCode.CHANGES` whose date is before `planned_on` (none given: day 0)
    plus the policy's `notice_days`."""
    VALUE = "value"
    """The plan's terms are the integers that follow from its trips and the request, each code at
    most once and in its tier; a code left out counts 0."""
    COMPLETE = "complete"
    """Every row is accounted for: people served plus people unplanned are its people, and each row
    is named at most once among the unplanned, with at least one person and with its own `required`
    (`is_required`) and `due_on`."""


class TermCode(StrEnum):
    """A term of the objective.

    Tier 1 counts broken promises, tier 2 is equity between districts, tier 3 is one sum of points.
    Each is an integer that anybody can work out again, rounding as written here, half up: products
    are taken from left to right in double precision, then floor(x + 0.5).
    """

    LATE_REQUEST = "late_request"
    """Tier 1: -weight_late_request x people not served in time, over required rows with a request
    due in the horizon or before (`DemandRow.due_on`). In time is on or before `due_on`; where that
    day lies before the horizon, any day is."""
    OVERDUE = "overdue"
    """Tier 1: -weight_overdue x people not served on any day, over all required rows."""
    BROKEN_PIN = "broken_pin"
    """Tier 1: -weight_pin for each wishing (not forbidding) pin that no serving fulfils: one of its
    village, and of its service, date and unit where it names them."""
    CARAVAN = "caravan"
    """Tier 1: -weight_caravan for each missing unit of each caravan with a date in the horizon. On
    a date those units of the caravan are there that visit its place that day with its package,
    opening (`start_s` less that day's midnight) at exactly `opens_s`; fewer than `least_units` are
    none. Missing are all its units less the most that are there on one of its dates."""
    EQUITY = "equity"
    """Tier 2: + the lowest share of need met in any district, in ten-thousandths and at most the
    policy's floor: min(floor(10000 x equity_floor + 0.5), least over districts of
    (10000 x met) // due), in whole numbers. A district is the first four digits of a village code;
    all its rows count, unreachable and unlocated villages too, and one with nothing due does not;
    where no district has anything due, the floor is met.
    `due` and `met` are sums over rows of the rolling year that ends with this plan. Of a row:
    `before` is the people of its records dated in the 365 days before day 0, and `waiting` its
    people if it is due now (`urgency` >= `due_from`, or `is_required`), else 0. Due are
    max(people x 365 // max(7, interval_days), before + waiting): a year's rounds, at most one a
    week, or what came and what waits where that is more. Met are `before` and, of a row due now,
    the people served."""
    PRIZE = "prize"
    """Tier 3: + prize per person x people served, over all rows. The prize per person is
    floor(prize_per_person x need_weight x min(urgency_cap, u x u) + 0.5) with u = `urgency` of the
    row and the need of its village, 0 where u < `due_from`."""
    DRIVING = "driving"
    """Tier 3: - per leg floor(points_per_drive_hour x duration_s / 3600 + 0.5)."""
    KILOMETRES = "kilometres"
    """Tier 3: - per leg floor(points_per_baht x cost_per_km_baht x distance_m / 1000 + 0.5)."""
    UNIT_DAYS = "unit_days"
    """Tier 3: - per route floor(points_per_baht x cost_per_day_baht + 0.5)."""
    NIGHTS = "nights"
    """Tier 3: - per night floor(points_per_baht x (cost_per_night_baht of the unit and of the
    lodging) + 0.5); a base costs no lodging."""
    CHANGES = "changes"
    """Tier 3: -points_per_change for each announced visit dated in the horizon that is changed: no
    visit serves its row on its date by its unit, at its place if it names one, and opens no more
    than `MOVED_S` earlier or later than its `start_s` if it names one."""


MOVED_S = 3600
"""A visit whose start moves by more seconds than this is changed: people were told the hour."""

TIER_OF = {
    TermCode.LATE_REQUEST: 1,
    TermCode.OVERDUE: 1,
    TermCode.BROKEN_PIN: 1,
    TermCode.CARAVAN: 1,
    TermCode.EQUITY: 2,
    TermCode.PRIZE: 3,
    TermCode.DRIVING: 3,
    TermCode.KILOMETRES: 3,
    TermCode.UNIT_DAYS: 3,
    TermCode.NIGHTS: 3,
    TermCode.CHANGES: 3,
}
"""The tier of each term."""
