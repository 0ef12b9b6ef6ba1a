"""Whole pages: one parse, trafilatura's extraction with its structure and links, and what the page declares."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

from newsclean.errors import InputError
from newsclean.model import Block, Document, Role
from newsclean.readers.declared import read_declared
from newsclean.readers.extraction import extracted

LARGEST = 30_000_000
"""Pages of more characters than this are refused."""

LONGEST_CELL = 500
"""A cell with more characters holds text that was laid out in a table, not a table's data."""

_DECLARED_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)
_SPACE = re.compile(r"\s+")


_READING = threading.Lock()
"""trafilatura and its parser are not safe to call from several threads at once."""


class Page(NamedTuple):
    """A page as read: its document, and each block in Markdown."""

    document: Document
    markdown: tuple[str, ...]


def read_page(html: Any, *, url: str | None = None, language: str | None = None) -> Page:
    """A Page from bytes, str, an lxml tree or a Beautiful Soup object.

    Raises InputError when there is no HTML in it, TypeError for anything else.
    """
    with _READING:
        tree = parse(html)
        hints = read_declared(tree, url)
        body = extracted(tree, hints)
    builder = _Builder(url)
    if body is not None:
        for element in body:
            builder.add(element)
    document = Document("\n".join(builder.lines), tuple(builder.blocks), url, language, hints)
    return Page(document, tuple(builder.markdown))


def parse(html: Any) -> Any:
    """One lxml tree of the page. Raises InputError or TypeError."""
    from trafilatura import load_html

    if isinstance(html, bytes | bytearray):
        html = decode(bytes(html))
    elif hasattr(html, "prettify"):
        html = str(html)
    if isinstance(html, str):
        if len(html) > LARGEST:
            raise InputError(f"the page has {len(html):,} characters, more than {LARGEST:,}")
        if "<" not in html:
            raise InputError("this is not HTML: it has no tags" if html.strip() else "the page is empty")
        tree = load_html(_readable(html))
    elif hasattr(html, "iter") and hasattr(html, "tag"):
        tree = load_html(html)
    elif hasattr(html, "getroot"):
        tree = load_html(html.getroot())
    else:
        raise TypeError(
            f"clean_page() takes bytes, str, an lxml tree or a Beautiful Soup object, not {type(html).__name__}"
        )
    if tree is None:
        raise InputError("no HTML could be read")
    return tree


def _readable(html: str) -> str:
    """`html` without the characters that XML forbids, at which the parser or the extraction would stop."""
    if not html.isascii():
        html = html.encode("utf-8", errors="replace").decode("utf-8")
    return _FORBIDDEN.sub("", html)


def decode(data: bytes) -> str:
    """Text from a page's bytes: by byte order mark, as UTF-8, by the declared charset, then by detection."""
    if data[:2] == b"\x1f\x8b":
        raise InputError("this is gzip, not HTML: decompress it first")
    if not data.strip():
        raise InputError("the page is empty")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED_CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    from trafilatura.utils import decode_file

    return str(decode_file(data))


class _Builder:
    """Makes blocks, and their Markdown, of the elements of an extracted body."""

    def __init__(self, url: str | None) -> None:
        self.url = url or ""
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.markdown: list[str] = []
        self._at = 0

    def add(self, element: Any) -> None:
        tag = element.tag
        if tag == "head":
            level = int((element.get("rend") or "h2")[1:] or 2) if (element.get("rend") or "h2")[1:].isdigit() else 2
            self._block(element, Role.HEADING, "", "#" * level + " ")
        elif tag == "list":
            for item in element.iter("item"):
                self._block(item, Role.ITEM, "- ", "- ")
        elif tag == "table":
            for row in element.iter("row"):
                if _lays_out(row):
                    for cell in row.iter("cell"):
                        self._block(cell, Role.PARAGRAPH, "", "")
                else:
                    self._row(row)
        elif tag == "quote":
            inner = [child for child in element if child.tag in ("p", "head", "list")]
            if inner and not (element.text or "").strip():
                for child in element:
                    self.add(child) if child.tag == "list" else self._block(child, Role.QUOTE, "", "> ")
                    self._line((child.tail or ""), (child.tail or ""), 0.0, Role.QUOTE, "", "> ")
            else:
                self._block(element, Role.QUOTE, "", "> ")
        elif tag == "graphic" or not isinstance(tag, str):
            return
        else:
            self._block(element, Role.PARAGRAPH, "", "")

    def _block(self, element: Any, role: Role, prefix: str, mark: str) -> None:
        for plain, marked, linked in _lines(element, self.url):
            self._line(plain, marked, linked, role, prefix, mark)

    def _row(self, row: Any) -> None:
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
        shown = " | ".join(cell for cell in cells if cell)
        self._line(shown, f"| {' | '.join(cells)} |", 0.0, Role.TABLE, "", "")

    def _line(self, plain: str, marked: str, linked: float, role: Role, prefix: str, mark: str) -> None:
        text = _SPACE.sub(" ", plain).strip()
        if not text:
            return
        line = prefix + text
        share = min(1.0, linked / max(1, len(text)))
        self.blocks.append(Block(self._at, self._at + len(line), line, role, share))
        self.lines.append(line)
        self.markdown.append(mark + _SPACE.sub(" ", marked).strip())
        self._at += len(line) + 1


def _lays_out(row: Any) -> bool:
    """Whether a row of a table only lays out the page: a cell of it holds whole paragraphs."""
    return any(len("".join(cell.itertext())) > LONGEST_CELL for cell in row.iter("cell"))


def _lines(element: Any, url: str) -> Iterator[tuple[str, str, float]]:
    """The element's lines, split at its line breaks: plain text, Markdown, and how many characters are link."""
    plain: list[str] = []
    marked: list[str] = []
    linked = 0.0
    for kind, value, target in _pieces(element):
        if kind == "break":
            yield "".join(plain), "".join(marked), linked
            plain, marked, linked = [], [], 0.0
        elif kind == "link":
            shown = _SPACE.sub(" ", value)
            plain.append(shown)
            marked.append(f"[{shown.strip()}]({_resolved(target, url)})" if target and shown.strip() else shown)
            linked += len(shown.strip())
        else:
            plain.append(value)
            marked.append(value)
    yield "".join(plain), "".join(marked), linked


def _pieces(element: Any) -> Iterator[tuple[str, str, str]]:
    if element.text:
        yield "text", element.text, ""
    for child in element:
        if child.tag == "lb":
            yield "break", "", ""
        elif child.tag == "ref":
            yield "link", "".join(child.itertext()), child.get("target") or ""
        elif child.tag != "graphic" and isinstance(child.tag, str):
            yield from _pieces(child)
            if child.tag in ("p", "item", "row", "head"):
                yield "break", "", ""
        if child.tail:
            yield "text", child.tail, ""


def _resolved(target: str, url: str) -> str:
    """A link's full address; what is no address stays as it is."""
    try:
        return urljoin(url, target)
    except ValueError:
        return target
