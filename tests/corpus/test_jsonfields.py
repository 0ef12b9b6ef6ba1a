"""Replacing fields in the text of a JSON object: what is not touched stays to the last character."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.corpus.jsonfields import has_place, read_fields, with_fields

KEYS = st.sampled_from(["text", "id", "doc", "a", 'q"', "é"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=5)
PATHS = st.sampled_from(["text", "doc", "doc.text", "doc.doc.a", "new.field"])


def at(record: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(record, dict) or step not in record:
            return None
        record = record[step]
    return record


def put(record: dict[str, Any], path: str, value: Any) -> None:
    *above, last = path.split(".")
    for step in above:
        record = record.setdefault(step, {})
    record[last] = value


@settings(deadline=None)
@given(OBJECTS, PATHS, VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_agrees_with_loading_and_dumping(
    record: dict[str, Any], path: str, value: Any, escaped: bool, indent: int | None
) -> None:
    text = json.dumps(record, ensure_ascii=escaped, indent=indent)
    fields = read_fields(text, frozenset({path}))
    old = at(record, path)
    assert fields.strings.get(path) == (old if isinstance(old, str) else None)
    if has_place(fields, path):
        changed = with_fields(fields, {path: value})
        put(record, path, value)
        assert json.loads(changed) == record


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"n":1.0,"text":"x","m":1e400}', '{"n":1.0,"text":"new","m":1e400}'),
        ('{ "text" : "x" , "big": 123456789012345678901234567890 }',) * 2,
        ('{"a": 1, "a": 2, "text": "x", "e": "\\u00e9\\/"}',) * 2,
        ('{"n": ' + "9" * 5000 + ', "text": "x", "nan": NaN, "z": -0.0}',) * 2,
        ('{"text": "first", "text": "x"}', '{"text": "first", "text": "new"}'),
    ],
)
def test_all_else_stays_as_it_is_written(before: str, after: str) -> None:
    assert with_fields(read_fields(before, frozenset({"text"})), {"text": "new"}) == after.replace('"x"', '"new"')


def test_several_fields_are_added_in_order() -> None:
    fields = read_fields('{"doc": {}, "text": "x" }', frozenset({"text", "doc.clean", "one", "two"}))
    changed = with_fields(fields, {"text": "y", "doc.clean": "z", "one": 1, "two": [2]})
    assert changed == '{"doc": {"clean": "z"}, "text": "y", "one": 1, "two": [2] }'


def test_escapes_are_those_of_the_record() -> None:
    assert with_fields(read_fields('{"text": "\\u00e9"}', frozenset({"text"})), {"text": "ü"}) == '{"text": "\\u00fc"}'
    assert with_fields(read_fields('{"text": "é"}', frozenset({"text"})), {"text": "ü"}) == '{"text": "ü"}'
    half = with_fields(read_fields('{"text": "é\\ud800"}', frozenset({"text"})), {"text": "ü\ud800"})
    assert json.loads(half.encode()) == {"text": "ü\ud800"}


def test_a_later_key_hides_what_an_earlier_one_held() -> None:
    assert read_fields('{"doc": {"text": "x"}, "doc": {"a": 1}}', frozenset({"doc.text"})).strings == {}


def test_no_place_inside_what_is_no_object() -> None:
    assert not has_place(read_fields('{"doc": "x"}', frozenset({"doc.clean"})), "doc.clean")
    assert has_place(read_fields('{"doc": {"a": 1}}', frozenset({"doc.clean"})), "doc.clean")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[1]", "not a JSON object"),
        ('{"text": }', "not JSON: Expecting value at character 9"),
        ('{"text": "x"', "not JSON: Expecting a comma at character 12"),
        ('{"text" "x"}', "not JSON: Expecting a colon at character 8"),
        ("{text: 1}", "not JSON: Expecting a key in double quotes at character 1"),
        ('{"text": "x"} {}', "not JSON: more after the object, at character 14"),
        ('{"text": ' + "[" * 100_000, "not JSON that can be read: nested too deeply"),
    ],
)
def test_what_is_no_object_says_so(text: str, says: str) -> None:
    with pytest.raises(ValueError) as raised:
        read_fields(text, frozenset({"text"}))
    assert str(raised.value) == says
