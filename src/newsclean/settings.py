"""The command's settings from `newsclean.toml` or the `[tool.newsclean]` table of `pyproject.toml`.

Only the command reads them. Importing newsclean never looks at a file that is not its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

LISTS = ("without", "only", "pack", "protect")
STRINGS = ("level", "language", "format", "encoding")


class SettingsError(ValueError):
    """A settings file that cannot be used; the message names it and says why."""


def find(folder: Path) -> dict[str, Any]:
    """The settings of the nearest file in `folder` or above it; empty when there is none. Raises SettingsError."""
    for place in (folder, *folder.parents):
        own = place / "newsclean.toml"
        if own.is_file():
            return _checked(_read(own), own)
        project = place / "pyproject.toml"
        if project.is_file():
            table = _read(project).get("tool", {}).get("newsclean")
            if table is not None:
                return _checked(table, project)
    return {}


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from None


def _checked(table: Any, path: Path) -> dict[str, Any]:
    known = (*LISTS, *STRINGS)
    found: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise SettingsError(f"{path}: no setting {name!r}; known: {', '.join(known)}")
        if name in LISTS:
            value = [value] if isinstance(value, str) else value
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise SettingsError(f"{path}: {name} must be a list of strings")
            if name == "pack":
                value = [str(path.parent / item) if item.endswith(".toml") else item for item in value]
        elif not isinstance(value, str):
            raise SettingsError(f"{path}: {name} must be a string")
        found[name] = value
    return found
