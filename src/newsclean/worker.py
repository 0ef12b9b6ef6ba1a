"""One page in a process of its own that can be stopped: what `clean_page(timeout=…)` runs.

A thread cannot be stopped from outside, least of all inside a parser written in C. A process can. It is a fresh
interpreter, not a fork: so it is safe to start from any thread, and needs no guard in the caller's script.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from newsclean.errors import InputError

if TYPE_CHECKING:
    from newsclean.cleaner import Cleaner
    from newsclean.model import Result


def clean_page_within(seconds: float, cleaner: Cleaner, html: Any, options: dict[str, Any]) -> Result:
    """`cleaner.clean_page(html, **options)`, stopped after so many seconds, the start of the process included.

    Raises InputError when the time is over or the process died, and what `clean_page` raises. The cleaner must be
    picklable: rules of your own must stand in a module that can be imported.
    """
    task = pickle.dumps((cleaner, _portable(html), options))
    command = [sys.executable, "-c", "from newsclean.worker import serve; serve()"]
    try:
        done = subprocess.run(command, input=task, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(f"the page was not done within {seconds:g} seconds, and was stopped") from None
    if done.returncode:
        raise InputError(f"the process that read the page ended with {done.returncode}{_last_line(done.stderr)}")
    outcome = pickle.loads(done.stdout)
    if isinstance(outcome, Exception):
        raise outcome
    result: Result = outcome
    return result


def serve() -> None:
    """Read one task from standard input and write its outcome, a Result or an exception, to standard output."""
    cleaner, html, options = pickle.load(sys.stdin.buffer)
    try:
        outcome = cleaner.clean_page(html, **options)
    except (InputError, TypeError, ValueError) as error:
        outcome = error
    pickle.dump(outcome, sys.stdout.buffer)


def _portable(html: Any) -> Any:
    """Trees and soups as the HTML they stand for; bytes and strings as they are."""
    if hasattr(html, "prettify"):
        return str(html)
    if (hasattr(html, "iter") and hasattr(html, "tag")) or hasattr(html, "getroot"):
        from lxml.etree import tostring

        return tostring(html, encoding="unicode", method="html")
    return html


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", errors="replace").strip().splitlines()
    return f": {lines[-1]}" if lines else ""
