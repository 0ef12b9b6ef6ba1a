"""Feeds and their entries: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed; anything with dict access is an entry."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from newsclean.errors import InputError
from newsclean.mastheads import parted_title
from newsclean.names import authors_from
from newsclean.readers.fragment import read_fragment

_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_DECLARATIONS = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<!--(?s:.*?)-->|<\?(?s:.*?)\?>)*+<!DOCTYPE[^>\[]*+\[(?s:.*?)<!ENTITY",
    re.IGNORECASE,
)
"""A document type that declares entities, before the root element."""


class Feed(NamedTuple):
    """A feed as read. `title` and `language` are its own, "" where it states none."""

    entries: Sequence[Any]
    title: str = ""
    language: str = ""


class Entry(NamedTuple):
    """An entry as read: its longest content, or its summary when it has none; what else it says of itself.

    `facts` are hints for a Document. `summary` is "" when it is the body, or there is none.
    """

    body: str
    summary: str
    facts: Mapping[str, Any]


def read_feed(source: Any) -> Feed:
    """A Feed from bytes, str, a path, a parsed JSON Feed or what feedparser returned.

    Raises InputError for what is no feed, ImportError when XML needs feedparser and it is not installed,
    OSError for a path that cannot be read, TypeError for anything else.
    """
    if isinstance(source, Mapping):
        if "items" in source and "entries" not in source:
            return _json_feed(source)
        if "entries" in source:
            return _parsed(source)
        raise InputError("this mapping is no feed: it has neither entries (feedparser) nor items (JSON Feed)")
    data = source_bytes(source)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(load_json(data))
    return _parsed(_parse(data))


def source_bytes(source: Any) -> bytes:
    """The bytes of a feed given as bytes, str or a path. Raises like `read_feed`."""
    if isinstance(source, str):
        start = source.lstrip("\ufeff \t\r\n")
        if start[:8].lower().startswith(("http://", "https://")) and "\n" not in start:
            raise InputError("this is a URL; fetch it first, and pass what came (newsclean opens no connections)")
        is_path = start and start[0] not in "<{"
        source = Path(source) if is_path else source.encode("utf-8", "surrogatepass")
    if isinstance(source, Path):
        source = source.read_bytes()
    if not isinstance(source, bytes | bytearray):
        raise TypeError(f"clean_feed() takes bytes, str, a path or a parsed feed, not {type(source).__name__}")
    if source[:2] == b"\x1f\x8b":
        raise InputError("this is gzip, not a feed: decompress it first")
    if not source.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise InputError("the feed is empty")
    return bytes(source)


def load_json(data: bytes) -> Any:
    """The object in UTF-8 JSON. Raises InputError."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is not JSON: {error}") from None


def _json_feed(data: Any) -> Feed:
    items = data.get("items") if isinstance(data, Mapping) else None
    if not isinstance(items, list):
        raise InputError("this JSON is no feed: it has no list of items")
    return Feed([item for item in items if isinstance(item, Mapping)], _string(data, "title"), _language(data))


def _parse(data: bytes) -> Any:
    if _DECLARATIONS.match(data.replace(b"\x00", b"") if b"\x00" in data[:64] else data):
        raise InputError("the feed defines XML entities: refused, because they can grow without bound or name files")
    try:
        import feedparser
    except ImportError:
        raise ImportError("feeds need feedparser: pip install 'newsclean[feeds]'") from None
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and (parsed.bozo or not parsed.version):
        reason = " ".join(str(parsed.get("bozo_exception") or "it is neither RSS nor Atom").split())
        raise InputError(f"this is no feed: {reason}")
    return parsed


def _parsed(parsed: Mapping[str, Any]) -> Feed:
    feed = _value(parsed, "feed") or {}
    return Feed(list(parsed["entries"]), shown(_string(feed, "title")), _language(feed))


def read_entry(entry: Any, feed: Feed | None = None) -> Entry:
    """An Entry from a JSON Feed item, an entry of feedparser, or a mapping with their keys."""
    contents = [*_contents(entry), _string(entry, "content_html"), _string(entry, "content_text")]
    summary = _string(entry, "summary") or _string(entry, "description")
    body = max(contents, key=len)
    if not body.strip() or body.strip() == summary.strip():
        body, summary = summary or body, ""
    return Entry(body, summary, _facts(entry, feed or Feed(())))


def is_markup(text: str) -> bool:
    """Whether `text` has tags or character references, and so is to be read as HTML.

    >>> is_markup("Tea &amp; milk"), is_markup("1 < 2 & 3 > 2")
    (True, False)
    """
    return _MARKUP.search(text) is not None


