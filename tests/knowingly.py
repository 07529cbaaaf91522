"""A plan led on by two persons, each of whom must know of something and say why."""

from planner.domain.audit import AuditEntry
from planner.domain.people import Role
from planner.usecases.dossier import entries_of
from tests.web import HOME, Site, a_member


def led_on_knowingly(site: Site, refusal: str, knowing_of: str) -> list[AuditEntry]:
    """Approved by the API and published by the board, after every refusal on the way.

    API and form confirm by the same name. Who does not confirm is refused as `refusal`, who gives
    no reason as `reason_needed`. Tells the audit entries of both steps.
    """
    stored = site.plans[HOME].summary
    plan, board = f"/v1/plans/{stored.id}", f"/plans/{stored.id}/board"
    head = site.client(a_member(Role.APPROVER, login="head"))
    other = site.client(a_member(Role.PLANNER, login="other"))
    seen, reason = {"If-Match": '"1"'}, "nothing is lost by it"
    refused = head.post(f"{plan}/approval", json={"reason": "x"}, headers=seen)
    assert (refused.status_code, refused.json()["code"]) == (409, refusal)
    silent = head.post(f"{plan}/approval", json={knowing_of: True}, headers=seen)
    assert (silent.status_code, silent.json()["code"]) == (409, "reason_needed")
    knowing = {knowing_of: True, "reason": reason}
    assert head.post(f"{plan}/approval", json=knowing, headers=seen).status_code == 200
    assert f'name="{knowing_of}"' in other.get(board).text
    form = {"version": "2", "reason": reason}
    assert other.post(f"{board}/publish", data=form).status_code == 409
    sent = other.post(f"{board}/publish", data={**form, knowing_of: "true"})
    assert sent.status_code == 303, sent.text
    entries = entries_of(site.planner.store, site.plans[HOME])
    kept = [e for e in entries if e.action in ("plan_approve", "plan_publish")]
    assert [e.actor for e in kept] == ["head", "other"]
    return kept
