"""What an input of the command is, told by its suffix and its first characters, and how each format is cleaned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsclean.errors import InputError

if TYPE_CHECKING:
    from newsclean.cleaner import Cleaner
    from newsclean.model import Result

FORMATS = ("auto", "text", "markdown", "page", "fragment", "feed", "json")
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".mdown"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
FEED_SUFFIXES = frozenset({".xml", ".rss", ".atom"})
JSON_SUFFIXES = frozenset({".json"})

SNIFFED = 20_000
"""How many bytes are looked at to tell a format."""

_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|\w+:feed)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(
    rb"<(?:!--|(?:a|article|aside|b|blockquote|br|center|dl|div|em|figure|font|h[1-6]|hr|i|img|main|ol|p|pre|section|span"
    rb"|strong|table|ul)[\s>/])",
    re.IGNORECASE,
)


def told(data: bytes, suffix: str = "") -> str:
    """The format of `data`: "text", "page", "fragment", "feed" or "json". `suffix` is that of its name.

    >>> told(b"<p>It rained.</p>"), told(b"It rained."), told(b"<rss version='2.0'>"), told(b"<html>", ".xml")
    ('fragment', 'text', 'feed', 'page')
    """
    suffix = suffix.lower()
    start = data[:SNIFFED].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if suffix in TEXT_SUFFIXES:
        return "text"
    if suffix in JSON_SUFFIXES or (not suffix and start[:1] == b"{" and _is_known_json(data)):
        return "json"
    known = suffix in PAGE_SUFFIXES | FEED_SUFFIXES
    if start[:1] == b"<" or known:
        feed, page = _FEED.search(start), _PAGE.search(start)
        if feed and (not page or feed.start() < page.start()):
            return "feed"
        if page:
            return "page"
        if suffix in FEED_SUFFIXES or start[:5].lower() == b"<?xml":
            return "feed"
        if suffix in PAGE_SUFFIXES:
            return "fragment" if b"<" in start else "page"
        if _FRAGMENT.match(start):
            return "fragment"
    return "text"


def _is_known_json(data: bytes) -> bool:
    from newsclean.readers.feed import load_json

    try:
        found = load_json(data)
    except InputError:
        return False
    return isinstance(found, Mapping) and any(name in found for name in ("items", *_ENTRY_FIELDS, "text"))


_ENTRY_FIELDS = ("content_html", "content_text")


def results(
    cleaner: Cleaner, data: bytes, form: str, decoded: Callable[[], str], given: Mapping[str, Any]
) -> Iterator[Result]:
    """The results of an input: one, or one for each entry of a feed.

    `decoded` gives the text of formats that know no encoding of their own; `given` are `url` and `language`.

    Raises InputError, and ImportError when an extra is missing.
    """
    if form == "page":
        yield cleaner.clean_page(data, **given)
    elif form == "fragment":
        yield cleaner.clean_fragment(decoded(), **given)
    elif form == "feed":
        yield from cleaner.clean_feed(data)
    elif form == "json":
        yield from _json_results(cleaner, data, given)
    else:
        yield cleaner.clean(decoded(), **given)


def _json_results(cleaner: Cleaner, data: bytes, given: Mapping[str, Any]) -> Iterator[Result]:
    from newsclean.readers.feed import load_json

    found = load_json(data)
    if isinstance(found, Mapping) and "items" in found:
        yield from cleaner.clean_feed(found)
    elif isinstance(found, Mapping) and isinstance(found.get("text"), str):
        said = {name: found[name] for name in ("url", "language", "title") if isinstance(found.get(name), str)}
        yield cleaner.clean(found["text"], **{**said, **{name: value for name, value in given.items() if value}})
    elif isinstance(found, Mapping) and any(name in found for name in _ENTRY_FIELDS):
        yield cleaner.clean_entry(found)
    else:
        raise InputError("this JSON is neither a feed nor an object with a text")


def markup(cleaner: Cleaner, data: bytes, form: str, decoded: Callable[[], str], given: Mapping[str, Any]) -> bytes:
    """An input less its residue, in its own format: a fragment, or a feed with the contents of its entries cleaned.

    Arguments and errors are those of `results`.
    """
    if form == "fragment":
        return (cleaner.clean_fragment(decoded(), **given).html or "").encode("utf-8", "surrogatepass")
    if form in ("feed", "json"):
        return cleaner.rewrite_feed(data)
    raise InputError(f"--html is for fragments and feeds, and this is a {form}")
