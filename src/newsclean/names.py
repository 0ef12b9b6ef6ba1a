"""Names of authors, told from all that pages put where names should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsclean.folding import words
from newsclean.packs import lexicon, month_numbers, word_list

_SPLIT = re.compile(r"\s*(?:;|\||•|·|/|\n| & |\s[–—]\s)\s*")
_NO_NAME = re.compile(r"https?:|www\.|@\w|\d{2,}|[<>{}=_\\]|\.(?:com|org|net|html)\b")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_NOBODY = frozenset(
    """admin administrator editor editors staff newsroom redaktion redaction redacción redacao redação redazione
    redactie redakcja redaktionen toimitus author unknown none null guest user webmaster news team desk anonymous
    contributor contributors undefined root default""".split()
)


def authors_from(texts: Iterable[str], site: str = "") -> tuple[str, ...]:
    """The people and bodies named in `texts`, in order, each once.

    Opening words such as "By" go, "A and B" and "A, B; C" split, and what is no name (addresses, dates, the
    name of the site, "admin") is dropped. Agencies are no authors.

    >>> authors_from(["By Ruth Amsel and Peter Okoro", "Reuters"])
    ('Ruth Amsel', 'Peter Okoro')
    >>> authors_from(["Okoro, Peter"])
    ('Peter Okoro',)
    """
    known = lexicon().phrasebook.agencies
    site_words = words(site)
    found: dict[str, str] = {}
    for text in texts:
        for name in split_names(text):
            folded = words(name)
            plain = " ".join(folded)
            if folded == site_words or plain in known or not _is_name(name, folded):
                continue
            found.setdefault(plain, name)
    return tuple(found.values())


def split_names(text: str) -> Iterator[str]:
    """The parts of `text` that could each be one name."""
    text = _BRACKETS.sub(" ", " ".join(text.split())).strip(" ,.;:|-–—")
    text = _without_opening(text)
    for part in _SPLIT.split(text):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if len(pieces) == 2 and all(len(piece.split()) == 1 for piece in pieces):
            pieces = [f"{pieces[1]} {pieces[0]}"]
        for piece in pieces:
            yield from _at_joiners(piece)


def _without_opening(text: str) -> str:
    folded = words(text)
    openers = word_list("by")
    for count in (3, 2, 1):
        if len(folded) > count and " ".join(folded[:count]) in openers:
            rest = re.split(r"[\s:]+", text.lstrip(), maxsplit=count)
            return rest[-1] if len(rest) > count else text
    return text


def _at_joiners(piece: str) -> Iterator[str]:
    joiners = word_list("and")
    current: list[str] = []
    for word in piece.split():
        if word.lower() in joiners and word.islower() and len(word) > 0:
            if current:
                yield " ".join(current)
            current = []
        else:
            current.append(word)
    if current:
        yield " ".join(current)


def _is_name(name: str, folded: list[str]) -> bool:
    if not folded or len(folded) > 8 or len(name) > 60 or _NO_NAME.search(name):
        return False
    if len(folded) == 1 and (folded[0] in _NOBODY or folded[0] in month_numbers()):
        return False
    if name[0].islower() and name == name.lower():
        return False
    return len(name) > 1
