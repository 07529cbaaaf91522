"""Fairness of a province: a quarter ago, today, and when the plan ahead has been carried out."""

from dataclasses import dataclass
from datetime import timedelta

from planner.assess.fairness import Fairness, fairness_after, fairness_before, fairness_on
from planner.domain.province import ProvinceData
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanSummary, Run, RunKind
from planner.ports import Clock, Store
from planner.usecases.coming import plans_ahead
from planner.usecases.errands import WorthFound, newest_errand, outcome_of
from planner.usecases.looking import request_of_plan
from planner.usecases.village_views import province_now, today_of
from planner.usecases.worth import Question

QUARTER_DAYS = 91


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessView:
    """`after` is that of `plan`, the nearest one ahead; both None when there is none.

    `without` is the day of `after` if nothing of that plan were carried out, None when it is.
    `price` is the newest answer to what equity costs, `price_run` the newest that was asked.
    """

    data: ProvinceData
    request: PlanRequest
    before: Fairness
    today: Fairness
    after: Fairness | None
    without: Fairness | None
    plan: PlanSummary | None
    price: WorthFound | None
    price_run: Run | None


def view_fairness(
    store: Store, clock: Clock, province_code: str, *, with_drafts: bool = True
) -> FairnessView:
    """The figures of a province, of drafts of plans only when asked for; raises `NotFound`."""
    today = today_of(clock)
    with store.reading() as reader:
        now = province_now(reader, province_code, today)
        plans = plans_ahead(reader, province_code, today, with_drafts=with_drafts)
        stored = reader.plan(plans[0].id) if plans else None
    after = without = None
    if stored is not None:
        asked = request_of_plan(store, stored).request
        after = fairness_after(asked, stored.plan)
        without = fairness_on(asked, after.on)
    run = None
    if with_drafts:
        run = newest_errand(store, province_code, RunKind.WORTH, question=Question.EQUITY.value)
    return FairnessView(
        data=now.data,
        request=now.request,
        before=fairness_before(now.request, today - timedelta(days=QUARTER_DAYS)),
        today=fairness_on(now.request, today),
        after=after,
        without=without,
        plan=plans[0] if plans else None,
        price=_newest_price(store, run),
        price_run=run,
    )


def _newest_price(store: Store, run: Run | None) -> WorthFound | None:
    return None if run is None else outcome_of(store, run, WorthFound)
