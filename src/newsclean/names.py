"""Names of authors, told from all that pages put where names should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from newsclean.dates import is_date_line
from newsclean.folding import UNSPACED, words
from newsclean.packs import common_words, lexicon, month_numbers, word_list
from newsclean.phrases import PARTICLES

_SPLIT = re.compile(r"\s*(?:;|\||•|·|/|\n| & |\s[–—-]\s)\s*")
_NO_NAME = re.compile(r"https?:|www\.|@\w|\d{2,}|[<>{}=_©\\]|\.(?:com|org|net|html)\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_ASIDE = re.compile(r"\s+[\d@]")
_LABEL = re.compile(r"^[^:]{1,20}: (?=\S)")
_PLACE = re.compile(r",\s|\s[–—-]\s")
_HANDLE = re.compile(r"[a-z](?:[a-z0-9_-]|\.(?=[a-z]{5})){2,24}$")


def authors_from(texts: Iterable[str], site: Sequence[str] = ()) -> tuple[str, ...]:
    """The people, agencies and other bodies named in `texts`, in order, each once.

    Opening words such as "By" go, "A and B" and "A, B; C" split, what somebody does at the paper goes, and
    what is no name (addresses, dates, "admin", one of the names of the `site`) is dropped. A text that opens with
    the site's name goes on with its place or its motto.

    >>> authors_from(["By Ruth Amsel and Peter Okoro, staff reporter", "Reuters"])
    ('Ruth Amsel', 'Peter Okoro', 'Reuters')
    >>> authors_from(["Okoro, Peter"])
    ('Peter Okoro',)
    """
    houses = [house for house in map(words, site) if house]
    found: dict[str, str] = {}
    for text in texts:
        opening = _PLACE.split(text, maxsplit=1)[0]
        if not is_handle(text) and (
            _is_house("".join(words(text)), houses) or _is_house("".join(words(opening)), houses)
        ):
            continue
        for part in split_names(text):
            name = _less_role(part, houses)
            folded = words(name)
            if _is_name(name, folded) and (is_handle(name) or not _is_house("".join(folded), houses)):
                found.setdefault(" ".join(folded), name)
    return tuple(found.values())


def houses_from(texts: Iterable[str], site: Sequence[str]) -> tuple[str, ...]:
    """Those of `texts` that say no more than one of the names of the `site`, as they say it, each once.

    >>> houses_from(["Ruth Amsel", "The Harbour Post", "HarbourPost.com"], ["Harbour Post"])
    ('The Harbour Post', 'HarbourPost.com')
    """
    houses = [house for house in map(words, site) if house]
    said = (" ".join(_without_opening(text).split()) for text in texts)
    return tuple(dict.fromkeys(name for name in said if _is_house("".join(words(name)), houses)))


def split_names(text: str) -> Iterator[str]:
    """The parts of `text` that could each be one name.

    >>> list(split_names("Von Ruth Amsel, Peter Okoro und Jun Mori"))
    ['Ruth Amsel', 'Peter Okoro', 'Jun Mori']
    """
    text = _BRACKETS.sub(" ", _ADDRESS.sub(" ", " ".join(text.split()))).strip(" ,.;:|-–—")
    for part in _SPLIT.split(_without_opening(text)):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if len(pieces) == 2 and all(len(piece.split()) == 1 for piece in pieces) and not is_agency(pieces[1]):
            pieces = [f"{pieces[1]} {pieces[0]}"]
        for piece in pieces:
            for name in _at_joiners(piece):
                yield _without_opening(name)


def looks_like_name(text: str) -> bool:
    """Whether `text` has the shape of one name or of several: two to four capitalised words each.

    >>> looks_like_name("Ruth Amsel"), looks_like_name("View all posts"), looks_like_name("신현주")
    (True, False, True)
    """
    if not text or len(text) > 90 or _NO_NAME.search(text) or text[-1] in "?!:":
        return False
    if UNSPACED.search(text) or any("가" <= c <= "힣" for c in text[:1]):
        return len(text) <= 12
    joiners, roles = word_list("and"), word_list("role")
    small = joiners | PARTICLES
    plain = [word for word in re.split(r"[\s,;/&|]+", text) if word and word.lower().strip(".") not in small]
    if not 1 <= len(plain) <= 12:
        return False
    if not all(word[0].isupper() or word.lower() == word.upper() or word.lower() in roles for word in plain):
        return False
    return len(plain) > 1 or (plain[0].isalpha() and len(plain[0]) > 2 and plain[0].lower() not in roles)


def is_handle(text: str) -> bool:
    """Whether `text` is a name such as writers of blogs give themselves: one lower-case word."""
    return (
        bool(_HANDLE.match(text))
        and "admin" not in text
        and text not in word_list("role") | word_list("by") | word_list("and")
    )


def is_agency(text: str) -> bool:
    """Whether `text` is the name of a news agency, and nothing more."""
    return " ".join(words(text)) in lexicon().phrasebook.agencies


def opening_words(text: str) -> int:
    """How many words stand before the name in a byline.

    >>> opening_words("Posted by Ruth Amsel"), opening_words("Editor's Pick"), opening_words("Ruth Amsel")
    (2, 1, 0)
    """
    return len(text.split()) - len(_without_opening(text).split())


def opens_byline(text: str) -> bool:
    """Whether `text` opens with the word for "by" and goes on with a capital letter."""
    rest = _without_opening(text)
    return rest != text and bool(rest) and (rest[0].isupper() or rest[0].lower() == rest[0].upper())


def _without_opening(text: str) -> str:
    """`text` from behind the word for "by" on, where nothing but roles, dates and such stands before it."""
    folded = words(text)
    openers, beside = word_list("by"), word_list("role") | word_list("time")
    for start in range(min(len(folded), 12)):
        for count in (4, 3, 2, 1):
            if len(folded) > start + count and " ".join(folded[start : start + count]) in openers:
                rest = re.split(r"[\s:]+", text.lstrip(), maxsplit=start + count)
                return rest[-1] if len(rest) > start + count else text
        word = folded[start]
        if not (word in beside or word in month_numbers() or word.isdigit()):
            break
    return text


def _at_joiners(piece: str) -> Iterator[str]:
    joiners = word_list("and")
    current: list[str] = []
    for word in piece.split():
        if word.lower() in joiners and word.islower() and (len(word) > 1 or not current or len(current) > 1):
            if current:
                yield " ".join(current)
            current = []
        else:
            current.append(word)
    if current:
        yield " ".join(current)


def _less_role(name: str, houses: Sequence[list[str]]) -> str:
    """`name` less what its bearer does at the paper, and the paper's own name, on either side of it."""
    shown = _before_small_words(_ASIDE.split(_LABEL.sub("", name))[0].split())
    while shown:
        rest = _one_role_less(shown, houses)
        if rest is None or (len(rest) == 1 and len(shown) == 2 and rest[0].isascii()):
            break
        shown = rest
    return " ".join(shown).strip(" ,.-–—")


