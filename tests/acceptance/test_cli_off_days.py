"""`planner import`: holidays that take days of a plan away are told with that plan."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.acceptance_terminal import Terminal, put_tiny


def test_an_import_tells_the_plans_that_its_holidays_break(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "data")
    put_tiny(terminal)
    today = datetime.now(UTC).date()
    monday = today + timedelta(days=14 - today.weekday())
    made = terminal.json("plan", "--start", monday, "--days", 5, "--seconds", 1)
    plan = made["summary"]["id"]
    holidays = tmp_path / "holidays.csv"
    days = [monday + timedelta(days=n) for n in range(5)]
    rows = "".join(f"{day},วันหยุด,Day off\n" for day in days)
    holidays.write_text(f"date,name_th,name_en\n{rows}", encoding="utf-8")
    (broken,) = terminal.json("import", holidays)["plans_off"]
    assert broken["plan"]["id"] == plan
    assert {day["on_date"] for day in broken["days"]} <= {str(day) for day in days}
    told = terminal.run("import", holidays, "--language", "en")
    assert f"Plan {plan} (Draft" in told
    assert "U1 " in told
