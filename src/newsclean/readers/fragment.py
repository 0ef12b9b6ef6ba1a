"""A fragment of HTML, as feeds carry it: blocks of text, and where in the source each character stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsclean.errors import InputError
from newsclean.model import Block, Document, Image, Role
from newsclean.readers.markup import Piece, Token, attributes, pieces, tokens

LARGEST = 30_000_000
"""Fragments of more characters than this are refused."""

BREAKING = frozenset(
    """address article aside blockquote body br button caption center dd details dialog div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol
    optgroup option p pre section select summary table tbody td tfoot th thead title tr ul""".split()
)
"""Elements that begin and end a block of text."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
HIDDEN = frozenset("script style template title textarea xmp iframe noembed noframes select audio video object".split())
"""Elements whose text no reader sees, or sees only when something is missing."""

CONTENT = frozenset("img iframe embed object video audio canvas svg math script style".split())
"""Elements that are content even without text; what holds one is not empty."""

_ROLES = {
    "li": Role.ITEM,
    "blockquote": Role.QUOTE,
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    "td": Role.TABLE,
    "th": Role.TABLE,
    **{f"h{level}": Role.HEADING for level in range(1, 7)},
}
_ITEM_MARK = "- "
_LENGTH = re.compile(r"\s*(\d{1,5})(?:px)?\s*$")
_STYLED_LENGTH = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,5})(?:px)?\s*(?:;|$|!)", re.IGNORECASE)


class Element(NamedTuple):
    """An element in the source: its tags span `start` to `inner` and `close` to `end`.

    Where the end tag is missing, `close` and `end` are where the element ends by what comes next.
    """

    name: str
    start: int
    inner: int
    close: int
    end: int


