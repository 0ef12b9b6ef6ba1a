"""JSONL: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from newsclean.corpus.jsonfields import Fields, has_place, read_fields, with_fields
from newsclean.corpus.lines import LineFile
from newsclean.corpus.plan import BATCH_BYTES, BATCH_RECORDS, LONGEST, Batch, Plan, Shard, ShardError
from newsclean.corpus.record import (
    METADATA,
    REMOVALS,
    RULESET,
    Failure,
    Outcome,
    Record,
    metadata_of,
    one_line,
    removals_of,
)
from newsclean.corpus.streams import Source, read_errors
from newsclean.model import Result

_MARK = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line as read: all of it, and where its fields stand between what comes `before` and `after` the JSON.

    No fields: it is blank, or cannot be read.
    """

    data: bytes
    fields: Fields | None = None
    before: bytes = b""
    after: bytes = b""


def check_installed() -> None:
    """JSONL needs no library."""


def fitted(plan: Plan) -> Plan:
    """It can hold texts and pages."""
    return plan


def read(source: Path, plan: Plan, done: int) -> Iterator[Batch]:
    """The lines as records. A line that is no object comes as a record with a problem."""
    paths = _paths(plan)
    with Source(source) as opened:
        number = 0
        for chunk in _chunks(opened.stream):
            if number >= done:
                read_lines = [_read_line(line, number + i, plan, paths) for i, line in enumerate(chunk, start=1)]
                batch = Batch([r for r, _ in read_lines], [line for _, line in read_lines], opened.position())
                if number == 0:
                    _check_field(batch, plan)
                yield batch
            number += len(chunk)


def _chunks(stream: IO[bytes]) -> Iterator[list[bytes | str]]:
    """Lines in batches. What cannot be read comes as a string that says why."""
    chunk: list[bytes | str] = []
    size = 0
    begun = False
    try:
        while line := stream.readline(LONGEST + 1):
            if len(line) > LONGEST:
                if not line.endswith(b"\n"):
                    _skip_line(stream)
                chunk.append(f"the line is longer than {LONGEST >> 20} MiB")
            else:
                chunk.append(line)
                size += len(line)
            if len(chunk) >= BATCH_RECORDS or size >= BATCH_BYTES:
                yield chunk
                chunk, size, begun = [], 0, True
    except read_errors() as error:
        if not chunk and not begun:
            raise ShardError(f"cannot be read: {one_line(error)}") from None
        chunk.append(f"the rest of the file cannot be read: {one_line(error)}")
    if chunk:
        yield chunk


def _skip_line(stream: IO[bytes]) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


def _read_line(line: bytes | str, number: int, plan: Plan, paths: frozenset[str]) -> tuple[Record, Line]:
    if isinstance(line, str):
        return Record(number, None, problem=line), Line(b"")
    before = _MARK if number == 1 and line.startswith(_MARK) else b""
    body = line[len(before) :].rstrip(b"\r\n")
    if not body.strip():
        return Record(number, None), Line(line)
    try:
        fields = read_fields(body.decode(), paths)
    except UnicodeDecodeError as error:
        return Record(number, None, problem=f"not UTF-8 at byte {error.start}"), Line(line)
    except ValueError as error:
        return Record(number, None, problem=str(error)), Line(line)
    return _record(number, fields, plan), Line(line, fields, before, line[len(before) + len(body) :])


def _paths(plan: Plan) -> frozenset[str]:
    fields = [plan.field, plan.target, METADATA, REMOVALS, RULESET, plan.url_field, plan.language_field]
    return frozenset(path for path in [*fields, plan.id_field if plan.spans else None] if path)


def _record(number: int, fields: Fields, plan: Plan) -> Record:
    text = fields.strings.get(plan.field)
    if text is None and fields.written(plan.field) not in (None, "null"):
        return Record(number, None, problem=f"the field {plan.field!r} is not a string")
    if plan.spans and plan.id_field not in fields.places:
        return Record(number, None, problem=f"there is no field {plan.id_field!r}, which attributes go by")
    if not has_place(fields, plan.target):
        return Record(number, None, problem=f"there is no place for {plan.target!r}: what is to hold it is no object")
    url = fields.strings.get(plan.url_field) if plan.url_field else None
    language = fields.strings.get(plan.language_field) if plan.language_field else None
    return Record(number, text, url, language or plan.language)


def _check_field(batch: Batch, plan: Plan) -> None:
    """A name that none of the first records has is a wrong name. Raises ShardError."""
    objects = [line.fields for line in batch.raw if line.fields is not None]
    if objects and not any(plan.field in fields.places for fields in objects):
        known = ", ".join(json.loads(objects[0].text))
        raise ShardError(f"none of the first {len(objects)} records has a field {plan.field!r}; there are: {known}")


def writer(shard: Shard, plan: Plan, offset: int) -> JsonlWriter:
    return JsonlWriter(LineFile(shard.part, shard.target, offset), plan)


class JsonlWriter:
    """Writes each line with its fields set; attribute lines when the plan says spans."""

    def __init__(self, lines: LineFile, plan: Plan) -> None:
        self._lines = lines
        self._plan = plan
        self.commit = lines.commit
        self.close = lines.close

    def write(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        render = _attributes if self._plan.spans else _cleaned
        self._lines.write(render(line, outcome, self._plan) for line, outcome in zip(batch.raw, outcomes, strict=True))


def _cleaned(line: Line, outcome: Outcome, plan: Plan) -> bytes:
    if isinstance(outcome, Failure):
        return b""
    if outcome is None or line.fields is None:
        return line.data
    changes = added(outcome, plan)
    if plan.into is not None or outcome.text != line.fields.strings[plan.field]:
        changes = {plan.target: outcome.text, **changes}
    if not changes:
        return line.data
    return line.before + with_fields(line.fields, changes).encode() + line.after


def added(result: Result, plan: Plan) -> dict[str, object]:
    """The fields that the plan adds to a record, besides the text."""
    fields: dict[str, object] = {}
    if plan.metadata:
        fields[METADATA] = metadata_of(result)
    if plan.removals:
        fields[REMOVALS] = removals_of(result)
    if plan.ruleset is not None:
        fields[RULESET] = plan.ruleset
    return fields


def _attributes(line: Line, outcome: Outcome, plan: Plan) -> bytes:
    """A line of an attribute file. A record that failed has one without spans, because mixers go by lines."""
    written = line.fields.written(plan.id_field) if line.fields is not None else None
    if written is None:
        return b""
    spans: dict[str, list[list[float]]] = {}
    if isinstance(outcome, Result):
        for removal in outcome.removals:
            spans.setdefault(f"newsclean__{removal.kind.value}", []).append([removal.start, removal.end, 1.0])
    return f'{{"id": {written}, "attributes": {json.dumps(spans)}}}\n'.encode()
