"""Getting at the command's inputs: files, folders, standard input; bytes to text; whole files written at once."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsclean.corpus.formats import SUFFIXES as CORPUS_SUFFIXES
from newsclean.corpus.formats import kind_of
from newsclean.corpus.streams import MissingLibraryError, compressor, open_decompressed, read_errors
from newsclean.formats import FEED_SUFFIXES, PAGE_SUFFIXES, TEXT_SUFFIXES

STDIN = Path("-")


class SourceError(Exception):
    """An input that cannot be used; the message is one line that names it."""


def expand(paths: list[str], recursive: bool, output: str | None = None) -> Iterator[Path | SourceError]:
    """The files to clean, in order. What cannot be used comes as a SourceError, so that the others go on.

    An `output` folder inside one of the folders is left out: what an earlier run wrote is no input.
    """
    for given in paths or ["-"]:
        path = Path(given)
        if given == "-":
            yield STDIN
        elif path.is_dir():
            if recursive:
                yield from _files(path, output)
            else:
                yield SourceError(f"{given}: is a directory; use -r to clean the files in it")
        elif not path.exists():
            yield SourceError(f"{given}: no such file")
        else:
            yield path


def _files(folder: Path, output: str | None) -> Iterator[Path]:
    known = TEXT_SUFFIXES | PAGE_SUFFIXES | FEED_SUFFIXES | CORPUS_SUFFIXES
    written = Path(output).resolve() if output else None
    inside = written is not None and folder.resolve() in written.parents
    for path in sorted(folder.rglob("*")):
        if path.is_file() and kind_of(path) in known and not (inside and written in path.resolve().parents):
            yield path


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, decompressed, or of standard input. Raises SourceError."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else _read_file(path)
    except read_errors() as error:
        raise SourceError(f"{name(path)}: {getattr(error, 'strerror', None) or error}") from None
    except MissingLibraryError as error:
        raise SourceError(f"{path}: {error}") from None


def _read_file(path: Path) -> bytes:
    file, stream = open_decompressed(path)
    with file:
        return stream.read()


def decode(data: bytes, path: Path, encoding: str | None = None) -> str:
    """Text from bytes: by `encoding` when given, else by the byte order mark, else as UTF-8. Raises SourceError."""
    if encoding is None:
        encoding = _by_mark(data)
        if encoding == "utf-8-sig" and b"\x00" in data[:8192]:
            raise SourceError(f"{name(path)}: not text (it has zero bytes)")
    try:
        return data.decode(encoding)
    except LookupError:
        raise SourceError(f"{name(path)}: no encoding is called {encoding!r}") from None
    except UnicodeDecodeError as error:
        tried = "utf-8" if encoding == "utf-8-sig" else encoding
        raise SourceError(
            f"{name(path)}: not {tried} at byte {error.start} (tried {tried}); name another with --encoding"
        ) from None


def _by_mark(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig"


def name(path: Path) -> str:
    """What messages call an input."""
    return "standard input" if path == STDIN else str(path)


def write_whole(path: Path, text: str | bytes) -> None:
    """Write bytes, or text as UTF-8, compressed as the name says, so that the file is there whole or not at all.

    Raises SourceError.
    """
    try:
        data = compressor(path)(text.encode() if isinstance(text, str) else text)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            if path.exists():
                os.chmod(temporary, path.stat().st_mode)
            else:
                os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SourceError(f"{path}: cannot write: {error.strerror or error}") from None
    except MissingLibraryError as error:
        raise SourceError(f"{path}: {error}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