class Break(NamedTuple):
    """A tag that parts blocks: it stands before block `number`. `line` is whether it is a line break or a rule.

    `around` is where the element that holds it starts, -1 when none does.
    """

    number: int
    start: int
    end: int
    line: bool
    around: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment as read: its document, and where in `html` everything stands.

    `runs` holds, for each block, the pieces of its text with their places in `Document.text`; `images` where
    each of `Document.images` stands; `content` what keeps an element from being empty, as spans in order.
    """

    html: str
    document: Document
    runs: tuple[list[tuple[int, Piece]], ...]
    elements: tuple[Element, ...]
    breaks: tuple[Break, ...]
    images: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def read_fragment(
    html: Any, *, url: str | None = None, language: str | None = None, hints: Mapping[str, Any] | None = None
) -> Fragment:
    """A Fragment from str, UTF-8 bytes or a Beautiful Soup object. `hints` are what its feed says of it.

    Raises InputError for bytes that are no text and for fragments beyond `LARGEST`, TypeError for anything else.
    """
    source = as_text(html)
    reading = _Reading(source)
    for token in tokens(source):
        reading.add(token)
    reading.finish()
    document = Document(
        "\n".join(block.text for block in reading.blocks),
        tuple(reading.blocks),
        url,
        language,
        hints or {},
        images=tuple(reading.images),
    )
    return Fragment(
        source,
        document,
        tuple(reading.runs),
        tuple(sorted(reading.elements, key=lambda element: element.start)),
        tuple(reading.breaks),
        tuple(reading.image_spans),
        tuple(sorted(reading.content)),
    )


def as_text(html: Any) -> str:
    """The source of a fragment as str. Raises InputError and TypeError like `read_fragment`."""
    if isinstance(html, bytes | bytearray):
        if html[:2] == b"\x1f\x8b":
            raise InputError("this is gzip, not HTML: decompress it first")
        try:
            html = bytes(html).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"the fragment is not UTF-8 at byte {error.start}: decode it first") from None
    elif hasattr(html, "prettify"):
        html = str(html)
    if not isinstance(html, str):
        raise TypeError(f"clean_fragment() takes str, bytes or a Beautiful Soup object, not {type(html).__name__}")
    if len(html) > LARGEST:
        raise InputError(f"the fragment has {len(html):,} characters, more than {LARGEST:,}")
    return html


def sanitized(html: Any) -> str:
    """`html` with nothing in it but harmless markup, by nh3. Raises ImportError when nh3 is not installed."""
    try:
        import nh3
    except ImportError:
        raise ImportError("sanitize=True needs nh3: pip install 'newsclean[sanitize]'") from None
    return nh3.clean(as_text(html), link_rel=None)


class _Open(NamedTuple):
    """An element whose end has not come yet, and what it hands down to what it holds."""

    token: Token
    role: Role
    href: str
    hidden: bool
    lines: bool


@dataclass(slots=True)
class _Reading:
    """Makes blocks and elements of tokens."""

    source: str
    blocks: list[Block] = field(default_factory=list)
    runs: list[list[tuple[int, Piece]]] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    image_spans: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _at: int = 0
    _parts: list[str] = field(default_factory=list)
    _runs: list[tuple[int, Piece]] = field(default_factory=list)
    _length: int = 0
    _linked: int = 0
    _role: Role = Role.PARAGRAPH

    def add(self, token: Token) -> None:
        if token.kind == "text":
            self._text(token)
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token)

    def finish(self) -> None:
        while self._open:
            self._close(len(self.source), len(self.source))
        self._flush()

    def _start(self, token: Token) -> None:
        name = token.name
        if name in ("p", "li") and self._open and self._open[-1].token.name == name:
            self._close(token.start, token.start)
        if name in BREAKING:
            self._break(token.start, token.end, line=name in ("br", "hr"))
        if name in CONTENT:
            self.content.append((token.start, token.end))
        above = self._open[-1] if self._open else _Open(token, Role.PARAGRAPH, "", False, False)
        if name == "img":
            self._image(token, above.href)
        if name in VOID:
            return
        href = attributes(self.source, token).get("href", " ") if name == "a" else above.href
        self._open.append(
            _Open(
                token,
                _ROLES.get(name, above.role),
                href,
                above.hidden or name in HIDDEN,
                above.lines or name == "pre",
            )
        )
        self._counts[name] = self._counts.get(name, 0) + 1

    def _end(self, token: Token) -> None:
        if token.name in BREAKING:
            self._break(token.start, token.end, line=False)
        if not self._counts.get(token.name):
            return
        while self._open[-1].token.name != token.name:
            self._close(token.start, token.start)
        self._close(token.start, token.end)

    def _close(self, close: int, end: int) -> None:
        tag = self._open.pop().token
        self._counts[tag.name] -= 1
        self.elements.append(Element(tag.name, tag.start, tag.end, close, end))

    def _break(self, start: int, end: int, *, line: bool) -> None:
        self._flush()
        around = self._open[-1].token.start if self._open else -1
        self.breaks.append(Break(len(self.blocks), start, end, line, around))

    def _image(self, token: Token, href: str) -> None:
        found = attributes(self.source, token)
        sizes = {k.lower(): v for k, v in _STYLED_LENGTH.findall(found.get("style", ""))}
        sizes |= {k: m[1] for k in ("width", "height") if (m := _LENGTH.match(found.get(k, "")))}
        at = self._at + self._length if self._length else max(0, self._at - 1)
        self.images.append(
            Image(
                at,
                found.get("alt", "").strip(),
                found.get("src", "").strip(),
                href.strip(),
                int(sizes["width"]) if "width" in sizes else None,
                int(sizes["height"]) if "height" in sizes else None,
            )
        )
        self.image_spans.append((token.start, token.end))

    def _text(self, token: Token) -> None:
        above = self._open[-1] if self._open else None
        if above is not None and above.hidden:
            return
        for piece in pieces(self.source, token.start, token.end):
            if above is not None and above.lines and piece.text == " " and "\n" in self.source[piece.start : piece.end]:
                self._break(piece.start, piece.end, line=True)
                continue
            self._piece(piece, above)

    def _piece(self, piece: Piece, above: _Open | None) -> None:
        text = piece.text
        if text[:1] == " " and (not self._length or self._parts[-1][-1] == " "):
            text, start = text[1:], piece.start + 1 if piece.verbatim else piece.end
            if self._length:
                self._runs.append((self._at + self._length, Piece("", piece.start, start, False)))
            piece = Piece(text, start, piece.end, piece.verbatim)
        if not text:
            return
        if not self._length:
            self._role = above.role if above is not None else Role.PARAGRAPH
            if self._role is Role.ITEM:
                self._parts.append(_ITEM_MARK)
                self._length = len(_ITEM_MARK)
        self._parts.append(text)
        self._runs.append((self._at + self._length, piece))
        self._length += len(text)
        if above is not None and above.href:
            self._linked += len(text.strip())
        if not text.isspace():
            self.content.append((piece.start, piece.end))

    def _flush(self) -> None:
        """End the block, if one has begun."""
        text = "".join(self._parts).rstrip(" ")
        shown = text.removeprefix(_ITEM_MARK) if self._role is Role.ITEM else text
        if shown.strip():
            share = min(1.0, self._linked / max(1, len(shown)))
            self.blocks.append(Block(self._at, self._at + len(text), text, self._role, share))
            self.runs.append(self._runs)
            self._at += len(text) + 1
        self._parts, self._runs = [], []
        self._length = self._linked = 0
        self._role = Role.PARAGRAPH
