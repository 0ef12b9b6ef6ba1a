"""Where on the page the article is: trafilatura's extraction, and three ways to help it where it found too little.

trafilatura's fast mode takes two thirds of the time, and on most pages finds the same. Where it found much less
than the page has in paragraphs, or than the publisher declares, there is one of three reasons: the text stands in
several containers alike, between advertisements; the slower fallbacks are needed; or only the declared body has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any

from lxml.etree import Element, SubElement

from newsclean.folding import UNSPACED

LEAST = 250
"""Fewer characters than this are too little for an article."""

SHORT = 100
"""In a script without spaces, only a text with fewer characters is worse than the text of the whole page."""

ENOUGH = 0.6
"""The share of the page's paragraphs that the fast extraction must have found. Fitted on 779 pages of 588
sites: from 0.6 on, recall is that of the slow extraction, which is then needed on one page in eleven."""

PLENTY = 3000
"""From so many characters on, the slow extraction found no more on any of the 779 pages."""

PARAGRAPH = 60
"""So many characters a paragraph has that is counted."""

ALIKE = 4
"""In so many elements outwards two containers must be alike, tag and class, to hold parts of one text."""

MISSED = 0.1
"""This share of what was found must stand in the containers alike to be worth another extraction."""

Signature = tuple[tuple[str, str | None], ...]


def extracted(tree: Any, hints: Mapping[str, Any]) -> Any:
    """The article's element in trafilatura's own vocabulary (p, head, list, item, quote, …), or None.

    `tree` is not changed. `hints` may hold the declared `article_body`.
    """
    declared = hints.get("article_body", "")
    dense = UNSPACED.search(hints.get("title", "")) is not None
    body = _extract(tree, fast=True, dense=dense)
    paragraphs = _paragraphs(tree)
    joined = _joined(tree, body, paragraphs)
    if joined is not None:
        body = _extract(joined, fast=True, dense=dense)
    found = _length(body)
    there = max(sum(len(text) for _, text in paragraphs), len(declared))
    if found < LEAST or (found < PLENTY and found < ENOUGH * there):
        slow = _extract(tree, fast=False, dense=dense)
        body = slow if _length(slow) > found else body
    run_together = body is not None and len(body) == 1 and "\n" in declared.strip() and found <= len(declared)
    return _of_lines(declared) if run_together or _length(body) < ENOUGH * len(declared) else body


def _extract(tree: Any, *, fast: bool, dense: bool) -> Any:
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    # Any other format than "python" keeps trafilatura from rendering a text that nobody reads.
    found: Any = bare_extraction(
        tree,
        fast=fast,
        output_format="xml",
        include_comments=False,
        include_links=True,
        include_formatting=True,
        config=_dense_config() if dense else DEFAULT_CONFIG,
    )
    return None if found is None else found.body


@lru_cache(maxsize=1)
def _dense_config() -> Any:
    """trafilatura's settings for scripts without spaces, which say as much in a third of the characters."""
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(SHORT))
    return config


def _length(body: Any) -> int:
    return 0 if body is None else sum(map(len, body.itertext()))


def _paragraphs(tree: Any) -> list[tuple[Any, str]]:
    """The page's paragraphs of some length, with their text in one line."""
    found = ((paragraph, " ".join("".join(paragraph.itertext()).split())) for paragraph in tree.iter("p"))
    return [(paragraph, text) for paragraph, text in found if len(text) > PARAGRAPH]


def _joined(tree: Any, body: Any, paragraphs: list[tuple[Any, str]]) -> Any:
    """A copy of the page in which the containers that are alike are one; None where nothing was missed."""
    if body is None:
        return None
    text = " ".join("".join(body.itertext()).split())
    found: set[Signature] = set()
    missed: dict[Signature, int] = {}
    for paragraph, words in paragraphs:
        alike = _signature(paragraph.getparent())
        if words[:PARAGRAPH] in text:
            found.add(alike)
        else:
            missed[alike] = missed.get(alike, 0) + len(words)
    for alike in found & set(missed):
        if missed[alike] > MISSED * len(text):
            return _joining(deepcopy(tree), alike)
    return None


def _signature(element: Any) -> Signature:
    """Tags and classes of an element and the elements around it."""
    signature: list[tuple[str, str | None]] = []
    while element is not None and len(signature) < ALIKE:
        signature.append((element.tag, element.get("class")))
        element = element.getparent()
    return tuple(signature)


def _joining(tree: Any, alike: Signature) -> Any:
    """`tree` with all containers of that signature moved into the first; None for parts of several articles."""
    containers = [e for e in tree.iter(alike[0][0]) if _signature(e) == alike]
    if len(containers) < 2 or len({_article(container) for container in containers}) > 1:
        return None
    first, *others = containers
    for other in others:
        first.extend(list(other))
    return tree


def _article(container: Any) -> Any:
    """The element that holds one article: an article element, or the outermost one with no more than one h1."""
    outermost = container
    for around in container.iterancestors():
        if around.tag == "article":
            return around
        if len(list(around.iter("h1"))) > 1:
            return outermost
        outermost = around
    return outermost


def _of_lines(text: str) -> Any:
    body = Element("body")
    for line in text.splitlines():
        SubElement(body, "p").text = line
    return body
