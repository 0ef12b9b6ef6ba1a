"""Reasons to spare a finding. A guard looks at one finding and says yes or no; what it spared is listed.

`only_prose_left` is the exception: it weighs all cuts together, so `resolve` asks it last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from newsclean.annotation import is_prose
from newsclean.folding import words
from newsclean.model import ASKS, LINKS, Certainty, Document, Finding, Kind, Match, Role

Protect = Callable[[str], bool]

_OPENING_QUOTES = "\"'“„«»‘‚「『《"
_QUOTED = re.compile(r"[\"“„«»「『](.+)[\"”“«»」』]", re.DOTALL)
_MENTION = re.compile(r"\s*[\"“„«»「『]([^\"“”„«»「」『』]+)[\"”“«»」』][,\s—–-]*[^\W\d_]+(?: \S+){2}")
QUOTED_SHARE = 0.35
"""A block is a quotation when it opens with a quotation mark and this share of it stands between two."""


@dataclass(frozen=True, slots=True)
class Guards:
    """The guards of one cleaner: `protects` are the user's own, `said` the verbs that report speech."""

    protects: tuple[Protect, ...] = ()
    said: frozenset[str] = frozenset()

    def __call__(self, finding: Finding, document: Document, match: Match | None) -> str | None:
        """The name of the guard that spares `finding`, or None. `match` is the phrase behind it, if any."""
        text = document.text[finding.start : finding.end]
        if self.protects and any(protect(text) for protect in self.protects):
            return "protected"
        if match is None:
            return None
        if opens_sentence(match, text):
            return "opens_sentence"
        if match.kind in _ASKING and match.where != "label" and attributed(text, self.said):
            return "reported_speech"
        if match.where in ("whole", "label") or match.kind not in ASKS | {Kind.RELATED}:
            return None
        if match.where == "start" and opens_with_mention(text, match.words):
            return "in_quotation"
        if match.kind not in ASKS:
            return None
        if in_quotation(text):
            return "in_quotation"
        if match.where in ("anywhere", "cues") and not self.said.isdisjoint(words(text)):
            return "reported_speech"
        return None


def in_quotation(text: str) -> bool:
    """Whether a block or sentence is somebody's words, not the site's.

    >>> in_quotation('“Sign up for the newsletter and you will see,” she said.')
    True
    >>> in_quotation("Sign up for our “Daily Briefing” newsletter")
    False
    """
    shown = text.strip()
    if not shown or shown[0] not in _OPENING_QUOTES:
        return False
    quoted = _QUOTED.search(shown)
    return quoted is not None and len(quoted[1]) >= QUOTED_SHARE * len(shown) - 4 and len(shown.split()) > 4


def opens_with_mention(text: str, count: int) -> bool:
    """Whether `text` opens with at least `count` words in quotation marks, and goes on to speak of them.

    >>> opens_with_mention("“Subscribe now” was all that the letter said to the widow.", 2)
    True
    >>> opens_with_mention("“Daily Briefing”: sign up and read it every morning", 3)
    False
    """
    mention = _MENTION.match(text)
    return mention is not None and len(words(mention[1])) >= count


_ASKING = (ASKS | LINKS) - {Kind.BIO}
_ATTRIBUTION = re.compile(r"[^:：]*[,–—”»\"]\s*([^,:：–—”»\"]{2,60})[.。।]$")
ATTRIBUTION_WORDS = 7
"""Who says it, and how, takes at most so many words."""


def attributed(text: str, said: frozenset[str]) -> bool:
    """Whether `text` is a sentence that ends with who said it, by a verb of the packs' lists.

    A label with a colon may lead to a headline that ends so.

    >>> said = frozenset({"warns", "said"})
    >>> attributed("Read the small print, warns the ombudsman.", said), attributed("Read: Small print, he said.", said)
    (True, False)
    """
    shown = text.rstrip()
    found = _ATTRIBUTION.match(shown) if shown.endswith((".", "。", "।")) else None
    if found is None:
        return False
    last = words(found[1])
    return 2 <= len(last) <= ATTRIBUTION_WORDS and not said.isdisjoint(last)


_LABELS = frozenset({Kind.RELATED, Kind.NAV, Kind.MEDIA})
_FULL_STOPS = (".", "。", "।", "۔")
SENTENCE_WORDS = 4
"""A label with a full stop behind it is a sentence from this many words on."""


def opens_sentence(match: Match, text: str) -> bool:
    """Whether a label such as “Video” or “More”, which is only likely, opens a sentence of the article.

    What follows a label is a headline, and headlines have no full stop.
    """
    labelled = match.kind in _LABELS and match.certainty is Certainty.LIKELY and match.total >= SENTENCE_WORDS
    shown = text.rstrip()
    return labelled and shown.endswith(_FULL_STOPS) and not shown.endswith("..")


def heads_prose(number: int, document: Document, cut: Iterable[int]) -> bool:
    """Whether block `number` is a heading in its format and the block it heads is prose that stays."""
    after = number + 1
    return (
        document.blocks[number].role is Role.HEADING
        and after < len(document.blocks)
        and after in document.prose
        and after not in cut
    )


def only_prose_left(document: Document, cut_blocks: Sequence[int]) -> bool:
    """Whether cutting `cut_blocks` would take more than half of all that has the shape of prose."""
    gone = set(cut_blocks)
    shaped = [(i, len(b.text)) for i, b in enumerate(document.blocks) if is_prose(b.text)]
    lost = sum(length for i, length in shaped if i in gone)
    return lost > 0.5 * sum(length for _, length in shaped)
