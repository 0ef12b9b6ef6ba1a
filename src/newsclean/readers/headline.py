"""The headline that a reader sees, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lxml.etree import Element

from newsclean.folding import words
from newsclean.readers.structured import plain

TITLE_TAGS = ("og:title", "twitter:title", "title", "dc.title", "headline", "sailthru.title", "parsely-title")

LIKE = 0.5
"""So much of its words a heading must share with a declared title to be the headline: a choice, not fitted."""

_SITE_SEPARATOR = re.compile(r"\s+(?:[|–—•·»«-]|//|::)\s+|\s*[|｜]\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])")
_BRANDED = re.compile(r"(?:^|[\s_-])(?:site-?(?:title|name)|logo|brand|branding|masthead)(?:$|[\s_-])", re.IGNORECASE)
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


class Heading(NamedTuple):
    """A heading of the page: its whole text, and the text of each element in it that has some."""

    text: str
    parts: tuple[str, ...]


def read_headline(
    tree: Any, article: Mapping[str, Any], meta: Mapping[str, tuple[str, ...]], site: str
) -> tuple[str, str, tuple[str, ...]]:
    """The headline; where it came from ("h1", "h2", "h3", "json-ld", "meta" or "title element"); its other wordings.

    It is the heading of the page that says what a declared title says: word for word, or else mostly. Where a
    kicker or a standfirst stands inside that heading as an element of its own, and the title is declared without
    it, the declared title is the headline.
    """
    stated = plain(article.get("headline"))
    tags = [meta[tag][0] for tag in TITLE_TAGS if tag in meta]
    page = next((flat(element) for element in tree.iter("title")), "")
    declared = [without_site(text, site) for text in (stated, *tags, page) if text]
    said = [words(text) for text in declared]
    closest = {level: _closest(_headings(tree, level), said) for level in ("h1", "h2", "h3")}
    exact = [level for level, (_, score) in closest.items() if score == 1]
    for level in (*exact, "h1", "h2"):
        heading, score = closest[level]
        if heading is not None and score >= LIKE:
            return _less_kicker(heading, declared, site), level, (heading.text, " ".join(heading.parts), *declared)
    for text, source in ((stated, "json-ld"), (tags[0] if tags else "", "meta")):
        if text:
            return without_site(text.translate(_INVISIBLE), site), source, tuple(declared)
    if page:
        return (without_site(page, site) if site else _less_last_part(page)), "title element", tuple(declared)
    headings = [heading.text for heading in _headings(tree, "h1") if words(heading.text) != words(site)]
    return headings[0] if headings else "", "h1", tuple(headings)


def heading_of(tree: Any, title: str) -> Any:
    """The first heading of the page that says `title`, else its first h1, else None."""
    wanted = words(title)
    first = None
    for heading in tree.iter("h1", "h2", "h3"):
        if wanted and words(flat(heading)) == wanted:
            return heading
        if first is None and heading.tag == "h1":
            first = heading
    return first


def flat(element: Any) -> str:
    """The text of an element in one line, without soft hyphens."""
    return " ".join("".join(element.itertext()).translate(_INVISIBLE).split())


def following(element: Any) -> Iterator[Any]:
    """The elements behind `element` in the order of the page, less those inside it."""
    while element is not None:
        for sibling in element.itersiblings():
            yield from sibling.iter(Element)
        element = element.getparent()


def _headings(tree: Any, level: str) -> Iterator[Heading]:
    """The headings of a level, less those in which the site names itself and links to its home."""
    for element in tree.iter(level):
        text = flat(element)
        if not text or _BRANDED.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            continue
        parent = element.getparent()
        around = "" if parent is None else f"{parent.get('class') or ''} {parent.get('id') or ''}"
        if _BRANDED.search(around) or any((link.get("rel") or "") == "home" for link in element.iter("a")):
            continue
        pieces = (" ".join(piece.translate(_INVISIBLE).split()) for piece in element.itertext())
        yield Heading(text, tuple(piece for piece in pieces if piece))


def _closest(headings: Iterable[Heading], said: list[list[str]]) -> tuple[Heading | None, float]:
    """The heading that shares most with what is declared, and how much: 1 is all."""
    best: Heading | None = None
    score = 0.0
    for heading in headings:
        found = set(words(" ".join(heading.parts)))
        if not 1 <= len(found) <= 60:
            continue
        for other in map(set, said):
            shared = len(found & other)
            likeness = max(shared / len(found | other), 0.9 * shared / len(found) if len(found) > 2 else 0.0)
            if likeness > score:
                best, score = heading, likeness
    return best, score


def _less_kicker(heading: Heading, declared: list[str], site: str) -> str:
    """The heading's text less a kicker or standfirst in an element of its own, unless it is declared with it."""
    whole = without_site(heading.text, site)
    shown = words(" ".join(heading.parts))
    said = [words(text) for text in declared]
    colon = len(heading.parts) > 1 and ":" in (heading.parts[0][-1], heading.parts[1][0])
    if len(heading.parts) < 2 or (colon and shown in said):
        return whole
    last = words(heading.parts[-1])
    for text, found in zip(declared, said, strict=True):
        if 3 <= len(found) < len(shown) and (last == found or shown == found + last):
            return text
    runs_on = heading.text.startswith(heading.parts[0] + heading.parts[1])
    if runs_on and heading.parts[0][-1].isalnum() and len(heading.parts) == 2 and len(last) >= 3:
        return heading.parts[-1]
    return whole


def without_site(title: str, site: str) -> str:
    """`title` less the name of the site behind or before it.

    >>> without_site("Bridge reopens after a year - Harbour Post", "Harbour Post")
    'Bridge reopens after a year'
    """
    title = " ".join(title.split())
    parts = _SITE_SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    for place, rest in ((-1, parts[0]), (0, parts[-1])):
        if len(words(rest)) >= 2 and _is_site(words(parts[place]), words(site)):
            cut = title.rfind(parts[-1]) if place else title.find(parts[1], len(parts[0]))
            return without_site((title[:cut] if place else title[cut:]).strip(" |–—•·:»«/-"), site)
    return title


def _is_site(part: list[str], name: list[str]) -> bool:
    if not part:
        return False
    joined, whole = "".join(part), "".join(name)
    if joined == whole or (len(part) <= 5 and set(part) <= set(name)) or set(name) == set(part[:-1]):
        return True
    return len(joined) >= 3 and len(part) <= 4 and bool(whole) and (joined in whole or whole in joined)


def _less_last_part(title: str) -> str:
    """A page's title element less its last part, which names the site, where nothing else names it."""
    parts = _SITE_SEPARATOR.split(" ".join(title.split()))
    if len(parts) > 1 and len(words(parts[-1])) <= 5 and len(words(parts[0])) >= 3:
        return parts[0]
    return title
