"""Pages of features, in an order that stays: what a collection shows to somebody."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from planner.domain.cases import Case
from planner.domain.errors import NotFound
from planner.domain.runs import PlanState
from planner.ports import Reader, Store
from planner.usecases.features.asked import (
    Asked,
    Collection,
    Feature,
    FeaturePage,
    Sight,
)
from planner.usecases.features.dated import (
    MOST_PLANS,
    RecordsOf,
    case_features,
    plan_features,
    plans_asked,
    routes_of,
    visits_of,
)
from planner.usecases.features.lasting import unit_features, village_features
from planner.usecases.travel import EngineOf

CASES_AT_ONCE = 500
PUBLIC = frozenset({Collection.VILLAGES, Collection.UNITS, Collection.PLAN_VISITS})
"""What anybody may see something of."""


def features(
    store: Store, engine_of: EngineOf, collection: Collection, sight: Sight, asked: Asked
) -> FeaturePage:
    """A page of a collection as somebody may see it, in the order of ids."""
    with store.reading() as reader:
        found = _stream(store, reader, engine_of, collection, sight, asked)
        page: list[Feature] = []
        for feature in found:
            if feature.answers(asked):
                if len(page) == asked.limit:
                    return FeaturePage(features=tuple(page), after=_place(page[-1], collection))
                page.append(feature)
    return FeaturePage(features=tuple(page))


def feature(
    store: Store, engine_of: EngineOf, collection: Collection, sight: Sight, feature_id: str
) -> Feature:
    """One feature by its id; raises `NotFound` for one that is not there for this person."""
    plan_id = feature_id.rpartition(".")[0] if collection.value.startswith("plan-") else None
    asked = Asked(plan_id=plan_id)
    with store.reading() as reader:
        if collection is Collection.REQUESTS:
            case = reader.case(feature_id)
            seen = [case] if case.province_code in sight.requests else []
            for found in case_features(iter(seen), reader.province):
                return found
            raise NotFound("no such request here", kind=collection.value, id=feature_id)
        for found in _stream(store, reader, engine_of, collection, sight, asked):
            if found.id == feature_id:
                return found
    raise NotFound("no such feature", kind=collection.value, id=feature_id)


def public_provinces(reader: Reader) -> tuple[str, ...]:
    """Provinces of which something is published."""
    published = reader.plans(state=PlanState.PUBLISHED, limit=MOST_PLANS)
    return tuple(sorted({plan.province_code for plan in published}))


def _stream(
    store: Store,
    reader: Reader,
    engine_of: EngineOf,
    collection: Collection,
    sight: Sight,
    asked: Asked,
) -> Iterator[Feature]:
    """Every feature after the place asked for, in order; filters come later."""
    if collection is Collection.REQUESTS:
        return case_features(_cases(reader, sight, asked.after), cache(reader.province))
    if collection is Collection.PLAN_ROUTES:
        return _of_plans(reader, routes_of(store, engine_of), sight.plans, sight, asked)
    if collection is Collection.PLAN_VISITS:
        provinces = tuple({*sight.plans, *public_provinces(reader)})
        return _of_plans(reader, visits_of(store), provinces, sight, asked)
    shown = village_features if collection is Collection.VILLAGES else unit_features
    provinces = tuple(sorted({*sight.data, *sight.plans, *public_provinces(reader)}))
    each = (shown(reader, code, sight) for code in provinces if code >= asked.after[:2])
    return (one for one in chain.from_iterable(each) if one.id > asked.after)


def _of_plans(
    reader: Reader,
    records_of: RecordsOf,
    provinces: tuple[str, ...],
    sight: Sight,
    asked: Asked,
) -> Iterator[Feature]:
    start, _, feature_id = asked.after.partition("~")
    plan_id = feature_id.rpartition(".")[0]
    for plan in plans_asked(reader, provinces, asked):
        if plan.province_code not in sight.drafts and plan.state is not PlanState.PUBLISHED:
            continue
        if (plan.start.isoformat(), plan.id) < (start, plan_id):
            continue
        for one in plan_features(plan, records_of, sight):
            if plan.id != plan_id or one.id > feature_id:
                yield one


def _cases(reader: Reader, sight: Sight, after: str) -> Iterator[Case]:
    while sight.requests:
        found = reader.cases(province_codes=sight.requests, after=after, limit=CASES_AT_ONCE)
        yield from found
        if len(found) < CASES_AT_ONCE:
            return
        after = found[-1].receipt


def _place(last: Feature, collection: Collection) -> str:
    """Where the next page begins; plans come by their first day, so that day goes along."""
    if collection in (Collection.PLAN_VISITS, Collection.PLAN_ROUTES):
        return f"{last.facts['plan_start']}~{last.id}"
    return last.id
