"""Cleans feeds: entry by entry to results, or as a whole to the same feed with cleaned contents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsclean.excision import Span, without
from newsclean.folding import words
from newsclean.mastheads import names_publisher
from newsclean.model import Result
from newsclean.readers.feed import Feed, is_markup, load_json, read_entry, read_feed, source_bytes
from newsclean.readers.feed_source import contents, decode
from newsclean.readers.fragment import read_fragment
from newsclean.readers.markup import within
from newsclean.readers.text import read_text

if TYPE_CHECKING:
    from newsclean.cleaner import Cleaner

REPEATS = "summary.repeats_text"
"""The source of a description that only says the start of the text again."""


def clean_entry(cleaner: Cleaner, entry: Any, feed: Feed | None = None) -> Result:
    """The result of one entry; `feed` is the one it stands in."""
    story = read_entry(entry, feed)
    result, _ = cleaned(cleaner, story.body, story.facts)
    metadata = result.metadata
    if story.summary:
        summary = " ".join(cleaned(cleaner, story.summary, story.facts)[0].text.split())
        if summary:
            source = REPEATS if repeats(summary, result.text) else "summary"
            metadata = replace(metadata, description=summary, sources={**metadata.sources, "description": source})
    if feed is not None and names_publisher(feed.title) and not metadata.publisher:
        metadata = replace(metadata, publisher=feed.title, sources={**metadata.sources, "publisher": "feed"})
    return replace(result, metadata=metadata)


def clean_feed(cleaner: Cleaner, source: Any) -> Iterator[Result]:
    """The results of all entries, in the feed's order. The feed is read at once, its entries as they are asked for."""
    feed = read_feed(source)
    return (clean_entry(cleaner, entry, feed) for entry in feed.entries)


def rewrite_feed(cleaner: Cleaner, source: Any) -> bytes:
    """The same feed with the contents and summaries of its entries cleaned."""
    data = source_bytes(source)
    feed = read_feed(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _rewritten_json(cleaner, data, feed)
    text, encoding = decode(data)
    facts = [read_entry(entry, feed).facts for entry in feed.entries]
    cuts: list[Span] = []
    for content in contents(text):
        known = facts[content.entry] if content.entry < len(facts) else {}
        _, spans = cleaned(cleaner, content.value, known, markup=content.markup)
        for start, end in spans:
            cuts += within(content.runs, start, end)
    return without(text, sorted(cuts)).encode(encoding)


def cleaned(
    cleaner: Cleaner, body: str, facts: Mapping[str, Any], *, markup: bool = False
) -> tuple[Result, tuple[Span, ...]]:
    """The result of a content, and the spans of it that were cut. What has no markup is read as text."""
    url, language = facts.get("url"), facts.get("language")
    if markup or is_markup(body):
        return cleaner.cut_fragment(read_fragment(body, url=url, language=language, hints=facts), {})
    document = read_text(body, url=url, language=language, format="text")
    result = cleaner.clean_document(replace(document, hints=facts))
    return result, tuple((removal.start, removal.end) for removal in result.removals)


def repeats(summary: str, text: str) -> bool:
    """Whether `summary` is the start of `text`, whole or broken off.

    >>> repeats("The bridge has […]", "The bridge has reopened."), repeats("A year late.", "The bridge is open.")
    (True, False)
    """
    said, begun = words(summary), words(text[: 2 * len(summary) + 200])
    return bool(said) and (begun[: len(said)] == said or (len(said) > 3 and begun[: len(said) - 1] == said[:-1]))


def _rewritten_json(cleaner: Cleaner, data: bytes, feed: Feed) -> bytes:
    whole = load_json(data)
    entries = iter(feed.entries)
    items = [_rewritten_item(cleaner, next(entries), feed) if isinstance(i, Mapping) else i for i in whole["items"]]
    return (json.dumps({**whole, "items": items}, ensure_ascii=False, indent=2) + "\n").encode()


def _rewritten_item(cleaner: Cleaner, item: Mapping[str, Any], feed: Feed) -> dict[str, Any]:
    facts = read_entry(item, feed).facts
    rewritten = dict(item)
    for name in ("content_html", "content_text", "summary"):
        if isinstance(item.get(name), str):
            _, spans = cleaned(cleaner, item[name], facts, markup=name == "content_html")
            rewritten[name] = without(item[name], spans)
    return rewritten
