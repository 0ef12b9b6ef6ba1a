"""The recipes of docs/recipes.md, run as they stand there. One whose library is not installed is skipped by name."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import recipes

PROSE = "The harbour reopened on Tuesday, and the first ship to come in was the old mail boat from the islands. "
RESIDUE = "Subscribe to our newsletter"
DIRTY = f"{PROSE.strip()}\n\n{RESIDUE}"
CLEAN = PROSE.strip()
HTML = f"""<html lang="en"><head><title>Harbour reopens</title></head><body><article><h1>Harbour reopens</h1>
<p>{PROSE * 4}</p><p>{PROSE * 3}</p><p>{RESIDUE}</p></article></body></html>"""
ARTICLES = [{"url": f"https://example.com/{number}", "text": DIRTY} for number in range(4)]

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with articles.jsonl in it."""
    monkeypatch.chdir(tmp_path)
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (tmp_path / "articles.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_scrapy() -> None:
    pytest.importorskip("scrapy")
    from scrapy.utils.test import get_crawler

    from newsclean.integrations.scrapy import NewsCleanPipeline

    settings = {name: value for name, value in recipes.run("Scrapy").items() if name.isupper()}
    crawler = get_crawler(settings_dict=settings)
    assert NewsCleanPipeline in crawler.settings.getdict("ITEM_PIPELINES")
    item = NewsCleanPipeline.from_crawler(crawler).process_item({"html": HTML})
    assert RESIDUE not in item["text"]
    assert item["facts"]["title"] == "Harbour reopens"


def test_scrapy_settings_are_those_of_the_module() -> None:
    pytest.importorskip("scrapy")
    from newsclean.integrations import scrapy

    table = re.findall(r"^\| `NEWSCLEAN.*", recipes.PAGE.read_text("utf-8"), re.M)
    assert table
    assert scrapy.__doc__ is not None
    assert table == re.findall(r"^\| `NEWSCLEAN.*", scrapy.__doc__, re.M)


def test_web_poet() -> None:
    page = recipes.run("web-poet")["ArticlePage"]
    from web_poet import HttpResponse

    response = HttpResponse("https://example.com/1", HTML.encode(), encoding="utf-8")
    text = page(response=response).text
    assert PROSE.strip() in text
    assert RESIDUE not in text


def test_datatrove(articles: Path) -> None:
    (articles / "crawl").mkdir()
    (articles / "articles.jsonl").rename(articles / "crawl" / "articles.jsonl")
    names = recipes.run("datatrove")
    names["LocalPipelineExecutor"](names["pipeline"], logging_dir="logs/").run()
    (clean,) = (articles / "clean").glob("*.jsonl.gz")
    with gzip.open(clean, "rt", encoding="utf-8") as lines:
        assert [json.loads(line)["text"] for line in lines] == [CLEAN] * 4


def test_pandas(articles: Path) -> None:
    assert recipes.run("pandas")["articles"]["text"].tolist() == [CLEAN] * 4


def test_polars(articles: Path) -> None:
    clean = recipes.run("Polars")["clean"]
    assert clean["clean_text"].to_list() == [CLEAN] * 4
    assert clean["newsclean_metadata"][1]["url"] == "https://example.com/1"


def test_duckdb(articles: Path) -> None:
    connection = recipes.run("DuckDB")["connection"]
    rows = connection.sql("SELECT url, text FROM 'clean.parquet' ORDER BY url").fetchall()
    assert rows == [(article["url"], CLEAN) for article in ARTICLES]


def test_datasets(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(articles / "cache"))
    found = recipes.run("Hugging Face datasets")["articles"]
    assert found["text"] == [CLEAN] * 4
    assert found["removed"] == [[f"\n\n{RESIDUE}"]] * 4


def test_feedparser(site: tuple[Path, str]) -> None:
    folder, url = site
    content = f"&lt;p&gt;{CLEAN}&lt;/p&gt;&lt;p&gt;{RESIDUE}&lt;/p&gt;"
    item = f"<item><title>Harbour reopens</title><link>{url}/1</link><description>{content}</description></item>"
    (folder / "feed.xml").write_text(f"<rss version='2.0'><channel>{item}</channel></rss>", encoding="utf-8")
    (entry,) = recipes.run("feedparser")["read"](f"{url}/feed.xml")
    assert entry == {"url": f"{url}/1", "title": "Harbour reopens", "html": f"<p>{CLEAN}</p>", "text": CLEAN}


@pytest.mark.parametrize("heading", ["newspaper4k", "news-please"])
def test_readers_of_pages(heading: str, site: tuple[Path, str]) -> None:
    folder, url = site
    (folder / "article.html").write_text(HTML, encoding="utf-8")
    result = recipes.run(heading)["read"](f"{url}/article.html")
    assert PROSE.strip() in result.text
    assert RESIDUE in result.original
    assert RESIDUE not in result.text
    assert (result.metadata.url, result.metadata.title) == (f"{url}/article.html", "Harbour reopens")


def test_fundus(site: tuple[Path, str]) -> None:
    read = recipes.run("fundus")["read"]
    folder, url = site
    (folder / "1.html").write_text(HTML, encoding="utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    item = f"<item><title>Harbour reopens</title><link>{url}/1.html</link></item>"
    (folder / "feed.xml").write_text(f"<rss version='2.0'><channel>{item}</channel></rss>", encoding="utf-8")
    (result,) = read(harbour_post(url), 1)
    assert PROSE.strip() in result.text
    assert RESIDUE in result.original
    assert RESIDUE not in result.text
    assert result.metadata.url == f"{url}/1.html"


def harbour_post(url: str) -> Any:
    """A publisher as fundus describes one, with its feed at `url`."""
    from fundus.parser import BaseParser, ParserProxy, attribute
    from fundus.parser.utility import extract_article_body_with_selector
    from fundus.publishers.base_objects import Publisher, PublisherGroup
    from fundus.scraping.url import RSSFeed
    from lxml.etree import XPath

    class HarbourParser(ParserProxy):  # type: ignore[misc]
        class V1(BaseParser):  # type: ignore[misc]
            @attribute
            def title(self) -> Any:
                return self.precomputed.doc.findtext(".//h1")

            @attribute
            def publishing_date(self) -> Any:
                return datetime(2024, 3, 5, tzinfo=UTC)

            @attribute
            def body(self) -> Any:
                return extract_article_body_with_selector(self.precomputed.doc, paragraph_selector=XPath("//article/p"))

    class Harbour(metaclass=PublisherGroup):
        default_language = "en"
        Post = Publisher(name="Harbour Post", domain=url, parser=HarbourParser, sources=[RSSFeed(f"{url}/feed.xml")])

    return Harbour.Post


def test_cron(articles: Path) -> None:
    (articles / "crawl").mkdir()
    script = articles / "clean.sh"
    script.write_text(recipes.block("cron", "sh"), encoding="utf-8")
    for day in ("monday", "tuesday"):
        with gzip.open(articles / "crawl" / f"{day}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(article) + "\n" for article in ARTICLES)
        subprocess.run(["sh", str(script), str(articles)], check=True, env=recipes.with_command(articles))
        cleaned = articles / "clean" / f"{day}.jsonl.gz"
        with gzip.open(cleaned, "rt", encoding="utf-8") as lines:
            assert [json.loads(line)["text"] for line in lines] == [CLEAN] * 4
        if day == "monday":
            written = cleaned.stat().st_mtime_ns
    assert (articles / "clean" / "monday.jsonl.gz").stat().st_mtime_ns == written
