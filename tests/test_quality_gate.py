"""The quality gate: a figure that falls fails, a floor is only ever raised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import quality_gate

SCORES = {
    "before": {"fundus": [20, 0.90, 0.97, 0.934]},
    "after": {"fundus": [20, 0.96, 0.965, 0.9625]},
}
REPORT: dict[str, Any] = {
    "lines": {
        "trafilatura: asks": [80, 100, 0.8],
        "trafilatura:   app": [1, 2, 0.5],
        "trafilatura: body lost": [4, 1000, 0.004],
        "body lines lost, plain body": [2, 900, 2 / 900],
    },
    "text": {"trafilatura": SCORES},
    "pages": {**SCORES, "ratio": 1.5, "failed": 0},
    "metadata": {"title": [50, 0.84, 0.63]},
}


def gate(folder: Path, report: dict[str, Any], *arguments: str) -> int:
    path = folder / "report.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    return quality_gate.main(["--report", str(path), "--floors", str(folder / "floors.toml"), *arguments])


def worse(*keys: str, by: list[float]) -> dict[str, Any]:
    """REPORT with another row where `keys` lead."""
    report = json.loads(json.dumps(REPORT))
    at: Any = report
    for key in keys[:-1]:
        at = at[key]
    at[keys[-1]] = by
    return report


def test_what_was_pinned_holds(tmp_path: Path) -> None:
    assert gate(tmp_path, REPORT, "--pin") == 0
    assert gate(tmp_path, REPORT) == 0
    floors = quality_gate.read_floors(tmp_path / "floors.toml")
    assert floors["text, trafilatura, fundus, F1"] == 0.962
    assert floors["body lines lost, plain body"] == 0.003
    assert not [name for name in floors if "app" in name or "recall" in name]


@pytest.mark.parametrize(
    "report",
    [
        worse("lines", "trafilatura: asks", by=[79, 100, 0.79]),
        worse("lines", "trafilatura: body lost", by=[5, 1000, 0.005]),
        worse("text", "trafilatura", "after", "fundus", by=[20, 0.95, 0.965, 0.957]),
        worse("pages", "after", "fundus", by=[20, 0.95, 0.965, 0.957]),
        worse("metadata", "title", by=[50, 0.82, 0.63]),
    ],
)
def test_a_figure_that_falls_fails_and_cannot_be_pinned(
    tmp_path: Path, report: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    gate(tmp_path, REPORT, "--pin")
    before = (tmp_path / "floors.toml").read_text(encoding="utf-8")
    assert gate(tmp_path, report) == 1
    assert "1 of 6 figures" in capsys.readouterr().err
    assert gate(tmp_path, report, "--pin") == 1
    assert (tmp_path / "floors.toml").read_text(encoding="utf-8") == before


def test_a_figure_that_is_no_longer_measured_fails(tmp_path: Path) -> None:
    gate(tmp_path, REPORT, "--pin")
    assert gate(tmp_path, {**REPORT, "metadata": {}}) == 1


def test_floors_rise(tmp_path: Path) -> None:
    gate(tmp_path, REPORT, "--pin")
    better = worse("metadata", "title", by=[50, 0.9, 0.63])
    assert gate(tmp_path, better, "--pin") == 0
    assert gate(tmp_path, REPORT) == 1


def test_pinning_never_lowers_a_floor_that_was_set_finer(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('[floors]\n"metadata, title" = 0.8399\n"trafilatura, body lines lost" = 0.0041\n')
    assert gate(tmp_path, worse("metadata", "title", by=[50, 0.83995, 0.63]), "--pin") == 0
    pinned = quality_gate.read_floors(floors)
    assert (pinned["metadata, title"], pinned["trafilatura, body lines lost"]) == (0.8399, 0.004)


def test_without_the_pages_it_says_so_and_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quality_gate.main(["--bench", str(tmp_path)]) == 0
    assert "left out" in capsys.readouterr().out


def test_the_table_shows_what_got_worse() -> None:
    rows = quality_gate.table({figure.name: figure for figure in quality_gate.figures(REPORT)}).splitlines()
    marked = [row for row in rows if "(worse)" in row]
    assert [row.split(" | ")[0] for row in marked] == ["| text, trafilatura, fundus, recall", "| pages, fundus, recall"]


def test_the_table_goes_between_its_marks() -> None:
    page = f"Above\n{quality_gate.BEGIN}old\n{quality_gate.END}Below\n"
    assert quality_gate.with_table(page, "| new |\n") == (
        f"Above\n{quality_gate.BEGIN}\n| new |\n\n{quality_gate.END}Below\n"
    )
    with pytest.raises(ValueError, match="no place"):
        quality_gate.with_table("Nothing here", "| new |\n")


def test_the_floors_of_this_repository_can_be_read() -> None:
    assert quality_gate.read_floors(quality_gate.FLOORS)
