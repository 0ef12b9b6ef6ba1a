"""Who wrote it: "By …" lines, names alone above the text, agencies' sign-offs.

Names leave the text and become `authors` and `agencies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsclean.facts import agencies_in
from newsclean.folding import cased_words, without_accents, words
from newsclean.model import Certainty, Document, Finding, Kind, Role
from newsclean.packs import lexicon, listed_words, month_numbers, word_list
from newsclean.phrases import PARTICLES
from newsclean.rule import Rule, cued, phrased, rule

LONGEST = 120
"""A byline has at most this many characters."""

CASELESS_NAME = 12
"""A name and a role in a script without capitals have at most so many characters."""

NAME_DISTANCE = 6
"""A name alone stands at most this many blocks above the text."""

_SIGN_OFF = re.compile(r"[\s(\[<—–-]*([A-ZÀ-Þa-zà-ÿ&./ ]{2,40}?)(?:\s?[/|]\s?[\w./-]{1,20})*[\s)\]>]*$")


def _names(text: str, lead: int) -> tuple[str, ...]:
    """The names in `text` after its first `lead` words: capitalised words, split at "and" and commas."""
    joiners = word_list("and")
    names: list[str] = []
    for part in re.split(r"[,;/&]| \| ", text):
        current: list[str] = []
        for word in part.split():
            bare = word.strip(".:()[]*_|")
            folded = " ".join(words(bare))
            if lead and folded:
                lead -= 1
                continue
            if folded in joiners:
                _keep(current, names)
                current = []
            elif bare and (bare[0].isupper() or folded in PARTICLES or bare.lower() == bare.upper()):
                current.append(bare if len(bare) > 1 else word.strip(":()[]*_|"))
            else:
                break
        _keep(current, names)
    return tuple(names)


def _keep(current: list[str], names: list[str]) -> None:
    if len(current) >= 2 and not any(c.isdigit() for c in "".join(current)):
        names.append(" ".join(current))


@rule(
    "byline.by",
    Kind.BYLINE,
    "a line that opens with the word for “by” and goes on with a name",
    """\
Council approves budget for the new tram line
- By Ruth Amsel and Peter Okoro
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def by(document: Document) -> Iterator[Finding]:
    below_standfirst = document.prose[0] + 1 if document.prose else 0
    for number, found in document.short.items():
        block = document.blocks[number]
        signed = signature(block.text, found)
        if signed is None:
            continue
        names, agencies = signed
        near = number in document.head or number == below_standfirst
        yield Finding(
            block.start,
            block.end,
            Kind.BYLINE,
            certainty=Certainty.SURE if near and (names or agencies) else Certainty.LIKELY,
            facts={"authors": names, "agency": " ".join(agencies)},
        )


def signature(text: str, found: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The names and agencies of a line that opens with the word for “by”, or None for any other line.

    `found` are the folded words of `text`.

    >>> signature("By Ruth Amsel and AFP", ["by", "ruth", "amsel", "and", "afp"])
    (('Ruth Amsel',), ('AFP',))
    """
    if not 2 <= len(found) <= 16 or len(text) > LONGEST or found[0] not in listed_words("by"):
        return None
    openers = word_list("by")
    lead = next((n for n in (3, 2, 1) if " ".join(found[:n]) in openers), 0)
    if not lead or len(found) <= lead:
        return None
    cased = cased_words(text)
    name = cased[lead : lead + 2]
    if not all(w[0].isupper() or w.lower() in PARTICLES or w.lower() == w.upper() for w in name):
        return None
    if _goes_on(text, lead):
        return None
    names, agencies = _names(text, lead), agencies_in(text)
    if not names and not agencies and len(cased) > lead + 3:
        return None
    return names, agencies


SMALL_WORDS = 3
"""So many lower-case words behind the name make a sentence or a headline of the line; with a full stop, two do."""


def _goes_on(text: str, lead: int) -> bool:
    """Whether a sentence goes on behind the name, by its lower-case words that are no part of a name or a role.

    >>> _goes_on("By Ruth Amsel the bridge was hated.", 1), _goes_on("By Ruth Amsel, staff writer in Oslo", 1)
    (True, False)
    """
    beside = PARTICLES | word_list("and") | word_list("role") | word_list("by")
    written = re.split(r"[\s’']+", text.strip())[lead:]
    small = sum(word.islower() and word.strip(".,") not in beside for word in written)
    return bool(small >= (2 if text.rstrip().endswith((".", "।")) else SMALL_WORDS))


@rule(
    "byline.agency",
    Kind.BYLINE,
    "a line that names news agencies and nobody else",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- (dpa)
""",
)
def agency(document: Document) -> Iterator[Finding]:
    book, agency_words = lexicon().phrasebook, listed_words("agencies")
    for number, found in document.short.items():
        if not 1 <= len(found) <= 8 or agency_words.isdisjoint(found):
            continue
        block = document.blocks[number]
        text = block.text
        if len(text) > 60 or not _SIGN_OFF.match(text):
            continue
        if book.only_agencies(list(found)) or (
            "/" in text and len(found) <= 3 and book.only_agencies(list(found[:1])) and len(found[-1]) <= 4
        ):
            yield Finding(block.start, block.end, Kind.BYLINE, facts={"agency": text})


