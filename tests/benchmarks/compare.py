"""Compare the optimiser with its peers on the core model.

    python -m tests.benchmarks.compare --size 100 --regime long --seeds 10 --cpu 30 --out r.jsonl

Every result is one JSON line appended to `--out`; what stands there already is not run again (the
optimiser is, when its code changed), so a long series can be cut into pieces. `--table` draws only.
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from tests.benchmarks.contest import Result, code_version, from_line, run, to_line
from tests.benchmarks.peers import PEERS
from tests.benchmarks.published import reference_scores, toptw_week
from tests.benchmarks.real import real_week
from tests.benchmarks.runner import OURS
from tests.benchmarks.table import draw, rows_of
from tests.benchmarks.weeks import REGIMES, Week, week


def main(words: list[str] | None = None) -> None:
    """The command line."""
    asked = _parser().parse_args(words)
    results = _read(asked.out)
    if not asked.table:
        todo = [
            (instance, who)
            for instance in _instances(asked)
            for who in asked.who
            if not _is_done(results, instance.name, who, asked)
        ]
        with ThreadPoolExecutor(asked.jobs) as pool:
            for result in pool.map(lambda one: run(one[0], one[1], asked.cpu), todo):
                _tell(f"{result.instance} {result.who}: {result.value} in {result.cpu_s} s CPU")
                results.append(result)
                if asked.out:
                    with asked.out.open("a", encoding="utf-8") as file:
                        file.write(to_line(result) + "\n")
    chosen = [r for r in results if r.cpu_budget_s == asked.cpu]
    if chosen:
        _tell(_heading(chosen))
        _tell(draw(rows_of(chosen)))
    if asked.toptw:
        _tell(f"Reference scores: {_references(asked)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.compare", description=__doc__)
    parser.add_argument("--size", type=_numbers, default=[100], help="villages: 100,300,1000")
    parser.add_argument("--regime", type=_names, default=list(REGIMES), help="long,medium,short")
    parser.add_argument(
        "--seeds", type=_seeds, default=_seeds("10"), help="10 (1 to 10) or 101-103"
    )
    parser.add_argument("--cpu", type=float, default=30.0, help="CPU seconds of the whole process")
    parser.add_argument("--who", type=_names, default=[OURS, *PEERS], help="competitors by name")
    parser.add_argument("--real", type=_names, default=[], help="province codes instead of sizes")
    parser.add_argument("--toptw", type=Path, help="folder of published instances instead")
    parser.add_argument("--names", type=_names, default=["r101", "rc101", "c101"])
    parser.add_argument("--tours", type=_numbers, default=[2, 4])
    parser.add_argument("--country", type=Path, help="whole-country files, for --real but 58")
    parser.add_argument("--jobs", type=int, default=1, help="runs at once; 1 for figures to report")
    parser.add_argument("--out", type=Path, help="file of JSON lines to append to")
    parser.add_argument("--table", action="store_true", help="only draw what --out holds")
    return parser


def _instances(asked: argparse.Namespace) -> Iterator[Week]:
    if asked.toptw:
        yield from (toptw_week(asked.toptw, *one) for one in product(asked.names, asked.tours))
        return
    grounds = asked.real or asked.size
    for ground, regime, seed in product(grounds, asked.regime, asked.seeds):
        if asked.real:
            yield real_week(ground, regime, seed, asked.country)
        else:
            yield week(ground, regime, seed)


def _references(asked: argparse.Namespace) -> str:
    known = reference_scores(asked.toptw)
    pairs = product(asked.names, asked.tours)
    return ", ".join(f"{name} m={tours}: {known.get((name, tours), '?')}" for name, tours in pairs)


def _is_done(results: list[Result], instance: str, who: str, asked: argparse.Namespace) -> bool:
    return any(
        r.instance == instance
        and r.who == who
        and r.cpu_budget_s == asked.cpu
        and (who != OURS or r.code == code_version())
        for r in results
    )


def _heading(results: list[Result]) -> str:
    last = results[-1]
    dates = sorted(r.at[:10] for r in results)
    load = max(r.load for r in results)
    codes = sorted({r.code for r in results if r.who == OURS})
    versions = ", ".join(f"{name} {number}" for name, number in last.versions.items())
    return (
        f"{dates[0]} to {dates[-1]}, {last.cpu_budget_s:g} CPU s each, one thread; {versions}; "
        f"code {', '.join(codes)}; load average before a run at most {load:g}\n"
    )


def _read(path: Path | None) -> list[Result]:
    if path is None or not path.exists():
        return []
    return [from_line(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _names(text: str) -> list[str]:
    return text.split(",")


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _seeds(text: str) -> list[int]:
    first, _, last = text.rpartition("-")
    return list(range(int(first or 1), int(last) + 1))


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
