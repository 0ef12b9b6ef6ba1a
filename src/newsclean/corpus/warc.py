"""WARC: archives of web pages. The pages come out as JSONL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsclean.corpus.jsonl import added
from newsclean.corpus.lines import LineFile
from newsclean.corpus.plan import BATCH_BYTES, BATCH_RECORDS, LONGEST, Batch, Plan, Shard
from newsclean.corpus.record import Outcome, Record, one_line
from newsclean.corpus.streams import MissingLibraryError, Source, read_errors
from newsclean.model import Result

PAGES = ("text/html", "application/xhtml+xml")


def check_installed() -> None:
    """Raises MissingLibraryError."""
    try:
        import warcio  # noqa: F401
    except ImportError:
        raise MissingLibraryError("WARC files need warcio: pip install 'newsclean[warc]'") from None


def fitted(plan: Plan) -> Plan:
    """It holds pages."""
    return replace(plan, page=True)


def read(source: Path, plan: Plan, done: int) -> Iterator[Batch]:
    """The archive's pages. Records are numbered as they stand; those that are no pages are left out."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with Source(source) as opened:
        records: list[Record] = []
        heads: list[dict[str, str]] = []
        size = number = 0
        try:
            for entry in ArchiveIterator(_Archive(opened.stream)):
                number += 1
                page = _page(entry) if number > done else None
                if page is not None:
                    records.append(_record(number, entry, page, plan))
                    heads.append(_head(entry))
                    size += len(page)
                if len(records) >= BATCH_RECORDS or size >= BATCH_BYTES:
                    yield Batch(records, heads, opened.position())
                    records, heads, size = [], [], 0
        except (*read_errors(), ArchiveLoadFailed) as error:
            problem = f"the rest of the file cannot be read: {one_line(error)}"
            records.append(Record(number + 1, None, problem=problem))
            heads.append({})
        if records:
            yield Batch(records, heads, opened.position())


class _Archive:
    """The stream as warcio reads it, which takes an EOFError for the end of a whole archive."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.tell = stream.tell

    def read(self, size: int) -> bytes:
        try:
            data: bytes = self._stream.read1(size)
        except EOFError as error:
            raise OSError(str(error)) from None
        return data


def _page(entry: Any) -> bytes | None:
    """The page's bytes; None for all that is no page that was served whole."""
    if entry.rec_type == "response":
        if entry.http_headers is None or entry.http_headers.get_statuscode() != "200":
            return None
        kind = entry.http_headers.get_header("Content-Type") or ""
    elif entry.rec_type == "resource":
        kind = entry.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    if not kind.lower().startswith(PAGES):
        return None
    data: bytes = entry.content_stream().read(LONGEST + 1)
    return data


def _record(number: int, entry: Any, page: bytes, plan: Plan) -> Record:
    if len(page) > LONGEST:
        return Record(number, None, problem=f"the page is longer than {LONGEST >> 20} MiB")
    return Record(number, _decoded(page, entry), entry.rec_headers.get_header("WARC-Target-URI"), plan.language)


def _decoded(page: bytes, entry: Any) -> str | bytes:
    """By the charset that the server named; the page's own word counts where that one is wrong."""
    kind = entry.http_headers.get_header("Content-Type") if entry.http_headers is not None else None
    _, named, charset = (kind or "").lower().partition("charset=")
    try:
        return page.decode(charset.split(";")[0].strip(" \"'")) if named else page
    except (LookupError, UnicodeDecodeError):
        return page


def _head(entry: Any) -> dict[str, str]:
    names = {"id": "WARC-Record-ID", "url": "WARC-Target-URI", "crawled": "WARC-Date"}
    found = {key: entry.rec_headers.get_header(name) for key, name in names.items()}
    return {key: value for key, value in found.items() if value}


def writer(shard: Shard, plan: Plan, offset: int) -> WarcWriter:
    return WarcWriter(LineFile(shard.part, shard.target, offset), plan)


class WarcWriter:
    """Writes an object a page: what the archive says of it, and its clean text."""

    def __init__(self, lines: LineFile, plan: Plan) -> None:
        self._lines = lines
        self._plan = plan
        self.commit = lines.commit
        self.close = lines.close

    def write(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        self._lines.write(
            json.dumps({**head, self._plan.into or "text": outcome.text, **added(outcome, self._plan)}).encode() + b"\n"
            for head, outcome in zip(batch.raw, outcomes, strict=True)
            if isinstance(outcome, Result)
        )
