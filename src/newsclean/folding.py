"""Words as the matcher sees them: case, width, accents' encoding, invisible characters and look-alikes folded away.

Folded words serve matching only; they never enter the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Scripts written without spaces: there every character is a word of its own.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
)
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
UNSPACED = re.compile(f"[{_UNSPACED}]")

LINE_BREAK, SENTENCE_BREAK = "\0", "\1"
"""The tokens that `token_lines` puts between two texts and behind a sentence."""

_SENTENCE_END = re.compile("[.!?…؟।][\\])\"'”’»]* |[。！？]")

# Breaking UTF-8 into words is three times as fast as breaking a string: marks of ASCII go by one table, the few
# different ones beyond it one by one, at the speed of memory.
_ASCII = bytes(range(128))
_PLAIN = bytes(
    code
    if code >= 128 or chr(code) == "\n"
    else 2
    if chr(code) in ".!?"
    else ord(chr(code).lower())
    if chr(code).isalnum()
    else 32
    for code in range(256)
)
_SENTENCE_MARKS = frozenset("…؟۔")
_SYMBOLS = re.compile(
    "[\u00a0-\u00bf\u060c\u061b\u2000-\u2bff\u3000-\u3004\u3008-\u303f\u3163\ufe00-\ufe0f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f000-\U0001ffff]"
)

# Besides what cannot be seen: the vowel points of Hebrew and Arabic, and the bar that stretches an Arabic word.
# Most texts leave them out.
_UNWRITTEN_FOUND = re.compile(
    "[\u00ad\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670\u200b-\u200f\u2060\ufeff]"
)

# Cyrillic and Greek letters that look like Latin ones (Unicode confusables), lower case.
_LOOK_ALIKE = str.maketrans("авеёзікмнорсстухѕјһԁԛԝαβεικνορτυχω", "abeeзikmhopcctyxsjhdqwabeiknoptuxw")
_LOOK_ALIKE_LETTERS = frozenset("оеаο")  # the commonest of them: without one there is no word to speak of
_LATIN = re.compile("[a-z]")
_OTHER_ALPHABET = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_MIXED_WORD = re.compile(r"[a-z]+[\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f]+[a-z]")


def words(text: str) -> list[str]:
    """The folded words of `text`, in order.

    >>> words("Ｓｉｇｎ\\u00a0up: our news\\u00adletter!")
    ['sign', 'up', 'our', 'newsletter']
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(_fold(text))


# Besides the invisible, the wide and the unspaced: ordinals, the trade mark, ligatures, Arabic presentation forms,
# and marks of Hebrew, Arabic and the scripts of India, at which words come apart.
_ODD = re.compile(
    "[\u00aa\u00ad\u00b2\u00b3\u00b9\u00ba\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0dff\u200b-\u200f\u2060\u2116\u2122\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufeff\uff10-\uff5a"
    f"{_UNSPACED}]"
)


def token_lines(texts: Sequence[str]) -> list[str]:
    """The words of all `texts` one after the other, with a break between two texts and behind sentences.

    Folded only where it makes a difference: folding is five times as dear, and most texts don't need it.

    >>> token_lines(["Sign up! Now.", "Read more"])
    ['sign', 'up', '\\x01', 'now', '\\x00', 'read', 'more']
    """
    text = "\n".join(texts)
    if text.count("\n") >= len(texts):
        text = "\n".join([piece.replace("\n", " ") for piece in texts])
    beyond_ascii = _beyond_ascii(text)
    if _needs_folding(beyond_ascii, text):
        folded: list[str] = []
        for piece in texts:
            for sentence in _SENTENCE_END.split(piece):
                folded += words(sentence)
                folded.append(SENTENCE_BREAK)
            folded[-1] = LINE_BREAK
        return folded[:-1]
    return _tokens(text, beyond_ascii)


def rough_words(text: str) -> list[str]:
    """Lower-case words, roughly, at a fifth of the cost of folding; every character of an unspaced script.

    Enough to tell the language.
    """
    if UNSPACED.search(text):
        return _WORD.findall(text.lower())
    return [word for word in _tokens(text, _beyond_ascii(text)) if word not in (LINE_BREAK, SENTENCE_BREAK)]


