"""Cleaning Arrow tables and record batches: for Parquet, Ray Data, Spark, Polars, DuckDB and whatever speaks Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from newsclean.cleaner import Cleaner
from newsclean.corpus.record import (
    ERROR,
    METADATA,
    REMOVALS,
    Failure,
    Outcome,
    Record,
    metadata_of,
    outcome_of,
    removals_of,
)
from newsclean.model import Result

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError:
    raise ImportError("newsclean.arrow needs pyarrow: pip install 'newsclean[parquet]'") from None

Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)

METADATA_TYPE = pa.struct(
    [
        ("title", pa.string()),
        ("authors", pa.list_(pa.string())),
        ("date", pa.string()),
        ("modified", pa.string()),
        ("publisher", pa.string()),
        ("agencies", pa.list_(pa.string())),
        ("dateline", pa.string()),
        ("language", pa.string()),
        ("url", pa.string()),
        ("description", pa.string()),
        ("topics", pa.list_(pa.string())),
        ("image", pa.string()),
        ("access", pa.string()),
        ("sponsored", pa.bool_()),
        ("credits", pa.list_(pa.string())),
        ("notes", pa.list_(pa.string())),
        ("sources", pa.map_(pa.string(), pa.string())),
    ]
)
"""The Arrow type of `newsclean.Metadata`."""

REMOVALS_TYPE = pa.list_(
    pa.struct(
        [
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
            ("kind", pa.string()),
            ("rule", pa.string()),
            ("why", pa.string()),
        ]
    )
)
"""The Arrow type of a list of `newsclean.Removal`."""

_STANDARD = Cleaner()


def clean_batch(
    batch: Batch,
    *,
    text: str = "text",
    url: str | None = None,
    language: str | None = None,
    into: str = "clean_text",
    page: bool = False,
    cleaner: Cleaner = _STANDARD,
) -> Batch:
    """Clean a column of a record batch or table.

    Args:
        batch: a `pyarrow.RecordBatch` or `pyarrow.Table`.
        text: the column with texts, or with pages when `page` is true. Columns inside structs are named with
            dots: "doc.text".
        url, language: columns with each row's URL and ISO 639-1 code, if there are such.
        into: the column for the clean text. May be `text` itself.
        page: whether the column holds whole HTML pages, as strings or bytes.
        cleaner: the settings.

    Returns:
        What was given, a batch or a table, with the clean text in `into` and three more columns:
        `newsclean_metadata` (`METADATA_TYPE`), `newsclean_removals` (`REMOVALS_TYPE`; start and end count
        characters of the row's text) and `newsclean_error` (string). A column that already has such a name is
        replaced where it stands. Rows keep their number and order. The clean
        text is null where there was nothing to clean, and where cleaning failed: `newsclean_error` says why.
        The schema depends on the input's schema only, so that of an empty table tells it beforehand.

    Raises:
        KeyError: there is no such column.
        TypeError: a column is of a type that cannot be cleaned.

    >>> import pyarrow as pa
    >>> table = pa.table({"id": [7], "text": ["It rained.\\n\\nSubscribe to our newsletter"]})
    >>> cleaned = clean_batch(table)
    >>> cleaned.column_names
    ['id', 'text', 'clean_text', 'newsclean_metadata', 'newsclean_removals', 'newsclean_error']
    >>> cleaned["clean_text"].to_pylist()
    ['It rained.']
    """
    if isinstance(batch, pa.Table):
        batches = batch.to_batches() or [pa.RecordBatch.from_pylist([], schema=batch.schema)]
        options: dict[str, Any] = {"text": text, "url": url, "language": language, "into": into, "page": page}
        return pa.Table.from_batches([clean_batch(b, cleaner=cleaner, **options) for b in batches])
    records = read_records(batch, text=text, url=url, language=language, page=page)
    outcomes = [outcome_of(record, cleaner, page=page) for record in records]
    cleaned = with_text(batch, outcomes, text=text, into=into)
    cleaned = with_column(cleaned, METADATA, metadata_column(outcomes))
    cleaned = with_column(cleaned, REMOVALS, removals_column(outcomes))
    failed = [outcome.reason if isinstance(outcome, Failure) else None for outcome in outcomes]
    return with_column(cleaned, ERROR, pa.array(failed, pa.string()))


def read_records(
    batch: pa.RecordBatch, *, text: str, url: str | None, language: str | None, page: bool, first: int = 1
) -> list[Record]:
    """The rows as records, numbered from `first`. Raises KeyError and TypeError as `clean_batch` does."""
    column = _column(batch, text)
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (_is_string(kind) or (page and _is_binary(kind)) or pa.types.is_null(kind)):
        wanted = "strings or bytes" if page else "strings"
        raise TypeError(f"column {text!r} holds {kind}, not {wanted}")
    texts = column.to_pylist()
    urls = _strings(batch, url)
    languages = _strings(batch, language)
    rows = zip(texts, urls, languages, strict=True)
    return [Record(number, *row) for number, row in enumerate(rows, start=first)]


def with_text(batch: pa.RecordBatch, outcomes: Sequence[Outcome], *, text: str, into: str) -> pa.RecordBatch:
    """The batch with the clean texts in the column `into`."""
    kind = _column(batch, text).type
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    large = pa.types.is_large_string(kind) or pa.types.is_large_binary(kind)
    texts = [outcome.text if isinstance(outcome, Result) else None for outcome in outcomes]
    return with_column(batch, into, pa.array(texts, pa.large_string() if large else pa.string()))


def metadata_column(outcomes: Sequence[Outcome]) -> pa.Array:
    """An array of `METADATA_TYPE`; null where nothing was cleaned."""
    rows = [metadata_of(outcome) if isinstance(outcome, Result) else None for outcome in outcomes]
    return pa.array(rows, METADATA_TYPE)


def removals_column(outcomes: Sequence[Outcome]) -> pa.Array:
    """An array of `REMOVALS_TYPE`; null where nothing was cleaned."""
    rows = [removals_of(outcome) if isinstance(outcome, Result) else None for outcome in outcomes]
    return pa.array(rows, REMOVALS_TYPE)


def with_column(batch: pa.RecordBatch, path: str, column: pa.Array) -> pa.RecordBatch:
    """The batch with `column` at a name or dotted path: replaced where it stands, else last of all."""
    names = batch.schema.names
    head, _, rest = (path, "", "") if path in names else path.partition(".")
    if rest:
        column = _with_field(batch.column(head) if head in names else None, rest, column)
    field = pa.field(head, column.type)
    if head in names:
        return batch.set_column(names.index(head), field, column)
    return batch.append_column(field, column)


def _is_string(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_binary_view(kind))


def _strings(batch: pa.RecordBatch, path: str | None) -> list[str | None]:
    if path is None:
        return [None] * batch.num_rows
    return [value if isinstance(value, str) else None for value in _column(batch, path).to_pylist()]


def _column(batch: pa.RecordBatch, path: str) -> pa.Array:
    """A column by its name, or by a dotted path into structs."""
    steps = [path] if path in batch.schema.names else path.split(".")
    if steps[0] not in batch.schema.names:
        raise KeyError(f"no column {path!r}; there are: {', '.join(batch.schema.names)}")
    column = batch.column(steps[0])
    for step in steps[1:]:
        if not pa.types.is_struct(column.type) or column.type.get_field_index(step) < 0:
            raise KeyError(f"no column {path!r}: {step!r} is not in {column.type}")
        column = pc.struct_field(column, step)
    return column


def _with_field(struct: pa.Array | None, path: str, column: pa.Array) -> pa.Array:
    """The struct array with `column` at the dotted `path` in it."""
    arrays: dict[str, pa.Array] = {}
    if struct is not None:
        if not pa.types.is_struct(struct.type):
            raise TypeError(f"a column of {struct.type} has no fields, so there is no place for {path!r}")
        arrays = {field.name: pc.struct_field(struct, field.name) for field in struct.type}
    head, _, rest = path.partition(".")
    arrays[head] = _with_field(arrays.get(head), rest, column) if rest else column
    mask = None if struct is None else struct.is_null()
    return pa.StructArray.from_arrays(list(arrays.values()), names=list(arrays), mask=mask)