def shown(text: str) -> str:
    """What a reader sees of a title that may hold markup, on one line."""
    if is_markup(text):
        text = read_fragment(text).document.text
    return " ".join(text.split())


def _facts(entry: Any, feed: Feed) -> dict[str, Any]:
    url = _string(entry, "link") or _string(entry, "url") or _string(entry, "external_url")
    source = _value(entry, "source")
    named = shown(_string(source, "title")) or shown(_string(entry, "publisher"))
    full = shown(_string(entry, "title"))
    names = tuple(_names(entry))
    title, suffix = parted_title(full, [named, feed.title, _host(url)], not_names=names)
    publisher = named or suffix
    found = {
        "title": title,
        "authors": authors_from(names, publisher or feed.title),
        "date": _date(entry, "published", "date_published", "updated"),
        "modified": _date(entry, "updated", "date_modified"),
        "publisher": publisher,
        "language": _language(entry) or feed.language,
        "url": url,
        "topics": tuple(dict.fromkeys(_topics(entry))),
        "image": _picture(entry),
    }
    facts: dict[str, Any] = {name: value for name, value in found.items() if value}
    if facts.get("modified") == facts.get("date"):
        facts.pop("modified", None)
    sources = dict.fromkeys(facts, "entry")
    if publisher and not named:
        sources["publisher"] = "title"
    if "language" in facts and not _language(entry):
        sources["language"] = "feed"
    return {**facts, "sources": sources} if facts else {}


def _contents(entry: Any) -> Iterator[str]:
    content = _value(entry, "content")
    if isinstance(content, str):
        yield content
    elif isinstance(content, Sequence):
        for part in content:
            yield _string(part, "value")


def _names(entry: Any) -> Iterator[str]:
    people, person = _value(entry, "authors"), _value(entry, "author")
    if isinstance(person, str) and "@" in person:
        # "desk@example.com (Ruth Amsel)": feedparser splits it, but not at every top-level domain.
        yield parseaddr(person)[0]
    elif isinstance(people, Sequence) and people and not isinstance(people, str):
        for one in people:
            yield shown(one if isinstance(one, str) else _string(one, "name"))
    else:
        yield shown(person if isinstance(person, str) else _string(person, "name"))


def _date(entry: Any, *names: str) -> str:
    for name in names:
        text = _string(entry, name).strip()
        for read in (datetime.fromisoformat, parsedate_to_datetime):
            try:
                return _iso(text, read(text))
            except (ValueError, TypeError, IndexError):
                continue
        parsed = _value(entry, f"{name}_parsed") if text else None
        if parsed:
            return datetime.fromtimestamp(timegm(tuple(parsed)), UTC).isoformat()
    return ""


def _iso(text: str, date: datetime) -> str:
    return text if len(text) == 10 else date.isoformat()


def _topics(entry: Any) -> Iterator[str]:
    tags = _value(entry, "tags") or ()
    for tag in tags if isinstance(tags, Sequence) and not isinstance(tags, str) else ():
        term = tag if isinstance(tag, str) else _string(tag, "label") or _string(tag, "term")
        if term.strip():
            yield shown(term)


def _picture(entry: Any) -> str:
    for name in ("image", "banner_image"):
        if _string(entry, name):
            return _string(entry, name)
    for name, kind in (("media_content", "medium"), ("media_thumbnail", ""), ("links", "rel"), ("attachments", "")):
        for part in _value(entry, name) or ():
            said = _string(part, "type") or _string(part, "mime_type") or _string(part, kind)
            if name == "media_thumbnail" or said.startswith("image"):
                return _string(part, "url") or _string(part, "href")
    return ""


def _language(entry: Any) -> str:
    """The language as an ISO 639-1 code."""
    code = _string(entry, "language").strip().lower().replace("_", "-").partition("-")[0]
    return code if len(code) == 2 and code.isalpha() else ""


def _host(url: str) -> str:
    """The part of the host by which a site is known: `harbour-post` of https://www.harbour-post.co.uk/a."""
    try:
        parts = urlsplit(url).netloc.lower().split(":")[0].removeprefix("www.").split(".")
    except ValueError:
        return ""
    return max(parts, key=len)


def _value(entry: Any, name: str) -> Any:
    try:
        # Asked for a missing "updated", feedparser would warn and give "published".
        missing = isinstance(entry, Mapping) and name not in entry
        return None if missing else entry[name]
    except (KeyError, IndexError, TypeError):
        return None


def _string(entry: Any, name: str) -> str:
    value = _value(entry, name)
    return value if isinstance(value, str) else ""
