"""Who wrote a page's article: what it declares, else what its bylines show.

The site's own name is an author only where the page says so and nobody else is named anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import normalize

from newsclean.names import authors_from, houses_from, is_agency
from newsclean.readers.bylines import authors_said, bylines, seen, shown_authors
from newsclean.readers.structured import names_in, types_of

AUTHOR_TAGS = (
    "citation_author",
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "parsely-author",
    "byl",
    "creator",
    "article:author_name",
    "cxenseparse:author",
)


class Authors(NamedTuple):
    """The authors, and where they came from. A `house` is the site itself, named where its authors should be."""

    names: tuple[str, ...]
    source: str
    house: bool = False


def read_authors(
    tree: Any, article: Mapping[str, Any], meta: Mapping[str, tuple[str, ...]], title: str, site: Sequence[str]
) -> Authors:
    """The authors; their source is "json-ld", "meta", "byline element" or "line under the headline".

    `site` are the names under which the site is known. They are no authors, unless the page declares that
    its publisher is a person, or names nobody else.
    """
    if "Person" in types_of(article.get("publisher")):
        site = ()
    declared = tuple(_declared(article, meta))
    named = [(authors_from(texts, site), source) for texts, source in declared]
    authors, source = next((found for found in named if found[0]), ((), ""))
    if len(authors) > 1 or (authors and not _is_short(authors[0])):
        return Authors(_fullest(authors, (others for others, _ in named)), source)
    marked = bylines(tree)
    shown = shown_authors(marked, site[:1])
    said = () if shown else authors_said(tree, title, site[:1])
    if authors:
        return Authors(_spelled_out(authors[0], shown or said), source)
    if shown or said:
        return Authors(shown or said, "byline element" if shown else "line under the headline")
    for texts, source in (*declared, *(((seen(element),), "byline element") for element in marked)):
        houses = houses_from(texts, site)
        if houses:
            return Authors(houses[:1], source, house=True)
    return Authors((), "")


def _declared(article: Mapping[str, Any], meta: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What the page declares to be its authors, strongest first, and where it does."""
    for field in ("author", "creator"):
        yield tuple(names_in(article.get(field))), "json-ld"
    for tag in AUTHOR_TAGS:
        yield tuple(text for text in meta.get(tag, ()) if not text.startswith("http")), "meta"


def _fullest(authors: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest of the lists that name all the `authors`: some pages declare only the first of several."""
    lists = [other for other in others if set(authors) <= set(other)]
    return max(lists, key=len, default=authors)


def _is_short(name: str) -> bool:
    """Whether `name` is an account's or a given name, in letters that part words."""
    return " " not in name and name.isascii() and not is_agency(name)


def _spelled_out(name: str, shown: Sequence[str]) -> tuple[str, ...]:
    """The one name shown that spells the short `name` out: the same letters, or the name with more behind it.

    >>> _spelled_out("ruth_amsel", ["Ruth Amsel"]), _spelled_out("Ruth", ["Ruth Amsel"]), _spelled_out("Ruth", ["Jun"])
    (('Ruth Amsel',), ('Ruth Amsel',), ('Ruth',))
    """
    letters = _letters(name)
    for full in shown:
        if " " in full and (_letters(full) == letters or _letters(full.split()[0]) == letters):
            return (full,)
    return (name,)


def _letters(name: str) -> str:
    """The letters of a name without case, accents and what stands between them."""
    return "".join(c for c in normalize("NFD", name.casefold()) if c.isalpha())
