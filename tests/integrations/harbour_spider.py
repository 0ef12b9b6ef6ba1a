"""A small crawl, run in a process of its own: `python harbour_spider.py URL ITEMS.json STATS.json`."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import attrs
import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import ScrapyDeprecationWarning
from scrapy.http import HtmlResponse

from newsclean import Cleaner, Document, Finding


def breaks_on_eclipses(document: Document) -> list[Finding]:
    if "eclipse" in document.text:
        raise RuntimeError("no rule for eclipses")
    return []


cleaner = Cleaner().with_rules(breaks_on_eclipses)


@dataclass
class Plain:
    name: str
    url: str
    page: str
    body: str = ""
    facts: dict[str, Any] | None = None
    cuts: list[dict[str, Any]] | None = None


@attrs.define
class Attrs:
    name: str
    url: str
    page: str
    body: str = ""
    facts: dict[str, Any] | None = None
    cuts: list[dict[str, Any]] | None = None


class Declared(scrapy.Item):
    name = scrapy.Field()
    url = scrapy.Field()
    page = scrapy.Field()
    body = scrapy.Field()
    facts = scrapy.Field()
    cuts = scrapy.Field()


class TextOnly(scrapy.Item):
    name = scrapy.Field()
    body = scrapy.Field()


class HarbourSpider(scrapy.Spider):
    name = "harbour"

    def parse(self, response: HtmlResponse) -> Iterator[Any]:
        for link in response.css("a::attr(href)"):
            yield response.follow(link, self.parse_article)

    def parse_article(self, response: HtmlResponse) -> Iterator[Any]:
        name = response.url.rpartition("/")[2].removesuffix(".html")
        if name == "eclipse":
            yield {"name": "eclipse", "url": response.url, "page": response.text, "body": "as it came"}
            yield {"name": "no text"}
            yield TextOnly(name="undeclared", body="It rained.\n\nSubscribe to our newsletter")
            return
        for make in (dict, Plain, Attrs, Declared):
            yield make(name=f"{name} {make.__name__}", url=response.url, page=response.text)
        text = "\n\n".join(response.css("article h1::text, article p::text").getall())
        yield {"name": f"{name} text", "body": text, "url": response.url}


def main(start: str, items: str, stats: str) -> None:
    warnings.simplefilter("error", ScrapyDeprecationWarning)
    process = CrawlerProcess(
        {
            "ADDONS": {"newsclean.integrations.scrapy.Addon": 300},
            "NEWSCLEAN_CLEANER": "harbour_spider.cleaner",
            "NEWSCLEAN_TEXT_FIELD": "body",
            "NEWSCLEAN_HTML_FIELD": "page",
            "NEWSCLEAN_METADATA_FIELD": "facts",
            "NEWSCLEAN_REMOVALS_FIELD": "cuts",
            "FEEDS": {items: {"format": "json"}},
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "WARNING",
        }
    )
    crawler = process.create_crawler(HarbourSpider)
    process.crawl(crawler, start_urls=[start])
    process.start()
    assert crawler.stats is not None
    Path(stats).write_text(json.dumps(crawler.stats.get_stats(), default=str), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
