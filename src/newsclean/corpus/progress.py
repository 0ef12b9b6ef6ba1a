"""The progress line on a terminal, and the closing summary."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

from newsclean.corpus.stats import Stats

INTERVAL = 0.2
"""Seconds between two looks of the line."""


class Progress:
    """A line that is written over and over: documents, characters, share removed, rate, time left.

    It shows nothing when `stream` is no terminal. `total` is how many bytes there are to read.
    """

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._begun = time.monotonic()
        self._shown = 0.0
        self._on = stream.isatty()

    def show(self, stats: Stats, position: int) -> None:
        """Show how far it is, unless it was shown just now. `position` is how many bytes have been read."""
        now = time.monotonic()
        if self._on and now - self._shown >= INTERVAL:
            self._shown = now
            width = shutil.get_terminal_size().columns - 1
            line = progress_line(stats, now - self._begun, position / max(1, self._total))
            self._stream.write("\r" + line[:width].ljust(width))
            self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._on and self._shown:
            self._stream.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
            self._stream.flush()


def progress_line(stats: Stats, seconds: float, share_read: float) -> str:
    """The text of the line.

    >>> progress_line(Stats(documents=1200, characters_in=4_800_000, characters_out=4_700_000), 4.0, 0.25)
    '1,200 documents, 4.8M characters, 2.1% removed, 300/s, 0:12 left'
    """
    left = f"{_clock(seconds / share_read - seconds)} left" if 0 < share_read <= 1 else "reading"
    return (
        f"{stats.documents:,} documents, {_short(stats.characters_in)} characters, "
        f"{stats.share_removed:.1%} removed, {stats.documents / max(seconds, 1e-9):,.0f}/s, {left}"
    )


def summary_text(stats: Stats, seconds: float, ruleset: str) -> str:
    """The closing summary, a few lines."""
    rate = stats.documents / max(seconds, 1e-9)
    lines = [
        f"{stats.documents:,} documents in {_clock(seconds)} ({rate:,.0f}/s), {stats.changed:,} changed, "
        f"{stats.empty:,} empty, {stats.errors:,} failed",
        f"{_short(stats.characters_in)} characters in, {_short(stats.characters_out)} out, "
        f"{stats.share_removed:.2%} removed",
    ]
    for name, counts in (
        ("removed", stats.by_kind),
        ("languages", stats.by_language),
        ("near misses", stats.near_misses),
    ):
        if counts:
            lines.append(f"{name}: " + ", ".join(f"{key} {count:,}" for key, count in counts.most_common(8)))
    if stats.slowest:
        slow = stats.slowest[0]
        lines.append(f"slowest: {slow.file}:{slow.line}, {slow.seconds:.3f} s")
    lines.append(f"ruleset: {ruleset}")
    return "\n".join(lines)


def _short(number: float) -> str:
    for unit in ("", "k", "M", "G"):
        if number < 1000:
            return f"{number:.0f}" if not unit else f"{number:.1f}{unit}"
        number /= 1000
    return f"{number:.1f}T"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
