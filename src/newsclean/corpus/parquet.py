"""Parquet: row groups stay row groups, columns stay columns, the clean text takes its place among them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newsclean.corpus.plan import BATCH_BYTES, BATCH_RECORDS, Batch, Plan, Shard, ShardError
from newsclean.corpus.record import METADATA, REMOVALS, RULESET, Failure, Outcome, Record
from newsclean.corpus.streams import MissingLibraryError

GROUP_BYTES = 64 << 20
"""A row group is written at so many bytes, or where one of the source ends: it lies in memory until then."""


def check_installed() -> None:
    """Raises MissingLibraryError."""
    _pyarrow()


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise MissingLibraryError("Parquet files need pyarrow: pip install 'newsclean[parquet]'") from None
    return pyarrow


def fitted(plan: Plan) -> Plan:
    """It can hold texts and pages."""
    return plan


def read(source: Path, plan: Plan, done: int) -> Iterator[Batch]:
    """The rows. `done` is always 0: a Parquet file that was not closed cannot be gone on with."""
    pa = _pyarrow()
    from newsclean.arrow import read_records

    first = 1
    try:
        with pa.parquet.ParquetFile(source, pre_buffer=False, buffer_size=1 << 20) as file:
            size, rows = source.stat().st_size, max(1, file.metadata.num_rows)
            for group in range(file.num_row_groups):
                for batch in file.iter_batches(_batch_rows(file, group), row_groups=[group]):
                    rows_read = read_records(
                        batch,
                        text=plan.field,
                        url=plan.url_field,
                        language=plan.language_field,
                        page=plan.page,
                        first=first,
                    )
                    records = [_in_language(record, plan) for record in rows_read]
                    first += batch.num_rows
                    yield Batch(records, (group, batch), size * (first - 1) // rows)
    except (KeyError, TypeError) as error:
        raise ShardError(str(error.args[0])) from None
    except pa.ArrowException as error:
        raise ShardError(" ".join(str(error).split())) from None


def _batch_rows(file: Any, group: int) -> int:
    """So many rows of this group that a batch has about BATCH_BYTES."""
    about = file.metadata.row_group(group)
    rows: int = about.num_rows * BATCH_BYTES // max(1, about.total_byte_size)
    return max(1, min(BATCH_RECORDS, rows))


def _in_language(record: Record, plan: Plan) -> Record:
    return record if record.language or not plan.language else record._replace(language=plan.language)


def writer(shard: Shard, plan: Plan, offset: int) -> ParquetWriter:
    return ParquetWriter(shard, plan)


class ParquetWriter:
    """Writes the batches with their columns set, compressed as the source is. Rows that failed are left out."""

    def __init__(self, shard: Shard, plan: Plan) -> None:
        self._pa = _pyarrow()
        self._plan = plan
        shard.part.unlink(missing_ok=True)
        self._sink = shard.part.open("xb")
        with self._pa.parquet.ParquetFile(shard.source) as source:
            schema = source.schema_arrow
            self._compression = _compression(source)
        empty = self._pa.RecordBatch.from_pylist([], schema=schema)
        self._schema = self._cleaned(empty, []).schema
        self._file = self._pa.parquet.ParquetWriter(self._sink, self._schema, compression=self._compression)
        self._group = 0
        self._waiting: list[Any] = []

    def write(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        group, rows = batch.raw
        if group != self._group or sum(b.nbytes for b in self._waiting) >= GROUP_BYTES:
            self._write_group()
            self._group = group
        self._waiting.append(self._cleaned(rows, outcomes))

    def commit(self) -> None:
        return None

    def close(self) -> None:
        self._write_group()
        self._file.close()
        self._sink.flush()
        os.fsync(self._sink.fileno())
        self._sink.close()

    def _write_group(self) -> None:
        table = self._pa.Table.from_batches(self._waiting, schema=self._schema)
        if table.num_rows:
            self._file.write_table(table, row_group_size=table.num_rows)
        self._waiting = []

    def _cleaned(self, rows: Any, outcomes: Sequence[Outcome]) -> Any:
        from newsclean.arrow import metadata_column, removals_column, with_column, with_text

        plan, pa = self._plan, self._pa
        rows = with_text(rows, outcomes, text=plan.field, into=plan.target)
        if plan.metadata:
            rows = with_column(rows, METADATA, metadata_column(outcomes))
        if plan.removals:
            rows = with_column(rows, REMOVALS, removals_column(outcomes))
        if plan.ruleset is not None:
            versions = [None if outcome is None else plan.ruleset for outcome in outcomes]
            rows = with_column(rows, RULESET, pa.array(versions, pa.string()))
        if any(isinstance(outcome, Failure) for outcome in outcomes):
            rows = rows.filter(pa.array([not isinstance(outcome, Failure) for outcome in outcomes]))
        return rows


def _compression(source: Any) -> str:
    """That of the first column; Arrow's names for reading and writing differ in case only."""
    about = source.metadata
    if about.num_row_groups == 0 or about.num_columns == 0:
        return "snappy"
    found: str = about.row_group(0).column(0).compression
    return "none" if found == "UNCOMPRESSED" else found.lower()
