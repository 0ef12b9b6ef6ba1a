"""From findings and hints to Metadata: what left the text, and what its source says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from newsclean.folding import cased_words, words
from newsclean.model import Document, Finding, Kind, Metadata
from newsclean.names import is_agency
from newsclean.packs import common_words, lexicon

_DATELINE = re.compile(
    r"\s*([A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w’'.\- ]{1,40}(?:, [A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w.’' ]{1,30})?)\s*"
    r"(?:,\s*[\w. ]{3,20}\s*)?\(([^()\n]{2,40})\)\s*[—–\-:.]"
)
# Networks and shops that follow a publisher's name; "mail" and "line" are left out, as papers are called so.
_NO_PAPER = frozenset(
    "whatsapp facebook telegram instagram youtube tiktok twitter viber linkedin messenger bluesky google app".split()
)
_ACCESS = ("paywalled", "metered", "free")
EVIDENCE = frozenset({"sources", "article_body", "headlines", "house_author"})
"""Hints that are no metadata, or not before all else was read."""


def gather(
    document: Document,
    findings: Iterable[Finding],
    given: Mapping[str, Any],
    language: str | None = None,
) -> Metadata:
    """The article's facts. What is given wins over what the source states, and that over what the text says, such as
    the `language` that its words tell.

    `given` may hold `title`, `language` and `url`. Among several findings for one field the first counts.
    """
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def learn(name: str, value: Any, source: str) -> None:
        if value and name not in values:
            values[name] = value
            sources[name] = source

    for name, value in given.items():
        learn(name, value, "given")
    hint_sources = document.hints.get("sources", {})
    for name, value in document.hints.items():
        if name not in EVIDENCE:
            learn(name, value, hint_sources.get(name, "page"))
    found = list(findings)
    _from_findings(found, learn)
    _agencies_among_authors(learn, values, sources)
    learn("authors", document.hints.get("house_author"), hint_sources.get("house_author", "page"))
    _from_dateline(document, learn, values, sources)
    learn("language", language, "text")
    return Metadata(**values, sources=sources)


def _from_findings(findings: list[Finding], learn: Any) -> None:
    for finding in findings:
        facts = finding.facts
        for name in ("title", "date", "modified", "dateline"):
            learn(name, facts.get(name), finding.rule)
        if facts.get("sponsored"):
            learn("sponsored", True, finding.rule)
    _all(
        findings, "authors", learn, lambda f: f.facts.get("authors") or _one(f.facts.get("name"), f.kind is Kind.BYLINE)
    )
    _all(findings, "agencies", learn, lambda f: agencies_in(str(f.facts.get("agency", ""))))
    _all(findings, "credits", learn, lambda f: f.facts.get("credits", ()))
    _all(findings, "notes", learn, lambda f: _one(f.facts.get("note"), True))
    named = [(_publisher(str(f.facts.get("publisher", ""))), f.rule) for f in findings]
    publishers = Counter(name for name, _ in named if name)
    if publishers:
        name = publishers.most_common(1)[0][0]
        learn("publisher", name, dict(reversed(named))[name])
    said = {f.facts.get("access"): f.rule for f in reversed(findings) if f.facts.get("access")}
    for access in _ACCESS:
        if access in said:
            learn("access", access, said[access])


def _publisher(said: str) -> str:
    """The name in what a slot caught: without a network's name and what follows, or common words at its end.

    Four words or more of which only the first has a capital are a sentence.

    Scripts without capitals give no hint where a name ends; there, a very common word means that it is none.

    >>> _publisher("Harbour Post on WhatsApp click")
    'Harbour Post'
    """
    name: list[str] = []
    for word in said.split():
        if word.lower() not in _NO_PAPER:
            name.append(word)
        elif name:
            break
    if said.lower() == said.upper():
        return "" if any(word in common_words() for word in words(said)) else said
    while name and name[-1] in common_words():
        name.pop()
    sentence = len(name) >= 4 and not any(word[0].isupper() for word in name[1:])
    return "" if sentence else " ".join(name)


def _one(value: Any, wanted: bool) -> tuple[str, ...]:
    return (str(value),) if value and wanted else ()


def _all(findings: list[Finding], name: str, learn: Any, read: Any) -> None:
    values: dict[str, str] = {}
    for finding in findings:
        for value in read(finding):
            values.setdefault(value, finding.rule)
    if name == "authors":
        values = {value: rule for value, rule in values.items() if not any(v.startswith(f"{value} ") for v in values)}
    if values:
        learn(name, tuple(values), next(iter(values.values())))


def agencies_in(text: str) -> tuple[str, ...]:
    """The news agencies named in `text`, as written there.

    >>> agencies_in("With AFP and Reuters")
    ('AFP', 'Reuters')
    """
    known = lexicon().phrasebook.agencies
    cased, folded = cased_words(text), words(text)
    found: list[str] = []
    at = 0
    while at < len(folded):
        for width in (3, 2, 1):
            if " ".join(folded[at : at + width]) in known:
                found.append(" ".join(cased[at : at + width]))
                at += width
                break
        else:
            at += 1
    return tuple(dict.fromkeys(found))


def _agencies_among_authors(learn: Any, values: dict[str, Any], sources: dict[str, str]) -> None:
    """An agency that is named as an author is one of the agencies, too."""
    declared = tuple(filter(is_agency, values.get("authors", ())))
    if declared:
        learn("agencies", declared, sources["authors"])
        values["agencies"] = tuple(dict.fromkeys((*values["agencies"], *declared)))


def _from_dateline(document: Document, learn: Any, values: dict[str, Any], sources: dict[str, str]) -> None:
    """`BRUSSELS (AP) —` at the head of the first prose: read, and left in the text."""
    if not document.prose:
        return
    first = document.blocks[document.prose[0]].text[:120]
    if "(" not in first:
        return
    found = _DATELINE.match(first)
    if not found:
        return
    agencies = agencies_in(found[2])
    if not agencies:
        return
    learn("dateline", found[1].strip(), "dateline")
    before = values.get("agencies", ())
    values["agencies"] = tuple(dict.fromkeys((*before, *agencies)))
    sources.setdefault("agencies", "dateline")
