"""When an article was published and modified, by what the page declares and shows.

Where the declared moment is in universal time, the day can be another than at the publisher's desk. There the
day in the page's own address, or the one it shows, decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Any

from newsclean.dates import read_date
from newsclean.readers.headline import flat, following
from newsclean.readers.structured import plain

DATE_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "published",
    "last-modified-date",
    "cxenseparse:recs:publishtime",
)
MODIFIED_TAGS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")

BELOW = 60
"""So many elements behind the headline are looked at for the date that the page shows."""

LONGEST = 80
"""A byline or a date line has at most this many characters."""

_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_UNIVERSAL = re.compile(r"(?:\+00:?00|Z)$")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")


def read_dates(
    tree: Any, article: Mapping[str, Any], meta: Mapping[str, tuple[str, ...]], url: str | None
) -> dict[str, tuple[str, str]]:
    """`date` and `modified`: an ISO 8601 string each, and where it came from.

    A date that is not declared is that of the page's address, else the first one under its headline, else the
    first one on the page, else what htmldate finds in the markup.
    """
    found: dict[str, tuple[str, str]] = {}
    for name, field, tags in (("date", "datePublished", DATE_TAGS), ("modified", "dateModified", MODIFIED_TAGS)):
        stamps = [(iso(plain(article.get(field))), "json-ld")]
        stamps += [(iso(meta[tag][0]), "meta") for tag in tags if tag in meta]
        stamp = next((s for s in stamps if s[0]), None)
        if stamp:
            found[name] = stamp
    if "date" not in found:
        marked = next(_marked_times(tree), "")
        if marked and not _contradicts(marked, url):
            found["date"] = (marked, "time element")
    if "date" in found:
        found["date"] = _at_the_desk(*found["date"], tree, url)
        return found
    for source, read in _UNDECLARED.items():
        day = read(tree, url)
        if day:
            return {**found, "date": (day, source)}
    return found


def iso(text: str) -> str:
    """The ISO 8601 date or moment that `text` opens with, or nothing.

    >>> iso("2024-03-05 10:00Z"), iso("2024-03-05T10:00:00+0100"), iso("March 2024")
    ('2024-03-05T10:00+00:00', '2024-03-05T10:00:00+01:00', '')
    """
    found = _STAMP.match(text.strip())
    stamp = found[0].replace(" ", "T", 1).replace(" ", "").replace("Z", "+00:00") if found else ""
    return _OFFSET.sub(r"\1:\2", stamp)


def day_in_address(url: str | None) -> str:
    """The day that the address of a page names, as YYYY-MM-DD, or nothing.

    >>> day_in_address("https://example.com/2024/3/5/bridge")
    '2024-03-05'
    """
    found = _IN_ADDRESS.search(url or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else ""
    except ValueError:
        return ""


def _marked_times(tree: Any) -> Iterator[str]:
    for element in tree.iter("time"):
        marked = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if "publi" in marked or element.get("pubdate") is not None:
            stamp = iso(element.get("datetime") or "")
            if stamp:
                yield stamp


def _contradicts(stamp: str, url: str | None) -> bool:
    named = day_in_address(url)
    return bool(named) and not _next_to(stamp[:10], named) and stamp[:10] != named


def _at_the_desk(stamp: str, source: str, tree: Any, url: str | None) -> tuple[str, str]:
    """The stamp, or the day beside it that the publisher's own address or page names."""
    if "T" not in stamp or not _UNIVERSAL.search(stamp):
        return stamp, source
    named = day_in_address(url)
    if named:
        return (named, "address") if _next_to(stamp[:10], named) else (stamp, source)
    shown = next(shown_days(tree), "")
    return (shown, "shown") if _next_to(stamp[:10], shown) else (stamp, source)


def _next_to(day: str, other: str) -> bool:
    try:
        return abs(date.fromisoformat(day) - date.fromisoformat(other)) == timedelta(days=1)
    except ValueError:
        return False


def shown_days(tree: Any) -> Iterator[str]:
    """The days in the short texts right under the headline, in order: bylines and date lines."""
    heading = next(tree.iter("h1"), None)
    below = () if heading is None else islice(following(heading), BELOW)
    for element in below:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "svg", "option") or len(element) > 5:
            continue
        text = flat(element)
        if element.tag == "p" and len(text) > 2 * LONGEST:
            return
        found = read_date(text) if 6 <= len(text) <= LONGEST else None
        if found:
            yield found


def _first_day(tree: Any, _: str | None) -> str:
    for element in tree.iter("*"):
        if element.tag in ("script", "style", "option", "title", "head", "meta"):
            continue
        for text in (element.text, element.tail):
            if text and 6 <= len(text) <= 200 and _YEAR.search(text):
                found = read_date(" ".join(text.split()))
                if found:
                    return found
    return ""


def _by_htmldate(tree: Any, url: str | None) -> str:
    """Not its extensive search: that loads a date parser for 200 languages, and finds less than `_first_day`."""
    from htmldate import find_date

    try:
        return find_date(tree, original_date=True, extensive_search=False, url=url) or ""
    except (ValueError, TypeError, AttributeError):
        return ""


_UNDECLARED = {
    "address": lambda tree, url: day_in_address(url),
    "shown": lambda tree, url: next(shown_days(tree), "") or _first_day(tree, url),
    "htmldate": _by_htmldate,
}
