"""The bylines that a page shows: who is named where its markup or its words say that the author stands.

A page marks its byline by attribute (microdata, `rel="author"`), by element (`address`) or by a class. A class
only makes a candidate: it must also read like a name. Without a mark, a line under the headline must open with
the word for "by".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from newsclean.names import authors_from, is_agency, is_handle, looks_like_name, opening_words, opens_byline
from newsclean.readers.headline import following, heading_of

LONGEST = 90
"""A byline has at most this many characters."""

BELOW = 80
"""So many elements behind the headline are looked at for a line that opens like a byline."""

MOST = 60
"""So many bylines of a page are looked at."""

OUTWARD = 10
"""So many elements outwards are looked at for readers' comments, forms and other articles' teasers."""

_MARK = re.compile(
    "author|byline|autor|auteur|vcard|verfasser|forfatter|writ|wrote|posted|skribent|journalist", re.IGNORECASE
)
_CLASS = re.compile(
    r"(?:^|[_-]|(?<=[a-z])(?=A|B))(?:authors?|bylines?|autor(?:es|en)?(?:zeile)?|auteurs?|vcard|verfasser|forfatter|writer|"
    r"writtenby|written-by|wrote_by|posted-by|skribent|journalist)(?:s?[_-]{0,2}(?:names?|link|line|info|meta|by|item|"
    r"list|list-item|wrapper|author|inner|text|content|detail|details|box|single|article|no-link)){0,3}(?:[_-]{1,2}(?:\w{4,7}|\d))?$",
    re.IGNORECASE,
)
# The page builder Elementor calls all that it places a widget, the byline under the headline as well.
_ELSEWHERE = re.compile(
    r"(?:^|\s)(?:comments?|comment-?list|comment-(?:list|body|author|meta|content|form|respond)|respond|(?:site|page)?-?footer)"
    r"(?:$|\s)|(?:^|[\s_-])(?:related|recommend\w*|sidebar|(?<!elementor-)widget|teaser|promo|testimonial|reply)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:e[sn]|i)?|autorin|auteurs?|writers?|reporters?|journalists?|journalistes?|periodistas?|"
    r"contributors?|columnists?|forfatter|skribent|profil)/[^/?#]",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"screen-reader|sr-only|visually-hidden|visuallyhidden|assistive", re.IGNORECASE)
_NO_BYLINE = frozenset({"meta", "link", "script", "style", "body", "html", "form", "input", "img", "svg", "head"})
_MUTE = frozenset({"script", "style", "svg", "img", "time", "button", "noscript", "figure", "template", "form"})
_NAME_CLASS = re.compile(r"(?:^|[\s_-])(?:fn|name)(?:$|[\s_-])", re.IGNORECASE)


def bylines(tree: Any) -> list[Any]:
    """The elements that are marked as bylines: those behind the headline, then those before it."""
    above: list[Any] = []
    below: list[Any] = []
    for element in tree.iter("*"):
        tag = element.tag
        if tag == "h1":
            above, below = above + below, []
        elif tag not in _NO_BYLINE and _is_candidate(element):
            below.append(element)
    return [element for element in (below + above)[:MOST] if not _is_elsewhere(element)]


def shown_authors(candidates: Sequence[Any], site: Sequence[str]) -> tuple[str, ...]:
    """The names in the first of the bylines that has some, and in those beside it.

    An agency beside a person is where the person works; alone it is the author.
    """
    for number, element in enumerate(candidates):
        authors = authors_from(names_shown(element), site)
        if authors:
            beside = [other for other in candidates[number + 1 :] if _beside(element, other)]
            more = authors_from((name for other in beside for name in names_shown(other)), site)
            named = tuple(dict.fromkeys((*authors, *more)))
            return tuple(name for name in named if not is_agency(name)) or named
    return ()


def authors_said(tree: Any, title: str, site: Sequence[str]) -> tuple[str, ...]:
    """The names in the first short line between the headline and the text that opens with the word for "by",
    or in a link that leads to an author's page.

    A name of one word counts behind several opening words, such as "Posted by".
    """
    heading = heading_of(tree, title)
    if heading is None:
        return ()
    for element in islice(following(heading), BELOW):
        if element.tag in _MUTE or not isinstance(element.tag, str):
            continue
        text = seen(element).lstrip("-–— ") if len(element) < 6 else ""
        if element.tag == "p" and len(text) > LONGEST * 2:
            break
        if not 5 < len(text) <= LONGEST or not (opens_byline(text) or _leads_to_author(element)):
            continue
        if not _is_elsewhere(element.getparent()):
            least = 1 if opening_words(text) > 1 else 2
            texts = names_shown(element) if element.tag == "a" else (text,)
            names = (name for name in authors_from(texts, site) if looks_like_name(name))
            authors = tuple(name for name in names if len(name.split()) >= least and name[0].isalpha())
            if authors:
                return authors
    return ()


def _leads_to_author(element: Any) -> bool:
    """Whether the element is a link to the page of an author, by its address."""
    return element.tag == "a" and _AUTHOR_PAGE.search(element.get("href") or "") is not None


def _is_candidate(element: Any) -> bool:
    named = element.get("class")
    if named and _MARK.search(named) and any(_CLASS.search(token) for token in named.split()):
        return True
    return (
        element.tag in ("byline", "address")
        or element.get("itemprop") in ("author", "creator")
        or ("author" in (element.get("rel") or "").split())
    )


def _is_elsewhere(element: Any) -> bool:
    """Whether the element stands among readers' comments, in a form, or in another article's teaser."""
    for _ in range(OUTWARD):
        if element is None or element.tag == "body":
            return False
        if element.tag in ("form", "nav", "footer") and element.find(".//h1") is None:
            inside = element.getparent()
            if element.tag != "footer" or inside is None or inside.tag not in ("article", "main", "section"):
                return True
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in ("article", "main") and _ELSEWHERE.search(named) and element.find(".//h1") is None:
            return True
        element = element.getparent()
    return False


def _beside(element: Any, other: Any) -> bool:
    """Whether two bylines are items of one list of authors: same tag and class, one parent or grandparent."""
    if element.tag != other.tag or element.get("class") != other.get("class"):
        return False
    for _ in range(2):
        element, other = element.getparent(), other.getparent()
        if element is None or other is None:
            return False
        if element is other:
            return True
    return False


def names_shown(element: Any) -> Iterator[str]:
    """The names in a byline's element: those of the elements inside that say so, or else its text."""
    marked = [
        inner
        for inner in element.iter()
        if inner is not element
        and isinstance(inner.tag, str)
        and (
            inner.get("itemprop") == "name"
            or "author" in (inner.get("rel") or "").split()
            or _NAME_CLASS.search(inner.get("class") or "")
        )
    ]
    for inner in marked:
        text = seen(inner) or inner.get("content") or ""
        if text and len(text) <= LONGEST and (looks_like_name(text) or opens_byline(text) or is_handle(text)):
            yield text
            if inner.get("itemprop") != "name":
                break
    else:
        if marked:
            return
        links = [text for text in map(seen, element.iter("a")) if looks_like_name(text)]
        if any(" " in text for text in links):
            links = [text for text in links if " " in text or not text.isascii()]
        text = seen(element)
        more = len(text) > len(" ".join(links)) + 3 and not opens_byline(text)
        if len(links) > 1 or (links and more and element.tag != "a"):
            yield from links
        elif len(text) <= LONGEST and (looks_like_name(text) or opens_byline(text) or _is_marked(element, text)):
            yield text
        elif len(text) <= LONGEST and looks_like_name(text.partition("|")[0].strip()):
            yield text.partition("|")[0].strip()


def _is_marked(element: Any, text: str) -> bool:
    """A name in one word of any letters counts where an attribute says that it is one."""
    return (is_handle(text) or text.replace("_", "").isalnum()) and (
        "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author"
    )


def seen(element: Any) -> str:
    """The element's text in one line, less what only screen readers say and what is no text."""
    pieces: list[str] = []
    _collect(element, pieces)
    return " ".join(" ".join(pieces).replace("\u00ad", "").split())


def _collect(element: Any, pieces: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in _MUTE or _UNSEEN.search(element.get("class") or ""):
        return
    pieces.append(element.text or "")
    if len(pieces) > 60:
        return
    for child in element:
        _collect(child, pieces)
        pieces.append(child.tail or "")
