"""The examples for those who run the service say what is true: commands, paths, names, sizes."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import api
from api.app import create_app
from api.command import app
from api.settings import ApiSettings
from planner.settings import Settings
from tests.web import a_site

OPERATIONS = Path(api.__file__).parent / "operations"
ROOT = OPERATIONS.parents[1]
UNITS = sorted(OPERATIONS.glob("*.service"))
CONTAINER = (OPERATIONS / "Containerfile").read_text(encoding="utf-8")
PROXY = (OPERATIONS / "proxy.conf").read_text(encoding="utf-8")
PROGRAM = "/opt/planner/.venv/bin/planner"
MIB = 1024**2


def steps(word: str) -> list[str]:
    """What stands after a word of the container file, continued lines joined."""
    joined = CONTAINER.replace("\\\n", " ")
    return [line.split(None, 1)[1] for line in joined.splitlines() if line.startswith(f"{word} ")]


def assert_understood(arguments: list[str]) -> None:
    """The command line knows this command and each of its options."""
    told = CliRunner().invoke(app, [*arguments, "--help"])
    assert told.exit_code == 0, (arguments, told.output)


def test_an_option_that_is_not_there_would_be_found() -> None:
    with pytest.raises(AssertionError):
        assert_understood(["serve", "--no-such-thing"])


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_what_there_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (start,) = re.findall(r"^ExecStart=(.*)$", text, re.M)
    program, *arguments = shlex.split(start)
    assert program == PROGRAM
    assert_understood(arguments)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_understands_a_unit(path: Path, tmp_path: Path) -> None:
    unit = tmp_path / path.name
    text = path.read_text(encoding="utf-8").replace(PROGRAM, sys.executable)
    unit.write_text(text, encoding="utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    about_it = [line for line in told.stderr.splitlines() if path.name in line]
    assert (told.returncode, about_it) == (0, []), told.stderr


def test_every_setting_that_an_example_names_is_one() -> None:
    known = {f"PLANNER_{name.upper()}" for name in Settings.model_fields}
    known |= {f"PLANNER_API_{name.upper()}" for name in ApiSettings.model_fields}
    for text in (CONTAINER, PROXY, *(path.read_text(encoding="utf-8") for path in UNITS)):
        assert set(re.findall(r"PLANNER_[A-Z_]+", text)) <= known


def test_the_container_is_made_of_what_there_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (base,) = steps("FROM")
    minor = int(base.split(":3.")[1].split("-")[0])
    assert project["requires-python"] == f">=3.{minor}"
    copied = [name for step in steps("COPY") for name in step.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert {*packages, "pyproject.toml", project["readme"], "constraints.txt"} <= set(copied)
    (entry,), (command,) = steps("ENTRYPOINT"), steps("CMD")
    assert entry == '["planner"]'
    assert_understood(re.findall(r'"([^"]+)"', command))
    runs = [part.strip() for step in steps("RUN") for part in step.split("&&")]
    for one in [run for run in runs if run.startswith("planner ")]:
        assert_understood(shlex.split(one)[1:])
    for line in re.findall(r"podman run .* planner (worker .*)", CONTAINER):
        assert_understood(shlex.split(line))


def test_the_container_is_asked_where_it_answers(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    (check,) = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", CONTAINER)
    assert (int(check[0]), steps("EXPOSE")) == (ApiSettings().port, [check[0]])
    assert site.client().get(check[1]).status_code == 200
    assert create_app(site.planner).title


def test_the_proxy_lets_through_what_the_service_takes() -> None:
    (size,) = re.findall(r"client_max_body_size (\d+)m;", PROXY)
    assert int(size) * MIB >= ApiSettings().max_body_bytes
    assert f"http://127.0.0.1:{ApiSettings().port};" in PROXY
    assert "proxy_buffering off;" in PROXY, "events are streamed"
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto"):
        assert f"proxy_set_header {header} " in PROXY


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here")
def test_nginx_understands_the_proxy(tmp_path: Path) -> None:
    site = re.sub(r"\s*ssl_certificate\w* .*;", "", PROXY).replace("443 ssl", "8443")
    main = tmp_path / "nginx.conf"
    main.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off;\n{site}\n}}"
    )
    told = subprocess.run(
        ["nginx", "-t", "-q", "-e", "stderr", "-c", str(main)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
