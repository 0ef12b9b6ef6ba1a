"""Holds the figures on real news pages above the floors in tests/quality_floors.toml.

    python tools/quality_gate.py            measure, compare, fail when a figure is worse than its floor
    python tools/quality_gate.py --pin      raise the floors to what was measured; never lowers one
    python tools/quality_gate.py --table    write what was measured into docs/quality.md

The pages belong to their publishers and are no part of this repository. They are looked for in ../shared/bench
beside it, or where `--bench` or the environment variable NEWSCLEAN_BENCH says; without them the gate says so and
passes. Timing is not part of the gate, because it depends on the machine: see benchmarks/.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "tests" / "quality_floors.toml"
PAGE = ROOT / "docs" / "quality.md"
BENCH = ROOT.parent / "shared" / "bench"
PARTS = ("lines", "text", "pages", "metadata")
BEGIN, END = "<!-- figures: written by tools/quality_gate.py --table -->\n", "<!-- end of figures -->\n"
FAMILIES = ("asks", "links", "facts")


@dataclass(frozen=True, slots=True)
class Figure:
    """One share between 0 and 1, over `count` lines, pages or segments.

    `falls` says that it is better the lower it is; `before` is the figure without newsclean. What is not `pinned`
    is only shown: recall, because F1 and the lines lost already hold it.
    """

    name: str
    value: float
    count: int
    falls: bool = False
    before: float | None = None
    pinned: bool = True

    def floor(self, before: float | None) -> float:
        """The value to pin: three decimals, rounded to the worse side, and never worse than the floor `before`."""
        rounded = (math.ceil(self.value * 1000 - 1e-9) if self.falls else math.floor(self.value * 1000 + 1e-9)) / 1000
        if before is None:
            return rounded
        return min(rounded, before) if self.falls else max(rounded, before)

    def holds(self, floor: float) -> bool:
        """Whether the figure is as good as `floor`."""
        return self.value <= floor if self.falls else self.value >= floor


def figures(report: Mapping[str, Any]) -> Iterator[Figure]:
    """The figures of a report of the bench that the gate looks at.

    Of the kinds of lines only the families count: a single kind has often fewer than ten lines.
    """
    for name, (_, count, share) in report["lines"].items():
        where, _, what = name.partition(": ")
        if what in FAMILIES:
            yield Figure(f"lines removed, {where}, {what}", share, count)
        elif what == "body lost" or name.startswith("body lines lost"):
            yield Figure(name.replace(": body lost", ", body lines lost"), share, count, falls=True)
    for extractor, run in report["text"].items():
        yield from _scores(f"text, {extractor}", run)
    yield from _scores("pages", report["pages"])
    for name, (count, ours, theirs) in report["metadata"].items():
        yield Figure(f"metadata, {name}", ours, count, before=theirs)


def _scores(name: str, run: Mapping[str, Any]) -> Iterator[Figure]:
    for source, (count, _, recall, f1) in run["after"].items():
        _, _, recall_before, f1_before = run["before"][source]
        yield Figure(f"{name}, {source}, F1", f1, count, before=f1_before)
        yield Figure(f"{name}, {source}, recall", recall, count, before=recall_before, pinned=False)


def read_floors(path: Path) -> dict[str, float]:
    """The pinned floors by the figures' names; none when there is no such file."""
    if not path.exists():
        return {}
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))["floors"])


def failures(measured: Mapping[str, Figure], floors: Mapping[str, float]) -> Iterator[str]:
    """One line for each figure that is worse than its floor, or that was not measured."""
    for name, floor in floors.items():
        figure = measured.get(name)
        if figure is None:
            yield f"{name}: not measured, and its floor is {floor}"
        elif not figure.holds(floor):
            yield f"{name}: {figure.value:.4f}, {'above' if figure.falls else 'below'} {floor}"


def pinned(measured: Mapping[str, Figure], floors: Mapping[str, float]) -> str:
    """The text of a floors file that pins what was measured, and lowers none of `floors`."""
    lines = [
        "# What newsclean reached on real news pages, rounded down (lines lost: up). Written by",
        "# `python tools/quality_gate.py --pin`, which only ever raises. docs/quality.md says what the figures mean.",
        "[floors]",
        *(
            f'"{figure.name}" = {figure.floor(floors.get(figure.name))}'
            for figure in measured.values()
            if figure.pinned
        ),
    ]
    return "\n".join(lines) + "\n"


def table(measured: Mapping[str, Figure]) -> str:
    """The figures as a Markdown table. A figure that newsclean makes worse is marked."""
    rows = ["| measure | n | without newsclean | with newsclean |", "|---|---:|---:|---:|"]
    for figure in measured.values():
        before = "" if figure.before is None else f"{figure.before:.4f}"
        worse = figure.before is not None and figure.value < figure.before
        rows.append(f"| {figure.name} | {figure.count} | {before} | {figure.value:.4f}{' (worse)' if worse else ''} |")
    return "\n".join(rows) + "\n"


def with_table(page: str, rows: str) -> str:
    """`page` with `rows` between the marks. Raises ValueError when it has no marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no place for the figures: the page needs the lines {BEGIN.strip()} and {END.strip()}")
    return f"{before}{begin}\n{rows}\n{end}{after}"


def measure(bench: Path) -> dict[str, Any]:
    """Run the bench in a process of its own and read its report. Raises CalledProcessError when it fails."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, str(bench / "bench.py"), *PARTS, "--json", str(report)]
        subprocess.run(command, check=True, stdout=sys.stderr)
        return dict(json.loads(report.read_text(encoding="utf-8")))


def add_bench_option(parser: argparse.ArgumentParser) -> None:
    """`--bench DIR`: where the pages are."""
    found = Path(os.environ.get("NEWSCLEAN_BENCH", BENCH))
    parser.add_argument("--bench", type=Path, default=found, help=f"the folder of the pages (default: {found})")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_bench_option(parser)
    parser.add_argument("--report", type=Path, help="a report that the bench wrote with --json: nothing is run")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    todo = parser.add_mutually_exclusive_group()
    todo.add_argument("--pin", action="store_true", help="raise the floors")
    todo.add_argument("--table", action="store_true", help="write the table in docs/quality.md")
    wanted = parser.parse_args(arguments)
    if wanted.report is None and not (wanted.bench / "bench.py").exists():
        print(f"no bench at {wanted.bench}: the quality gate is left out, and the fixtures decide")
        return 0
    report = json.loads(wanted.report.read_text(encoding="utf-8")) if wanted.report else measure(wanted.bench)
    measured = {figure.name: figure for figure in figures(report)}
    if wanted.table:
        PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), table(measured)), encoding="utf-8")
        return 0
    floors = read_floors(wanted.floors)
    failed = list(failures(measured, floors))
    for line in failed:
        print(line, file=sys.stderr)
    if failed:
        print(f"{len(failed)} of {len(floors)} figures are worse than their floors", file=sys.stderr)
        return 1
    if wanted.pin:
        wanted.floors.write_text(pinned(measured, floors), encoding="utf-8")
        floors = read_floors(wanted.floors)
    print(f"{len(floors)} figures {'pinned' if wanted.pin else 'hold'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
