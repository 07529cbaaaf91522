"""Plans of a site led on to their publication by two persons."""

from dataclasses import replace

from planner.assess.check import check_plan
from planner.documents import plan_digest
from planner.domain.life import LifeStep
from planner.usecases.life import take_step
from planner.usecases.plans import inputs_of
from tests.web import HOME, Site


def publish(site: Site, province: str = HOME, plan_id: str | None = None) -> str:
    """Approve and publish a province's plan (or the one named); its id."""
    plan_id = plan_id or site.plans[province].summary.id
    store, clock = site.planner.store, site.clock
    take_step(store, clock, plan_id, LifeStep.APPROVE, by="approver.one")
    take_step(store, clock, plan_id, LifeStep.PUBLISH, by="publisher.two")
    return plan_id


def withdraw(site: Site, plan_id: str) -> None:
    """Take a published plan back."""
    store, clock = site.planner.store, site.clock
    take_step(store, clock, plan_id, LifeStep.WITHDRAW, by="approver.one", reason="flood")


def publish_override(site: Site, reason: str = "ถนนเปิดแล้ว") -> str:
    """A plan with a trip that comes home later than its shift, approved all the same; its id."""
    stored = site.plans[HOME]
    store, clock = site.planner.store, site.clock
    first = stored.plan.trips[0].routes[0]
    late = replace(first, return_s=first.return_s + 6 * 3600)
    trip = replace(stored.plan.trips[0], routes=(late, *stored.plan.trips[0].routes[1:]))
    plan = replace(stored.plan, trips=(trip, *stored.plan.trips[1:]))
    inputs = inputs_of(store, stored.summary.id)
    verdict = check_plan(inputs.request, inputs.travel, plan)
    summary = replace(
        stored.summary, id="58-20261130-8", run_id=None, is_clean=False,
        digest=plan_digest(plan), value=verdict.value,
    )  # fmt: skip
    with store.writing(actor="planner.three", at=clock.now()) as writer:
        writer.add_plan(replace(stored, summary=summary, plan=plan, verdict=verdict))
        writer.note("plan_stored", f"plan:{summary.id}")
    take_step(store, clock, summary.id, LifeStep.APPROVE, by="approver.one", reason=reason)
    take_step(store, clock, summary.id, LifeStep.PUBLISH, by="publisher.two")
    return summary.id
