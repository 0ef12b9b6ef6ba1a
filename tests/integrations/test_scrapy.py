"""The Scrapy add-on: a crawl of pages served here, and what its settings mean."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scrapy")

from scrapy.utils.test import get_crawler

from newsclean import Cleaner, clean_page
from newsclean.corpus.ruleset import ruleset_version
from newsclean.integrations.scrapy import Addon, NewsCleanPipeline

PROSE = "The harbour reopened on Tuesday, and the first ship to come in was the old mail boat from the islands. "
RESIDUE = "Subscribe to our newsletter"
TEXT = f"It rained.\n\n{RESIDUE}"


def page(title: str, prose: str = PROSE) -> str:
    return f"""<html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
    <p>{prose * 3}</p><p>{prose * 2}</p><p>{RESIDUE}</p></article></body></html>"""


@pytest.fixture
def start(site: tuple[Path, str]) -> str:
    """The URL of a front page with links to two articles."""
    folder, url = site
    (folder / "index.html").write_text("<a href='ferry.html'>Ferry</a> <a href='eclipse.html'>Eclipse</a>")
    (folder / "ferry.html").write_text(page("Ferry is back"))
    (folder / "eclipse.html").write_text(page("Sky", "Thousands watched the eclipse from the hills above the town. "))
    return f"{url}/index.html"


def test_crawl(start: str, tmp_path: Path) -> None:
    items, stats = tmp_path / "items.json", tmp_path / "stats.json"
    spider = Path(__file__).with_name("harbour_spider.py")
    run = subprocess.run(
        [sys.executable, str(spider), start, str(items), str(stats)], capture_output=True, text=True, timeout=100
    )
    assert run.returncode == 0, run.stderr
    found = {item["name"]: item for item in json.loads(items.read_text())}
    url = start.replace("index", "ferry")
    expected = clean_page(page("Ferry is back"), url=url)
    assert RESIDUE not in expected.text
    for kind in ("dict", "Plain", "Attrs", "Declared"):
        item = found[f"ferry {kind}"]
        assert item["body"] == expected.text
        assert item["facts"] == expected.to_dict()["metadata"]
        assert item["cuts"] == expected.to_dict()["removals"]
        assert item["page"] == page("Ferry is back")
    assert RESIDUE not in found["ferry text"]["body"]
    assert PROSE.strip() in found["ferry text"]["body"]
    assert found["eclipse"] == {
        "name": "eclipse",
        "url": start.replace("index", "eclipse"),
        "page": page("Sky", "Thousands watched the eclipse from the hills above the town. "),
        "body": "as it came",
    }
    assert found["no text"] == {"name": "no text"}
    assert found["undeclared"] == {"name": "undeclared", "body": TEXT}
    assert "passed on uncleaned: RuntimeError: no rule for eclipses" in run.stderr
    assert "TextOnly has no field cuts, facts" in run.stderr
    counts = json.loads(stats.read_text())
    assert counts["newsclean/cleaned"] == 5
    assert counts["newsclean/failed"] == 2
    assert counts["newsclean/without_text"] == 1
    assert counts["newsclean/removals/newsletter"] == 5
    assert counts["newsclean/characters_removed"] >= 5 * len(RESIDUE)
    assert len(counts["newsclean/ruleset"]) == 12
    assert counts["item_scraped_count"] == 8


def pipeline(**settings: Any) -> NewsCleanPipeline:
    return NewsCleanPipeline.from_crawler(get_crawler(settings_dict=settings))


def test_defaults_clean_the_text_field_in_place() -> None:
    item = {"text": TEXT, "price": 3}
    assert pipeline().process_item(item) is item
    assert item == {"text": "It rained.", "price": 3}


def test_into_another_field() -> None:
    item = {"raw": TEXT}
    pipeline(NEWSCLEAN_TEXT_FIELD="raw", NEWSCLEAN_INTO="text").process_item(item)
    assert item == {"raw": TEXT, "text": "It rained."}


def test_given_facts_come_from_the_item() -> None:
    given = {"address": "https://example.com/1", "code": "nl", "headline": "Ferry is back"}
    item = {"text": f"Ferry is back\n\n{TEXT}", **given}
    fields = {"URL": "address", "LANGUAGE": "code", "TITLE": "headline"}
    settings = {f"NEWSCLEAN_{name}_FIELD": field for name, field in fields.items()}
    pipeline(NEWSCLEAN_METADATA_FIELD="facts", **settings).process_item(item)
    assert item["text"] == "It rained."
    facts = item["facts"]
    assert (facts["url"], facts["language"], facts["title"]) == ("https://example.com/1", "nl", "Ferry is back")


def test_ruleset_field() -> None:
    item = {"text": TEXT}
    pipeline(NEWSCLEAN_RULESET_FIELD="rules").process_item(item)
    assert item["rules"] == ruleset_version(Cleaner())


def test_cleaner_in_the_settings() -> None:
    item = {"text": TEXT}
    pipeline(NEWSCLEAN_CLEANER=Cleaner().without("newsletter")).process_item(item)
    assert item == {"text": TEXT}
    with pytest.raises(TypeError, match=r"must be a newsclean\.Cleaner"):
        pipeline(NEWSCLEAN_CLEANER="json.dumps")


@dataclass(frozen=True)
class Frozen:
    text: str


@pytest.mark.parametrize("item", [{"text": [TEXT]}, Frozen(TEXT), 3])
def test_what_cannot_be_cleaned_passes_on(item: Any, caplog: pytest.LogCaptureFixture) -> None:
    crawler = get_crawler()
    assert NewsCleanPipeline.from_crawler(crawler).process_item(item) is item
    assert crawler.stats is not None
    assert crawler.stats.get_value("newsclean/failed") == 1
    assert "Item passed on uncleaned" in caplog.text


def test_the_addon_leaves_a_chosen_position_alone() -> None:
    settings = get_crawler(settings_dict={"ITEM_PIPELINES": {NewsCleanPipeline: 450}}).settings
    Addon().update_settings(settings)
    assert settings.getdict("ITEM_PIPELINES") == {NewsCleanPipeline: 450}
