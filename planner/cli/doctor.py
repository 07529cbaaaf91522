"""`planner doctor`: looks at what a careful administrator would look at, and says what to do."""

import os
from collections.abc import Iterable

import typer
from rich.table import Table

from planner.cli.complaints import FAILURE, plain
from planner.cli.desk import Desk
from planner.documents import to_data
from planner.settings import Settings
from planner.usecases.doctor import Check, Health, examine, unknown_settings

OTHER_NAMES = ("PLANNER_TEST_POSTGRES_URL",)


def tell_health(desk: Desk, more: tuple[Check, ...], settings: Iterable[str]) -> None:
    """Tell every check; exit code 1 when one is bad. `settings` names those of other doors."""
    # Asking where compiled code lies loads numba; nobody else should wait for that.
    from planner.optimiser.jit import FOLDER

    with desk.planner() as planner:
        checks = examine(
            planner.store,
            planner.copier,
            planner.clock,
            desk.settings.data_dir,
            kernels_dir=FOLDER,
        )
    own = (f"PLANNER_{name.upper()}" for name in Settings.model_fields)
    checks += (*more, unknown_settings(os.environ, (*own, *settings, *OTHER_NAMES)))
    _show(desk, checks)
    worst = Health.GOOD if all(c.health is Health.GOOD for c in checks) else Health.ADVICE
    if any(check.health is Health.BAD for check in checks):
        worst = Health.BAD
    desk.line(f"doctor_all_{worst.value}")
    desk.answer({"health": worst.value, "checks": [to_data(check) for check in checks]})
    if worst is Health.BAD:
        raise typer.Exit(FAILURE)


def _show(desk: Desk, checks: tuple[Check, ...]) -> None:
    table = Table(show_lines=False)
    for name in ("doctor_health", "doctor_check", "advice"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for check in checks:
        table.add_row(
            desk.say(f"doctor_health_{check.health.value}"),
            desk.say(f"doctor_{check.code}"),
            plain(desk.say(f"doctor_{check.code}_{check.health.value}", **check.facts)),
        )
    desk.show(table)
