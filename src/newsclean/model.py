"""The nouns: what flows from the reader to the result. No decisions live here.

All offsets are counted in characters of the string they index into, start inclusive, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, StrEnum
from typing import Any, NamedTuple


class Kind(StrEnum):
    """What a removed span was. The value is the name used everywhere: file, table, command, docs."""

    SUBSCRIBE = "subscribe"
    NEWSLETTER = "newsletter"
    APP = "app"
    FOLLOW = "follow"
    SHARE = "share"
    COMMENTS = "comments"
    AD = "ad"
    MEDIA = "media"
    CONSENT = "consent"
    LEGAL = "legal"
    CONTACT = "contact"
    BIO = "bio"
    FEED = "feed"
    PROMO = "promo"
    SEPARATOR = "separator"
    OTHER = "other"
    RELATED = "related"
    NAV = "nav"
    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    CREDIT = "credit"
    NOTE = "note"


LINKS = frozenset({Kind.RELATED, Kind.NAV})
FACTS = frozenset({Kind.TITLE, Kind.BYLINE, Kind.DATE, Kind.CREDIT, Kind.NOTE})
ASKS = frozenset(Kind) - LINKS - FACTS


class Certainty(StrEnum):
    """`SURE` cuts alone; `LIKELY` cuts when something independent agrees."""

    SURE = "sure"
    LIKELY = "likely"


class Role(StrEnum):
    """What a block is by its own format: Markdown marks, HTML elements. Plain text knows only paragraphs."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE = "table"


class Block(NamedTuple):
    """One paragraph, heading or list item.

    A named tuple, because one is made for every line of every article and a frozen dataclass costs four
    times as much to make.

    `start` and `end` index into `Document.text` and span the line without its break. `text` is what a reader
    sees, with markup blanked out; it is as long as the span, so `text[i]` stands at `start + i`.
    """

    start: int
    end: int
    text: str
    role: Role = Role.PARAGRAPH
    link_share: float = 0.0
    origin: str = ""


class Image(NamedTuple):
    """A picture between or in the blocks of a document that knows its pictures.

    `at` is its place in `Document.text`. `href` is where the link around it leads, "" without one; `width` and
    `height` are pixels, None where the source does not say.
    """

    at: int
    alt: str = ""
    src: str = ""
    href: str = ""
    width: int | None = None
    height: int | None = None


class Match(NamedTuple):
    """A phrase of a pack that fits a whole block or one sentence at its end; or the cue words of a block.

    `start` and `end` index into `Document.text` and span that block or sentence; `words` is how many words
    the phrase itself covers, `total` how many stand there.
    """

    block: int
    start: int
    end: int
    kind: Kind
    certainty: Certainty
    language: str
    where: str
    phrase: str
    words: int
    total: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """What every rule sees.

    `prose` holds the indexes of the blocks that are running text, in order; `short` the folded words of all
    other blocks, by index. `cued` are matches of cue words, in blocks that no phrase fits whole.
    """

    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    language: str | None = None
    hints: Mapping[str, Any] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    prose: tuple[int, ...] = ()
    short: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    images: tuple[Image, ...] = ()
    cued: tuple[Match, ...] = ()

    @property
    def head(self) -> range:
        """Indexes of the blocks before the first prose; empty when there is no prose."""
        return range(self.prose[0]) if self.prose else range(0)

    @property
    def tail(self) -> range:
        """Indexes of the blocks after the last prose; empty when there is no prose."""
        return range(self.prose[-1] + 1, len(self.blocks)) if self.prose else range(0)


@dataclass(frozen=True, slots=True)
class Finding:
    """A span that a rule proposes to take, and the facts it read there.

    A finding with `certainty=None` proposes no cut at all: it only brings facts. One that proposes a picture
    has an empty span at its place, and its number among `Document.images` as the fact `image`.
    """

    start: int
    end: int
    kind: Kind
    rule: str = ""
    why: str = ""
    certainty: Certainty | None = Certainty.SURE
    facts: Mapping[str, Any] = field(default_factory=dict)

    def named(self, rule: str, why: str) -> Finding:
        """The same finding with the rule's name and reason, where it brought none of its own."""
        return replace(self, rule=self.rule or rule, why=self.why or why)


@dataclass(frozen=True, slots=True)
class Removal:
    """A span that was cut. `start` and `end` index into `Result.original`; `text` is what stood there.

    A picture has no text: its removal is an empty span at its place, and `why` says which it was.
    """

    start: int
    end: int
    text: str
    kind: Kind
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Spared:
    """A finding that did not cut, and the guard that held it back."""

    finding: Finding
    guard: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """The article's facts. `date` and `modified` are ISO 8601 strings as far as the source was precise.

    `sources` tells for each field that is set where it came from: "given", "title.first_block", "json-ld", …
    `access` is "free", "metered" or "paywalled"; None when nothing said so.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    modified: str | None = None
    publisher: str | None = None
    agencies: tuple[str, ...] = ()
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None
    topics: tuple[str, ...] = ()
    image: str | None = None
    access: str | None = None
    sponsored: bool = False
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """Clean text, facts, and the account of every span that went.

    >>> from newsclean import clean
    >>> result = clean("The bridge reopened on Monday after a year.\\n\\nSign up for our newsletter")
    >>> result.text
    'The bridge reopened on Monday after a year.'
    >>> [(r.kind.value, r.text) for r in result.removals]
    [('newsletter', '\\n\\nSign up for our newsletter')]
    >>> result.restore() == result.original
    True
    """

    text: str
    metadata: Metadata
    removals: tuple[Removal, ...]
    spared: tuple[Spared, ...]
    original: str
    html: str | None = None
    markdown: str | None = None

    def restore(self) -> str:
        """Put the removals back into the text: the original, character for character."""
        pieces: list[str] = []
        read = at = 0
        for removal in self.removals:
            kept = removal.start - at
            pieces += (self.text[read : read + kept], removal.text)
            read += kept
            at = removal.end
        pieces.append(self.text[read:])
        return "".join(pieces)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers, ready for JSON. `original` is left out: it can be restored."""
        data = {
            "text": self.text,
            "metadata": asdict(self.metadata),
            "removals": [asdict(removal) for removal in self.removals],
            "spared": [{"guard": spared.guard, **asdict(spared.finding)} for spared in self.spared],
            "html": self.html,
            "markdown": self.markdown,
        }
        return {key: _plain(value) for key, value in data.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
