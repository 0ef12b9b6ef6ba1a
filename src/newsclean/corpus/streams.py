"""Compressed files: reading them as a stream, and compressing what is written, by the suffix of the name."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

COMPRESSED = frozenset({".gz", ".zst"})


class MissingLibraryError(Exception):
    """A library that an extra brings is not installed; the message says what to install, in one line."""


class Source:
    """A file opened for reading. `stream` gives its decompressed bytes.

    Raises OSError when it cannot be opened, MissingLibraryError when a library is missing.
    """

    def __init__(self, path: Path) -> None:
        opened = open_decompressed(path)
        self._file = opened[0]
        self.stream = opened[1]

    def position(self) -> int:
        """How many bytes of the file, as it lies on the disk, have been read."""
        return self._file.tell()

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()
        self._file.close()


def open_decompressed(path: Path) -> tuple[IO[bytes], IO[bytes]]:
    """The file itself, and a stream of its decompressed bytes.

    The stream is not buffered a second time: where the file breaks off, that would lose what had been read.
    """
    suffix = path.suffix.lower()
    zstd = _zstd() if suffix == ".zst" else None
    file = path.open("rb")
    if suffix == ".gz":
        return file, cast(IO[bytes], gzip.GzipFile(fileobj=file))
    return file, file if zstd is None else zstd.ZstdFile(file)


def read_errors() -> tuple[type[Exception], ...]:
    """What reading a broken file raises."""
    broken: list[type[Exception]] = [OSError, EOFError, zlib.error]
    zstd = _zstd_or_none()
    if zstd is not None:
        broken.append(zstd.ZstdError)
    return tuple(broken)


def compressor(path: Path) -> Callable[[bytes], bytes]:
    """A function from bytes to what is written to a file of this name.

    What it returns can be appended: members of gzip and frames of zstd follow each other in one file. The same
    bytes always give the same bytes. Raises MissingLibraryError when a library is missing.
    """
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return _gzipped
    if suffix == ".zst":
        compress: Callable[[bytes], bytes] = _zstd().compress
        return compress
    return bytes


def uncompressed_name(path: Path) -> Path:
    """The path without the suffix of its compression.

    >>> uncompressed_name(Path("crawl.jsonl.gz")).name
    'crawl.jsonl'
    """
    return path.with_suffix("") if path.suffix.lower() in COMPRESSED else path


def _gzipped(data: bytes) -> bytes:
    # Level 6 is that of the gzip command; Python's own 9 takes twice the time for one percent.
    return gzip.compress(data, compresslevel=6, mtime=0)


def _zstd() -> Any:
    zstd = _zstd_or_none()
    if zstd is None:
        raise MissingLibraryError(".zst files need backports.zstd: pip install 'newsclean[zstd]'")
    return zstd


def _zstd_or_none() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        return None
    return zstd
