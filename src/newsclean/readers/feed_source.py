"""Where in the source of an XML feed the contents of its entries stand."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.errors import InputError
from newsclean.readers.markup import Piece, Token, attributes, cdata, decoded, tokens

_ENTRIES = frozenset({"item", "entry"})
_CONTENTS = frozenset({"description", "summary", "content", "content:encoded"})
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Content(NamedTuple):
    """A content or summary of entry number `entry`, counted from 0 as they stand in the source.

    `value` is what it says once character references and CDATA are resolved; `runs` are the pieces of it with
    their places in `value`. `markup` is whether its elements stand in the feed unescaped.
    """

    entry: int
    value: str
    runs: list[tuple[int, Piece]]
    markup: bool


def decode(data: bytes) -> tuple[str, str]:
    """The text of XML, and the codec that gives the same bytes back. Raises InputError.

    A byte order mark counts first, then whether it is UTF-8, then what the source declares: like feedparser.

    >>> decode(b'<?xml version="1.0" encoding="iso-8859-1"?><rss>caf\xe9</rss>')[1]
    'iso-8859-1'
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            declared = _DECLARED.match(data)
            encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        return data.decode(encoding), encoding
    except LookupError:
        raise InputError(f"no encoding is called {encoding!r}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"the feed is not {encoding} at byte {error.start}") from None


def contents(source: str) -> Iterator[Content]:
    """The contents and summaries of all entries of an XML feed, in order."""
    path: list[str] = []
    counts: dict[str, int] = {}
    number = -1
    inside: list[Token] = []
    begun: Token | None = None
    depth = 0
    for token in tokens(source, xml=True):
        if begun is not None:
            if token.kind == "end" and token.name == begun.name and depth == 0:
                yield _content(source, number, begun, inside, token.start)
                begun = None
            else:
                depth += _step(source, token) if token.name == begun.name else 0
                inside.append(token)
            continue
        if token.kind == "end" and counts.get(token.name):
            while path:
                closed = path.pop()
                counts[closed] -= 1
                if closed == token.name:
                    break
        if token.kind != "start" or _step(source, token) == 0:
            continue
        if token.name in _ENTRIES:
            number += 1
        elif token.name in _CONTENTS and path and path[-1] in _ENTRIES:
            begun, inside, depth = token, [], 0
            continue
        path.append(token.name)
        counts[token.name] = counts.get(token.name, 0) + 1


def _step(source: str, token: Token) -> int:
    """How a token changes the depth."""
    if token.kind == "end":
        return -1
    return 1 if token.kind == "start" and source[token.end - 2 : token.end] != "/>" else 0


def _content(source: str, number: int, begun: Token, inside: list[Token], end: int) -> Content:
    kind = attributes(source, begun).get("type", "")
    if kind in ("xhtml", "application/xhtml+xml") or any(token.kind in ("start", "end") for token in inside):
        whole = Piece(source[begun.end : end], begun.end, end, True)
        return Content(number, whole.text, [(0, whole)], True)
    runs: list[tuple[int, Piece]] = []
    at = 0
    for token in inside:
        if token.kind == "other":
            continue
        start, stop = cdata(source, token) if token.kind == "cdata" else (token.start, token.end)
        found = (
            [Piece(source[start:stop], start, stop, True)] if token.kind == "cdata" else decoded(source, start, stop)
        )
        for piece in found:
            runs.append((at, piece))
            at += len(piece.text)
    return Content(number, "".join(piece.text for _, piece in runs), runs, False)
