"""Which module reads and writes which files, by their names."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from newsclean.corpus.streams import uncompressed_name

if TYPE_CHECKING:
    from newsclean.corpus.plan import Format

_MODULES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".warc": "warc",
}


SUFFIXES = frozenset(_MODULES)


def is_corpus(path: Path) -> bool:
    """Whether the file holds many documents, by its name.

    >>> is_corpus(Path("crawl.jsonl.gz")), is_corpus(Path("article.txt.gz"))
    (True, False)
    """
    return kind_of(path) in SUFFIXES


def kind_of(path: Path) -> str:
    """The suffix that says what a file is, without that of a compression."""
    return uncompressed_name(path).suffix.lower()


def format_of(source: Path) -> Format:
    """The module for a file of this name."""
    return cast("Format", import_module(f"newsclean.corpus.{_MODULES[kind_of(source)]}"))


def target_kind(source: Path) -> str:
    """The suffix of what a file of this name becomes: archives of pages become JSONL, others stay what they are.

    >>> target_kind(Path("crawl.warc.gz"))
    '.jsonl'
    """
    kind = kind_of(source)
    return ".jsonl" if kind == ".warc" else kind


def target_name(source: Path) -> str:
    """The name of what it becomes, in a folder of its own.

    >>> target_name(Path("deep/crawl.warc.gz"))
    'crawl.jsonl.gz'
    """
    bare = uncompressed_name(source)
    return bare.stem + target_kind(source) + (source.suffix if bare != source else "")
