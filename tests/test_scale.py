"""docs/scale.md: its tables follow from the measured rates that stand in them."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest

from recipes import with_command

PAGE = (Path(__file__).parent.parent / "docs" / "scale.md").read_text(encoding="utf-8")
RATES = dict(re.findall(r"^\| (text|page) \| ([\d,]+) \| [\d,]+ \| [\d.]+ hours \|$", PAGE, re.M))


def number(digits: str) -> float:
    return float(digits.replace(",", ""))


@pytest.mark.parametrize("path", ["text", "page"])
def test_hours_and_costs_follow_from_the_rates(path: str) -> None:
    core_hours = 3e9 / number(RATES[path]) / 3600
    row = re.search(rf"^\| {path} \| [\d,]+ \| ([\d,]+) \| ([\d.]+) hours \|$", PAGE, re.M)
    cost = re.search(rf"^\| {path} \| ([\d,]+) \| ([\d,]+) \|$", PAGE, re.M)
    assert row
    assert cost
    assert number(row[1]) == number(cost[1]) == round(core_hours)
    assert number(row[2]) == round(core_hours / 1600, 1)
    assert number(cost[2]) == round(core_hours * 0.05)


def test_a_files_minutes_follow_from_the_rate() -> None:
    assert "three minutes" in PAGE
    assert round(100_000 / number(RATES["text"]) / 30) / 2 == 3


def test_the_jobs_of_an_array_share_the_files(tmp_path: Path) -> None:
    """The one line of shell, run for two jobs."""
    command = re.search(r"^ls crawl/.*$", PAGE, re.M)
    assert command
    (tmp_path / "crawl").mkdir()
    for file in range(3):
        with gzip.open(tmp_path / "crawl" / f"{file}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.write('{"text": "It rained.\\n\\nSubscribe to our newsletter"}\n')
    for job in ("0", "1"):
        environment = {**with_command(tmp_path), "M": "2", "N": job}
        subprocess.run(["sh", "-ec", command[0]], check=True, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    found = {str(path.relative_to(tmp_path)) for path in (tmp_path / "clean").rglob("*.jsonl.gz")}
    assert found == {"clean/0/1.jsonl.gz", "clean/1/0.jsonl.gz", "clean/1/2.jsonl.gz"}
    with gzip.open(tmp_path / "clean/0/1.jsonl.gz", "rt", encoding="utf-8") as lines:
        (record,) = map(json.loads, lines)
    assert record["text"] == "It rained."
    assert re.fullmatch("[0-9a-f]{12}", record["newsclean_ruleset"])
