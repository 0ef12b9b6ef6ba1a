"""Fields of a JSON object, read and replaced in its text, so that all else stays as it was written.

Numbers that no float can hold, repeated keys, escapes and spaces survive, because they are never read into
anything that would have to be written again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

# Numbers are only stepped over: as strings they have no limits.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
_space = re.compile(r"[ \t\n\r]*").match


@dataclass(slots=True)
class Fields:
    """Where the wanted fields of an object stand.

    `places` has for each path that was found the start and end of its value in `text`; `strings` the
    decoded values of those that are strings; `ends` for each object on the way to a path where its last brace
    stands, and whether the object is empty. The object itself has the path "".
    """

    text: str
    spaced: bool = True
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    strings: dict[str, str] = field(default_factory=dict)
    ends: dict[str, tuple[int, bool]] = field(default_factory=dict)

    def written(self, path: str) -> str | None:
        """A field's value as it is written, or None."""
        place = self.places.get(path)
        return None if place is None else self.text[place[0] : place[1]]


def read_fields(text: str, paths: frozenset[str]) -> Fields:
    """Find fields by name or dotted path. Where a key is repeated the last counts, as for `json.loads`.

    Raises ValueError when `text` is not one JSON object.

    >>> read_fields('{"id": 1e400, "doc": {"text": "Rain"}}', frozenset({"doc.text"})).strings
    {'doc.text': 'Rain'}
    """
    at = _space(text, 0).end()  # type: ignore[union-attr]
    if text[at : at + 1] != "{":
        raise ValueError("not a JSON object")
    found = Fields(text)
    try:
        at = _walk(found, at, "", paths, _parents(paths))
    except JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise ValueError("not JSON that can be read: nested too deeply") from None
    at = _space(text, at).end()  # type: ignore[union-attr]
    if at != len(text):
        raise ValueError(f"not JSON: more after the object, at character {at}")
    return found


@lru_cache(maxsize=16)
def _parents(paths: frozenset[str]) -> frozenset[str]:
    """The paths of the objects that hold the fields."""
    return frozenset(path[:at] for path in paths for at, letter in enumerate(path) if letter == ".")


def _walk(found: Fields, at: int, parent: str, wanted: frozenset[str], parents: frozenset[str]) -> int:
    """Read the object whose brace stands at `at`; returns where it ends."""
    text = found.text
    at = _space(text, at + 1).end()  # type: ignore[union-attr]
    if text[at : at + 1] == "}":
        found.ends[parent] = (at, True)
        return at + 1
    while True:
        if text[at : at + 1] != '"':
            raise JSONDecodeError("Expecting a key in double quotes", text, at)
        key, at = scanstring(text, at + 1, True)
        at = _space(text, at).end()  # type: ignore[union-attr]
        if text[at : at + 1] != ":":
            raise JSONDecodeError("Expecting a colon", text, at)
        start = _space(text, at + 1).end()  # type: ignore[union-attr]
        found.spaced = start > at + 1
        path = f"{parent}.{key}" if parent else key
        if path in found.places:
            _forget(found, path)
        if path in parents and text[start : start + 1] == "{":
            at = _walk(found, start, path, wanted, parents)
            found.places[path] = (start, at)
        else:
            value, at = _DECODER.raw_decode(text, start)
            if path in wanted and text[start] == '"':
                found.strings[path] = value
            if path in wanted or path in parents:
                found.places[path] = (start, at)
        at = _space(text, at).end()  # type: ignore[union-attr]
        mark = text[at : at + 1]
        if mark == "}":
            found.ends[parent] = (at, False)
            return at + 1
        if mark != ",":
            raise JSONDecodeError("Expecting a comma", text, at)
        at = _space(text, at + 1).end()  # type: ignore[union-attr]


def _forget(found: Fields, path: str) -> None:
    for table in (found.places, found.strings, found.ends):
        for old in [known for known in table if known == path or known.startswith(path + ".")]:
            del table[old]


def has_place(fields: Fields, path: str) -> bool:
    """Whether the field is there, or can be added because all on the way to it are objects or missing."""
    if path in fields.places:
        return True
    steps = path.split(".")
    above = [".".join(steps[:count]) for count in range(1, len(steps))]
    return all(parent in fields.ends for parent in above if parent in fields.places)


def with_fields(fields: Fields, changes: Mapping[str, Any]) -> str:
    """The text with these fields set: replaced where they stand, else added to the end of their object.

    Every path must have a place, see `has_place`.

    >>> with_fields(read_fields('{"text":"Rain","n":1.0}', frozenset({"text"})), {"text": "Sun", "sure": True})
    '{"text":"Sun","n":1.0,"sure":true}'
    """
    text = fields.text
    edits: list[tuple[int, int, str]] = []
    for path, value in changes.items():
        place = fields.places.get(path)
        if place is not None:
            edits.append((*place, _dumped(value, fields)))
        else:
            edits.append(_addition(fields, path, value))
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        pieces += (text[at:start], new)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _addition(fields: Fields, path: str, value: Any) -> tuple[int, int, str]:
    parent = path
    while parent not in fields.ends:
        parent = parent.rpartition(".")[0]
    names = (path[len(parent) + 1 :] if parent else path).split(".")
    for name in reversed(names[1:]):
        value = {name: value}
    colon, comma = (": ", ", ") if fields.spaced else (":", ",")
    end, empty = fields.ends[parent]
    new = f"{_dumped(names[0], fields)}{colon}{_dumped(value, fields)}"
    while fields.text[end - 1] in " \t\n\r":
        end -= 1
    return end, end, new if empty else comma + new


def _dumped(value: Any, fields: Fields) -> str:
    """JSON in the manner of the record: escaped where it is all ASCII, spaced where it is spaced."""
    separators = (", ", ": ") if fields.spaced else (",", ":")
    if not fields.text.isascii():
        plain = json.dumps(value, ensure_ascii=False, separators=separators)
        if _encodable(plain):
            return plain
    return json.dumps(value, separators=separators)


def _encodable(text: str) -> bool:
    """Whether it has no halves of surrogate pairs, which only escapes can express."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
