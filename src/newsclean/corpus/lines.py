"""Writing lines to a file that may be compressed, such that a part of it can be kept."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from newsclean.corpus.streams import compressor


class LineFile:
    """Lines written behind the first `offset` bytes of `part`, compressed as the name of `target` says."""

    def __init__(self, part: Path, target: Path, offset: int) -> None:
        self._compress = compressor(target)
        if offset == 0:
            # A new file, never the old one emptied: a lost worker of an earlier run may still write to that.
            part.unlink(missing_ok=True)
        self._file = part.open("r+b" if offset else "xb", buffering=0)
        self._file.truncate(offset)
        self._file.seek(offset)

    def write(self, lines: Iterable[bytes]) -> None:
        data = b"".join(lines)
        if data:
            self._append(data)

    def commit(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        if self._file.tell() == 0:
            # A compressed file of no bytes at all is taken for a broken one.
            self._append(b"")
        os.fsync(self._file.fileno())
        self._file.close()

    def _append(self, data: bytes) -> None:
        rest = memoryview(self._compress(data))
        while rest:
            rest = rest[self._file.write(rest) :]
