"""Language identification: which language a document's prose is in."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from newsclean.folding import rough_words, words
from newsclean.model import Document
from newsclean.packs import common_words
from newsclean.phrases import size

# Folding parts words at the vowel signs of these scripts, in the packs and so in the text.
_VOWEL_SIGNS = re.compile("[\u0900-\u0dff]")

_SCRIPTS = {
    "ko": re.compile("[\uac00-\ud7a3]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
}
"""Scripts in which news is written in one language only: where its common words do not tell it, they do."""

SCRIPT_SHARE = 0.3
"""This share of a text's letters is enough: Japanese has more Han characters than kana."""

LANGUAGE_SAMPLE, LANGUAGE_WORDS = 400, 60
"""How many characters of a block, and how many words in all, are read to tell the language."""


class Told(NamedTuple):
    """A language as an ISO 639-1 code, None where it could not be told, and how many blocks of prose it was told by."""

    language: str | None
    read: int


def tell_language(document: Document) -> Told:
    """The language of the prose by its most common words and its script."""
    sample: list[str] = []
    read = 0
    for number in document.prose or range(len(document.blocks)):
        read += 1
        text = document.blocks[number].text[:LANGUAGE_SAMPLE]
        sample += words(text) if _VOWEL_SIGNS.search(text) else rough_words(text)
        if size(sample) >= LANGUAGE_WORDS:
            break
    known = common_words()
    votes = Counter([code for word in sample for code in known.get(word, ())])
    best = max(votes, key=votes.__getitem__, default=None)
    if best is not None and votes[best] >= max(2, size(sample) // 12):
        return Told(best, read)
    letters = "".join(sample)
    for code, script in _SCRIPTS.items():
        if letters and len(script.findall(letters)) >= SCRIPT_SHARE * len(letters):
            return Told(code, read)
    return Told(None, read)
