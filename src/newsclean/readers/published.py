"""When an article was published and modified, by what the page declares and shows.

Where the declared moment is in universal time, the day can be another than at the publisher's desk. There the
day in the page's own address, or the one it shows, decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from newsclean.dates import read_date
from newsclean.readers.headline import flat
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

_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_UNIVERSAL = re.compile(r"(?:\+00:?00|Z)$")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:date|datum|fecha|data|published|publication|pubdate|entry-date|timestamp)", re.I)


def read_dates(
    tree: Any, article: Mapping[str, Any], meta: Mapping[str, tuple[str, ...]], url: str | None
) -> dict[str, tuple[str, str]]:
    """`date` and `modified`, as far as declared: an ISO 8601 string each, and where it came from."""
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


def iso(text: str) -> str:
    """The ISO 8601 date or moment that `text` opens with, or nothing.

    >>> iso("2024-03-05 10:00Z"), iso("March 2024")
    ('2024-03-05T10:00+00:00', '')
    """
    found = _STAMP.match(text.strip())
    return found[0].replace(" ", "T", 1).replace("Z", "+00:00") if found else ""


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
    """The days that the page shows in time elements and elements classed as dates, in order."""
    for element in tree.iter("time", "span", "div", "p", "li"):
        if element.tag != "time" and not _DATE_CLASS.search(element.get("class") or ""):
            continue
        text = flat(element)
        found = read_date(text) if 6 <= len(text) <= 80 else None
        if found:
            yield found
