"""Hooks by HTTP: made, listed without the secret, told by a worker, dropped."""

from pathlib import Path

import pytest

from planner.domain.people import Role
from planner.jobs.sending import sender
from planner.usecases.hooks import tell_hooks
from tests.builders import a_request
from tests.receiver import receiving
from tests.web import HOME, Site, a_filed_case, a_member, a_site

ADDRESS = f"/v1/provinces/{HOME}/hooks"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request(), plans=False)


def test_a_request_that_is_filed_is_posted_to_the_register(site: Site) -> None:
    with receiving() as receiver:
        head = site.client(a_member(Role.ADMINISTRATOR, login="head"))
        wish = {"address": receiver.address, "events": ["request_filed"]}
        refused = head.post(ADDRESS, json=wish)
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_document")
        codes = {fault["code"] for fault in refused.json()["faults"]}
        assert codes == {"not_https", "private_address"}
        inside = site.planner.settings.model_copy(update={"inside": "register, 127.0.0.1"})
        object.__setattr__(site.planner, "settings", inside)
        made = head.post(ADDRESS, json=wish, headers={"Idempotency-Key": "one"})
        assert made.status_code == 201, made.text
        secret = made.json()["secret"]
        listed = head.get(ADDRESS)
        assert secret not in listed.text
        assert [hook["last"] for hook in listed.json()["hooks"]] == [""]
        filed = a_filed_case(site.planner, a_request())
        assert tell_hooks(site.planner.store, site.clock, sender(inside.hosts_inside)) == 1
        ((body, _),) = receiver.came
        assert filed.receipt.encode() in body
        assert filed.contact_phone.encode() not in body
        assert head.get(ADDRESS).json()["hooks"][0]["last"] == "ok"
        assert head.delete(made.headers["location"]).status_code == 204
        assert head.delete(made.headers["location"]).status_code == 404
    planner = site.client(a_member(Role.PLANNER, login="planner"))
    assert planner.get(ADDRESS).status_code == 403
