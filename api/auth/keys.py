"""The key that an Open311 caller sends as `api_key`, in the address or the form."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.auth.session import member_of
from api.state import planner_of
from planner.usecases.tokens import machine_of_secret


async def take_api_key(request: Request) -> None:
    """A dependency: whoever brings a good key is that machine; a bad key is nobody."""
    key = request.query_params.get("api_key")
    if key is None and request.method == "POST":
        sent = (await request.form()).get("api_key")
        key = sent if isinstance(sent, str) else None
    if key is None:
        await run_in_threadpool(member_of, request)
        return
    planner = planner_of(request)
    request.state.member = await run_in_threadpool(
        machine_of_secret, planner.store, planner.clock, key
    )
