"""HTML and XML as tokens that know their places in the source.

Parsers that build a tree lose the places, and a tree written out again is not the source any more. What is
to be cut out of a source, and leave all else as it was byte for byte, needs the places and no tree. The
patterns follow the tokenizer of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html);
each of them either takes what it looked at or looks at one character, so that time grows linearly for any
source: unclosed comments, tags and attributes go on to its end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
"""HTML elements whose content is no markup."""

_TOKEN = re.compile(
    r"""(?P<text>[^<]++)
      | <(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)
        (?: [^>=]++ | =\s*+"[^"]*+(?:"|\Z) | =\s*+'[^']*+(?:'|\Z) | = )*+ (?:>|\Z)
      | (?P<comment><!--(?:-?>|(?s:.*?)(?:--!?>|\Z)))
      | (?P<other><[!?/][^>]*+(?:>|\Z))
      | (?P<stray><)""",
    re.VERBOSE,
)
_CDATA = re.compile(r"<!\[CDATA\[((?s:.*?))(?:\]\]>|\Z)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)\s*+(?:=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s"'=<>`]++)))?""")
_REFERENCE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
_SPECIAL = re.compile(rf"\s{{2,}}|[^\S ]|\x00+|{_REFERENCE}")
_REFERENCES = re.compile(_REFERENCE)


class Token(NamedTuple):
    """A piece of the source: `kind` is "text", "start", "end", "raw" (what a script or a style holds),
    "cdata" or "other" (comments and the like). `start` and `end` index into the source; `name` is that of a
    tag, in small letters unless the source is XML.
    """

    kind: str
    start: int
    end: int
    name: str = ""


def tokens(source: str, start: int = 0, end: int | None = None, *, xml: bool = False) -> Iterator[Token]:
    """The tokens of `source` from `start` to `end`, in order; together they are all of it.

    >>> [(t.kind, t.name) for t in tokens("<p>Tea &amp; milk</p>")]
    [('start', 'p'), ('text', ''), ('end', 'p')]
    """
    at, last = start, len(source) if end is None else end
    while at < last:
        if xml and source.startswith("<![CDATA[", at):
            section = _CDATA.match(source, at, last)
            assert section is not None
            yield Token("cdata", at, section.end())
            at = section.end()
            continue
        found = _TOKEN.match(source, at, last)
        assert found is not None
        name = found["name"] or ""
        if not xml:
            name = name.lower()
        at = found.end()
        if not name:
            yield Token("other" if found["comment"] or found["other"] else "text", found.start(), at)
            continue
        yield Token("end" if found["close"] else "start", found.start(), at, name)
        if name in RAW and not xml and not found["close"]:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at, last)
            stop = closing.start() if closing else last
            if stop > at:
                yield Token("raw", at, stop, name)
            at = stop


def cdata(source: str, token: Token) -> tuple[int, int]:
    """Where the content of a "cdata" token stands in the source."""
    section = _CDATA.match(source, token.start, token.end)
    assert section is not None
    return section.span(1)


def attributes(source: str, token: Token) -> dict[str, str]:
    """The attributes of a start tag, names in small letters; of several with one name the first counts.

    >>> html = '<img SRC="a.png" alt=Tea hidden>'
    >>> attributes(html, next(tokens(html)))
    {'src': 'a.png', 'alt': 'Tea', 'hidden': ''}
    """
    inner = source[token.start + 1 + len(token.name) : token.end].rstrip(">")
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inner):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


class Piece(NamedTuple):
    """Text and where it stands in the source. A `verbatim` piece stands there character for character."""

    text: str
    start: int
    end: int
    verbatim: bool


def pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    """The text between `start` and `end` as a reader sees it: references resolved, blanks as one, no NUL.

    >>> [p.text for p in pieces("Tea &amp;  milk", 0, 15)]
    ['Tea ', '&', ' ', 'milk']
    """
    at = start
    for special in _SPECIAL.finditer(source, start, end):
        if special.start() > at:
            yield Piece(source[at : special.start()], at, special.start(), True)
        at = special.end()
        shown = special[0]
        if shown[0] == "&":
            shown = unescape(shown)
            verbatim = shown == special[0]
            yield Piece(shown if verbatim or not shown.isspace() else " ", special.start(), at, verbatim)
        elif shown[0] != "\x00":
            yield Piece(" ", special.start(), at, False)
    if at < end:
        yield Piece(source[at:end], at, end, True)


def decoded(source: str, start: int, end: int) -> Iterator[Piece]:
    """The text between `start` and `end` with nothing but its references resolved."""
    at = start
    for reference in _REFERENCES.finditer(source, start, end):
        if reference.start() > at:
            yield Piece(source[at : reference.start()], at, reference.start(), True)
        at = reference.end()
        yield Piece(unescape(reference[0]), reference.start(), at, False)
    if at < end:
        yield Piece(source[at:end], at, end, True)


def within(runs: list[tuple[int, Piece]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where in the source the characters `start` to `end` of a text stand.

    `runs` are the pieces of that text, each with its place in it, in order. A piece that is not verbatim goes
    as a whole; one without text, a blank that does not show, goes with what is on both its sides.
    """
    at = max(0, bisect_right(runs, start, key=lambda run: run[0]) - 1)
    for place, piece in runs[at:]:
        if place >= end:
            return
        if not piece.text and start < place:
            yield piece.start, piece.end
        first, last = max(start, place), min(end, place + len(piece.text))
        if first < last:
            if piece.verbatim:
                yield piece.start + first - place, piece.start + last - place
            else:
                yield piece.start, piece.end
