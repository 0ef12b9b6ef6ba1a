"""Rules of users' own that go wrong, each on the articles with its word."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable

from newsclean import Document, Finding


def raises(document: Document) -> Iterable[Finding]:
    if "poison" in document.text:
        raise RuntimeError("no such\nluck")
    return ()


def kills(document: Document) -> Iterable[Finding]:
    if "murder" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return ()


def never_ends(document: Document) -> Iterable[Finding]:
    while "forever" in document.text:
        pass
    return ()


def dawdles(document: Document) -> Iterable[Finding]:
    time.sleep(0.002)
    return ()