def _beyond_ascii(text: str) -> str:
    """The characters of `text` that are not ASCII: in most scripts few, so that looking through them costs little."""
    if text.isascii():
        return ""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


MANY_CAPITALS = 8
"""So many different capitals beyond ASCII are put into lower case with all the text, fewer one by one."""


def _tokens(text: str, beyond_ascii: str) -> list[str]:
    letters = set(beyond_ascii)
    if sum(map(str.isupper, letters)) > MANY_CAPITALS:
        text = text.lower()
    data = text.encode("utf-8", "surrogatepass").translate(_PLAIN)
    for letter in letters:
        if (plain := _plain(letter)) is not None:
            data = data.replace(letter.encode("utf-8", "surrogatepass"), plain)
    data = data.replace(b"\2 ", b" \1 ").replace(b"\2", b" ").replace(b"\n", b" \0 ")
    return data.decode("utf-8", "surrogatepass").split()


@lru_cache(maxsize=4096)
def _plain(letter: str) -> bytes | None:
    """What stands for `letter` where words come apart, None for the letter itself."""
    if letter in _SENTENCE_MARKS:
        return b"\2"
    if _SYMBOLS.match(letter):
        return b" "
    lower = letter.lower().replace("i\u0307", "i")
    return lower.encode("utf-8", "surrogatepass") if lower != letter else None


def _needs_folding(beyond_ascii: str, text: str) -> bool:
    """Whether `text` may have words that only folding shows: invisible or wide characters, look-alike letters, or a
    script written without spaces."""
    if _ODD.search(beyond_ascii):
        return True
    suspect = not _LOOK_ALIKE_LETTERS.isdisjoint(beyond_ascii)
    return suspect and _MIXED_WORD.search(text.lower()) is not None


def cased_words(text: str) -> list[str]:
    """The same words as `words`, with their capitals left: one for one, so that a match can be read back."""
    if text.isascii():
        return _WORD.findall(text)
    return _WORD.findall(_normal(text))


_ENDED = re.compile(r"[|:;•·!?。！？]|\.\s")
_APART = re.compile(r"[,，、/()（）\[\]\"“”„«»–—]")


def words_apart(text: str) -> list[str]:
    """For each of `cased_words`, what sets it apart from the next: a full stop for marks that end something, a comma
    for commas, brackets and quotation marks, nothing for a hyphen, an apostrophe or the stop behind an initial.

    >>> words_apart("By J. K. Amsel, Oslo: Tolls. Up")
    ['', '', '', ',', '.', '.', '']
    """
    text = _normal(text)
    ends = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    following = [start for start, _ in ends[1:]]
    return [
        *(_between(text[end:after], end - start) for (start, end), after in zip(ends, following, strict=False)),
        "",
    ][: len(ends)]


def _between(marks: str, length: int) -> str:
    """What `marks` between a word of `length` characters and the next make of the two."""
    if length == 1 and marks.startswith("."):
        return ""
    return "." if _ENDED.search(marks) else "," if _APART.search(marks) else ""


def _normal(text: str) -> str:
    text = text.replace("ㅣ", " ")  # a Hangul letter, set as a bar between a label and a name
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if _UNWRITTEN_FOUND.search(text):
        text = _UNWRITTEN_FOUND.sub("", text)
    return text


def _fold(text: str) -> str:
    text = _normal(text).lower()
    if "\u0307" in text:  # what lower() leaves of the dotted capital I
        text = text.replace("i\u0307", "i")
    if _OTHER_ALPHABET.search(text) and _LATIN.search(text) and _MIXED_WORD.search(text):
        text = text.translate(_LOOK_ALIKE)
    return text


def without_accents(word: str) -> str:
    """`word` less its diacritics: capitals are often printed without them.

    >>> without_accents("abonnés"), without_accents("kayıt")
    ('abonnes', 'kayit')
    """
    if word.isascii():
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).replace("ı", "i").replace("ß", "ss").replace("ø", "o").replace("ł", "l")