_INITIALS = re.compile(r"(?:[^\W\d_a-z][\w.-]{1,11} ){0,2}[(\[][A-Za-zÀ-ÿ]{2,5}(?:[/,] ?[A-Za-zÀ-ÿ]{2,5}){0,2}[)\]]")


@rule(
    "byline.initials",
    Kind.BYLINE,
    "initials in brackets after the text, alone or behind the publisher's or an agency's short name",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- (kst/mo)
""",
    """\
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- HPR (kst)
""",
)
def initials(document: Document) -> Iterator[Finding]:
    for number in document.tail:
        block = document.blocks[number]
        if len(block.text) <= 28 and _INITIALS.fullmatch(block.text):
            yield Finding(block.start, block.end, Kind.BYLINE)


_APART = re.compile(r"\s*(?:[,;/&|(]|\s[–—-]\s)\s*")


@rule(
    "byline.names",
    Kind.BYLINE,
    "names alone, or names with an agency or a role, above the text or as its last line",
    """\
Council approves budget for the new tram line
- Ruth Amsel, Peter Okoro
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
    """\
- Ruth Amsel/AFP
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def several(document: Document) -> Iterator[Finding]:
    """A line of names between the paragraphs, or with more behind it, may list players or winners."""
    book, roles = lexicon().phrasebook, word_list("role")
    for number in (*document.head, *document.tail[-1:]):
        block = document.blocks[number]
        listed = block.role is Role.ITEM or not (block.text[0].isalpha() or block.text[0] in "([*_")
        if number not in document.short or len(block.text) > LONGEST or listed:
            continue
        parts = [part.strip(" *_)") for part in _APART.split(block.text.strip(" ()"))]
        named = [part for part in parts if part and _is_name(part)]
        agencies = [part for part in parts if book.only_agencies(words(part))]
        jobs = [part for part in parts if " ".join(words(part)) in roles]
        if named and len(parts) > 1 and len(named) + len(agencies) + len(jobs) == len(parts):
            facts = {"authors": tuple(named), "agency": " ".join(agencies)}
            yield Finding(block.start, block.end, Kind.BYLINE, certainty=Certainty.LIKELY, facts=facts)


_WITH_ADDRESS = re.compile(r"([^@\d:]{2,45}?)[\s,|·–—/(<-]+([\w.+-]{2,64})@[\w-]+(?:\.[\w-]+)+[)>]?$")


@rule(
    "byline.address",
    Kind.BYLINE,
    "a name and the mail address of its bearer, above or after the text",
    """\
- Ruth Amsel ruth.amsel@example.com
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def address(document: Document) -> Iterator[Finding]:
    """The address of somebody else has no letters of the name: it may be where to register."""
    for number in (*document.head, *document.tail):
        block = document.blocks[number]
        found = _WITH_ADDRESS.match(block.text) if "@" in block.text and len(block.text) <= LONGEST else None
        if found is None:
            continue
        caseless = found[1].lower() == found[1].upper()
        theirs = any(len(word) > 2 and word in found[2].lower() for word in map(without_accents, words(found[1])))
        if (caseless and len(found[1]) <= CASELESS_NAME) or (_is_name(found[1]) and theirs):
            facts: dict[str, tuple[str, ...]] = {} if caseless else {"authors": (found[1].strip(" *_"),)}
            yield Finding(block.start, block.end, Kind.BYLINE, certainty=Certainty.LIKELY, facts=facts)


@rule(
    "byline.name",
    Kind.BYLINE,
    "a name alone between the headline and the text, or above a text that does not name it",
    """\
Council approves budget for the new tram line
- Ruth Amsel
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
    """\
- Ruth Amsel
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
""",
)
def name(document: Document) -> Iterator[Finding]:
    """A first line may be a headline of two words as well, so it names no author."""
    head = document.head
    taken = {match.block for match in document.matches}
    for number in head[-NAME_DISTANCE:] if len(head) > NAME_DISTANCE else head:
        block = document.blocks[number]
        alone = not (
            (number and _is_name(document.blocks[number - 1].text)) or _is_name(document.blocks[number + 1].text)
        )
        below_title = number > 0 or document.hints.get("title")
        if below_title and number not in taken and alone and _is_name(block.text):
            yield Finding(
                block.start,
                block.end,
                Kind.BYLINE,
                certainty=Certainty.LIKELY,
                facts={"authors": (block.text.strip(" *_"),)},
            )
        elif not below_title and len(head) == 1 and number not in taken and _is_name(block.text):
            surname = block.text.split()[-1].strip("*_")
            if document.text.count(surname) == 1:
                yield Finding(block.start, block.end, Kind.BYLINE, certainty=Certainty.LIKELY)


@rule(
    "byline.publisher",
    Kind.BYLINE,
    "a line that is the publisher's name and nothing else",
)
def publisher(document: Document) -> Iterator[Finding]:
    said = "".join(words(str(document.hints.get("publisher", ""))))
    if len(said) < 3:
        return
    for number, found in document.short.items():
        block = document.blocks[number]
        joined = "".join(found)
        if joined.startswith(said) and len(joined) - len(said) <= 4 and len(found) <= 6:
            yield Finding(block.start, block.end, Kind.BYLINE)


def _is_name(text: str) -> bool:
    """Two to four capitalised words and nothing else, none of them a common word or a month."""
    if len(text) > 45 or text[-1] in ".:?!" or not set(text).isdisjoint('0123456789,:;/|&„“”"«»()'):
        return False
    cased = cased_words(text)
    if not 2 <= len(cased) <= 4 or not all(w[0].isupper() or w in PARTICLES for w in cased):
        return False
    known, months = word_list("common"), month_numbers()
    folded = words(text)
    return not any(w in known for w in folded) and not all(w in months for w in folded)


_PHRASED = phrased(Kind.BYLINE)


def _with_names(document: Document) -> Iterator[Finding]:
    """The packs' byline phrases. Scripts without capitals have no slot for names: what follows the colon is one."""
    sources = word_list("credit")
    for finding in _PHRASED.find(document):
        label, colon, rest = document.text[finding.start : finding.end].partition(":")
        named = "name" in finding.facts or "agency" in finding.facts
        caseless = rest.strip()[:1].lower() == rest.strip()[:1].upper()
        if named or not colon or not caseless or " ".join(words(label)) in sources or agencies_in(rest):
            yield finding
            continue
        yield replace(finding, facts={**finding.facts, "authors": _names(rest, 0)})


RULES = (
    Rule(_PHRASED.name, Kind.BYLINE, _PHRASED.why, _with_names),
    cued(Kind.BYLINE, "Text by our correspondent, editing by our desk staff writers"),
    by,
    agency,
    initials,
    several,
    address,
    name,
    publisher,
)
