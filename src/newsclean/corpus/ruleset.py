"""The version of what decides about texts: rules, packs and settings."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsclean.cleaner import Cleaner
from newsclean.rules import ALL

_PACKAGE = Path(__file__).parent.parent

_BYSTANDERS = frozenset({"__main__.py", "arrow.py", "cli.py", "check.py", "settings.py", "show.py", "source.py"})
_ASIDE = frozenset({"corpus", "integrations"})
"""Modules and folders that decide nothing about a text."""


def ruleset_version(cleaner: Cleaner) -> str:
    """Twelve hexadecimal digits that change when the code, the packs or the cleaner's settings do.

    A user's own rules count by their source, where Python can find it, else by their name. The versions of
    trafilatura and other libraries do not count.

    >>> ruleset_version(Cleaner()) == ruleset_version(Cleaner().without("app"))
    False
    """
    digest = hashlib.sha256(_package_digest())
    for part in _settings(cleaner):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def _package_digest() -> bytes:
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".toml") and path.name not in _BYSTANDERS and path.parent.name not in _ASIDE:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()


def _settings(cleaner: Cleaner) -> Iterator[str]:
    yield cleaner.level
    yield cleaner.format
    yield ",".join(sorted(cleaner.off))
    built_in = set(map(id, ALL))
    for rule in cleaner.rules:
        yield f"{rule.name} {rule.kind.value} {'' if id(rule) in built_in else _source(rule.find)}"
    for entry in cleaner.phrases:
        yield repr(tuple(entry))
    for cues in cleaner.cues:
        yield repr(cues)
    for protect in cleaner.protected:
        yield repr(protect) if is_dataclass(protect) else _source(protect)


def _source(function: Any) -> str:
    name = f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', type(function).__qualname__)}"
    try:
        return name + inspect.getsource(function)
    except (OSError, TypeError):
        return name
