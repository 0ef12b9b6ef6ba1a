"""Cleaning inside a Scrapy crawl: an add-on, and the item pipeline it installs.

In a project's settings.py:

    ADDONS = {"newsclean.integrations.scrapy.Addon": 300}

The add-on puts `NewsCleanPipeline` among the item pipelines, at 300 unless ITEM_PIPELINES says otherwise.
It works on all that itemadapter knows: dicts, dataclasses, attrs and pydantic objects, Scrapy items.

| setting | default | what it says |
|---|---|---|
| `NEWSCLEAN_TEXT_FIELD` | `"text"` | the field with the article's text |
| `NEWSCLEAN_HTML_FIELD` | none | the field with the whole page; where an item has it, the text is read from it |
| `NEWSCLEAN_INTO` | the text field | the field that gets the clean text |
| `NEWSCLEAN_METADATA_FIELD` | none | the field that gets the metadata, a dict |
| `NEWSCLEAN_REMOVALS_FIELD` | none | the field that gets the removals, a list of dicts |
| `NEWSCLEAN_RULESET_FIELD` | none | the field that gets the version of the rules, a string |
| `NEWSCLEAN_URL_FIELD` | `"url"` | the field with the article's URL, if the item has it |
| `NEWSCLEAN_LANGUAGE_FIELD` | `"language"` | the field with its ISO 639-1 code, if the item has it |
| `NEWSCLEAN_TITLE_FIELD` | `"title"` | the field with its headline, if the item has it |
| `NEWSCLEAN_CLEANER` | `Cleaner()` | a `Cleaner`, or where to import one from: `"project.cleaning.cleaner"` |

An item without text passes through. One that cannot be cleaned passes on as it came, with an error in the log.
The crawler's stats count both, and what was taken: `newsclean/cleaned`, `newsclean/without_text`,
`newsclean/failed`, `newsclean/characters_removed` and `newsclean/removals/KIND`; `newsclean/ruleset` is the
version of the rules.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsclean.cleaner import Cleaner
from newsclean.corpus.record import one_line
from newsclean.corpus.ruleset import ruleset_version
from newsclean.model import Result

try:
    from itemadapter import ItemAdapter
    from scrapy.utils.misc import load_object
except ImportError:
    raise ImportError("newsclean.integrations.scrapy needs Scrapy: pip install 'newsclean[scrapy]'") from None

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

logger = logging.getLogger(__name__)

POSITION = 300
"""Where the pipeline stands among others: after those that fill items (up to 200), before those that store."""


class Addon:
    """Installs the pipeline. Name it in ADDONS."""

    def update_settings(self, settings: BaseSettings) -> None:
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", NewsCleanPipeline, POSITION)


@dataclass(frozen=True, slots=True)
class Fields:
    """Which field of an item holds what. None for what items do not have."""

    text: str = "text"
    html: str | None = None
    into: str = "text"
    metadata: str | None = None
    removals: str | None = None
    ruleset: str | None = None
    url: str = "url"
    language: str = "language"
    title: str = "title"

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Fields:
        text = settings.get("NEWSCLEAN_TEXT_FIELD", cls().text)
        return cls(
            text=text,
            html=settings.get("NEWSCLEAN_HTML_FIELD"),
            into=settings.get("NEWSCLEAN_INTO", text),
            metadata=settings.get("NEWSCLEAN_METADATA_FIELD"),
            removals=settings.get("NEWSCLEAN_REMOVALS_FIELD"),
            ruleset=settings.get("NEWSCLEAN_RULESET_FIELD"),
            url=settings.get("NEWSCLEAN_URL_FIELD", cls().url),
            language=settings.get("NEWSCLEAN_LANGUAGE_FIELD", cls().language),
            title=settings.get("NEWSCLEAN_TITLE_FIELD", cls().title),
        )


class NewsCleanPipeline:
    """Cleans items in passing. Raises TypeError when the crawl opens and NEWSCLEAN_CLEANER is no Cleaner."""

    def __init__(self, cleaner: Cleaner, fields: Fields, stats: StatsCollector) -> None:
        self.cleaner = cleaner
        self.fields = fields
        self.stats = stats
        self.ruleset = ruleset_version(cleaner)
        stats.set_value("newsclean/ruleset", self.ruleset)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> NewsCleanPipeline:
        cleaner = crawler.settings.get("NEWSCLEAN_CLEANER") or Cleaner()
        if isinstance(cleaner, str):
            cleaner = load_object(cleaner)
        if not isinstance(cleaner, Cleaner):
            raise TypeError(f"NEWSCLEAN_CLEANER must be a newsclean.Cleaner, not {cleaner!r}")
        assert crawler.stats is not None
        return cls(cleaner, Fields.from_settings(crawler.settings), crawler.stats)

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item, cleaned in place."""
        try:
            adapter = ItemAdapter(item)
            result = cleaned(adapter, self.cleaner, self.fields)
            if result is not None:
                fill(adapter, result, self.ruleset, self.fields)
        except Exception as error:
            logger.error("Item passed on uncleaned: %s", one_line(error), exc_info=True)
            self.stats.inc_value("newsclean/failed")
        else:
            self._count(result)
        return item

    def _count(self, result: Result | None) -> None:
        if result is None:
            self.stats.inc_value("newsclean/without_text")
            return
        self.stats.inc_value("newsclean/cleaned")
        for removal in result.removals:
            self.stats.inc_value(f"newsclean/removals/{removal.kind}")
            self.stats.inc_value("newsclean/characters_removed", removal.end - removal.start)


def cleaned(item: ItemAdapter, cleaner: Cleaner, fields: Fields) -> Result | None:
    """Clean the page of an item, or else its text; None when it has neither."""
    given = {"url": item.get(fields.url), "language": item.get(fields.language), "title": item.get(fields.title)}
    if fields.html and item.get(fields.html):
        return cleaner.clean_page(item[fields.html], **given)
    if item.get(fields.text):
        return cleaner.clean(item[fields.text], **given)
    return None


def fill(item: ItemAdapter, result: Result, ruleset: str, fields: Fields) -> None:
    """Write the result into the item's fields. Raises KeyError, and writes none, when a field is not declared."""
    data = result.to_dict()
    places = {
        fields.into: data["text"],
        fields.metadata: data["metadata"],
        fields.removals: data["removals"],
        fields.ruleset: ruleset,
    }
    values = {field: value for field, value in places.items() if field}
    declared = ItemAdapter.get_field_names_from_class(type(item.item))
    if declared is not None and not values.keys() <= set(declared):
        missing = ", ".join(sorted(values.keys() - set(declared)))
        raise KeyError(f"{type(item.item).__name__} has no field {missing}")
    item.update(values)