def _before_small_words(shown: list[str]) -> list[str]:
    """The words before the first of a sentence or a date: of "Ruth Amsel on Tuesday" the first two."""
    for place, word in enumerate(shown):
        if place and word.islower() and word not in PARTICLES and (word in common_words() or word in word_list("time")):
            return shown[:place]
    return shown


def _one_role_less(shown: list[str], houses: Sequence[list[str]]) -> list[str] | None:
    roles = word_list("role")
    last = shown[-1].lower().strip(".,:")
    if len(shown) > 2 and len(last) > 4 and last in word_list("time"):
        return shown[:-1]
    for count in (3, 2, 1):
        if " ".join(words(" ".join(shown[-count:]))) in roles:
            return shown[:-count]
        if len(shown) > count and " ".join(words(" ".join(shown[:count]))) in roles:
            return shown[count:]
    for house in houses:
        rest = shown[: -len(house)]
        if words(" ".join(shown[-len(house) :])) == house and (len(rest) > 1 or (rest and not rest[0].isascii())):
            return rest
    return None


def _is_house(name: str, houses: Sequence[list[str]]) -> bool:
    """Whether `name` is the site's: the same letters, or the same but for an article, a domain or a legal form."""
    for house in map("".join, houses):
        shorter, longer = sorted((name, house), key=len)
        alike = longer.startswith(shorter) or longer.endswith(shorter)
        if name == house or (len(shorter) >= 4 and alike and len(longer) - len(shorter) <= 4):
            return True
    return False


def _less_underscores(name: str) -> str:
    """`name` less the underscores that the name of an account has; among several words they are no part of a name."""
    return name if " " in name else name.replace("_", "")


def _is_name(name: str, folded: list[str]) -> bool:
    if is_handle(name):
        return True
    if (
        not folded
        or len(folded) > 8
        or not 1 < len(name) <= 60
        or _NO_NAME.search(_less_underscores(name))
        or is_date_line(name)
    ):
        return False
    if len(folded) == 1:
        return folded[0] not in month_numbers() and not name[0].islower() and folded[0] not in word_list("by")
    return not name[0].islower() or name != name.lower()
