"""Hooks: other systems are posted to when plans and requests of a province change."""

from fastapi import APIRouter, Request, Response

from api.deps import Manager, Planner
from api.idempotency import show_secret
from api.schemas.hooks import HookIn, HookOut, HooksOut, NewHookOut, SwitchIn
from planner.usecases.hooks import drop_hook, make_hook, switch_hook

router = APIRouter(prefix="/provinces/{province_code}/hooks", tags=["hooks"])


@router.get("")
def hooks(province_code: str, planner: Planner, access: Manager) -> HooksOut:
    """The hooks of a province and how they go."""
    access.need(province_code)
    with planner.store.reading() as reader:
        found = reader.hooks(province_code)
    return HooksOut(hooks=[HookOut.model_validate(hook) for hook in found])


@router.post("", status_code=201)
def make(
    request: Request,
    province_code: str,
    wish: HookIn,
    planner: Planner,
    access: Manager,
    response: Response,
) -> NewHookOut:
    """Have events posted to an address from now on: in order, signed, again until it took them."""
    access.need(province_code)
    show_secret(request)
    hook = make_hook(
        planner.store,
        planner.clock,
        province_code,
        wish.address,
        wish.events,
        inside=planner.settings.hosts_inside,
        by=access.member.login,
    )
    response.headers["Location"] = f"/v1/provinces/{province_code}/hooks/{hook.id}"
    return NewHookOut(hook=HookOut.model_validate(hook), secret=hook.secret)


@router.patch("/{hook_id}")
def switch(
    province_code: str, hook_id: str, wish: SwitchIn, planner: Planner, access: Manager
) -> HookOut:
    """Switch it off, or on: after failures it is tried again at once."""
    access.need(province_code)
    changed = switch_hook(
        planner.store, planner.clock, province_code, hook_id,
        is_on=wish.is_on, by=access.member.login,
    )  # fmt: skip
    return HookOut.model_validate(changed)


@router.delete("/{hook_id}", status_code=204)
def drop(province_code: str, hook_id: str, planner: Planner, access: Manager) -> None:
    """Post nothing there any more."""
    access.need(province_code)
    drop_hook(planner.store, planner.clock, province_code, hook_id, by=access.member.login)
