"""Every pack, every entry, every sample, both ways; reading and refusing packs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclean.check import check
from newsclean.model import Kind
from newsclean.packs import (
    COMPILED,
    PackError,
    _counts,
    lexicon,
    pack_paths,
    parse_pack,
    read_all,
    read_pack,
    write_compiled,
)
from newsclean.phrasebook import index

PACKS = read_all()


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_samples(pack: object) -> None:
    assert [str(failure) for failure in check(pack)] == []  # type: ignore[arg-type]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_no_phrase_stands_twice(pack: object) -> None:
    seen = [(e.kind, e.phrase) for e in pack.entries]  # type: ignore[attr-defined]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("pack", [p for p in PACKS if p.code != "neutral"], ids=lambda pack: pack.code)
def test_word_lists(pack: object) -> None:
    lists = pack.lists  # type: ignore[attr-defined]
    assert len(lists["common"]) >= 15
    assert len(lists.get("months", ())) % 12 == 0


def test_the_first_languages_cover_every_asking_and_linking_kind() -> None:
    kinds = {k.value for k in Kind} - {"title", "separator", "other", "note"}
    first = set("en fr de es it pt nl pl sv no da ru tr ja ko zh".split())
    assert first <= {pack.code for pack in PACKS}
    for pack in PACKS:
        if pack.code in first:
            assert kinds - {e.kind for e in pack.entries} <= {"credit"}, pack.code


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"letters": []}, "no kind 'letters'"),
        ({"app": [{"where": "whole"}]}, "needs a phrase"),
        ({"app": [{"phrase": "get (the app"}]}, "missing ')'"),
        ({"app": [{"phrase": "get the app)"}]}, "unbalanced"),
        ({"app": [{"phrase": "get {thing}"}]}, "unknown slot {thing}"),
        ({"app": [{"phrase": "get it", "where": "middle"}]}, "where must be one of"),
        ({"credit": [{"phrase": "photo {name}", "where": "label"}]}, "a label has no slots for names"),
        ({"app": [{"phrase": "get it", "certainty": "perhaps"}]}, "certainty must be"),
        ({"app": [{"phrase": "get it", "words": 0}]}, "words must be"),
        ({"app": [{"phrase": "get it", "colour": "red"}]}, "no field colour"),
        ({"app": [{"phrase": "{1,3}"}]}, "fixed word"),
        ({"app": [{"phrase": "get it (@|now)"}]}, "no letter or digit"),
        ({"app": [{"phrase": "get it", "access": "closed"}]}, "access must be"),
        ({"app": [{"phrase": "get it", "removes": "Get it"}]}, "list of strings"),
        ({"language": {"colour": "red"}}, "[language] has no colour"),
    ],
)
def test_bad_packs_are_refused_with_the_reason(data: dict[str, object], why: str) -> None:
    with pytest.raises(PackError) as caught:
        parse_pack(data, "own.toml")
    assert why in str(caught.value)
    assert "own.toml" in str(caught.value)


def test_files_that_are_no_packs(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.toml").write_text("= 3")
    for name, why in (("a.toml", "not UTF-8"), ("b.toml", "not TOML")):
        with pytest.raises(PackError, match=why):
            read_pack(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        read_pack(tmp_path / "none.toml")


def test_check_says_what_fails() -> None:
    pack = parse_pack(
        {
            "app": [
                {"phrase": "get our app", "where": "start", "removes": ["Get the app"], "keeps": ["Nothing alike."]},
                {
                    "phrase": "open our app",
                    "where": "start",
                    "removes": ["Open our app"],
                    "keeps": ["Open our app now"],
                },
                {"phrase": "fetch our app", "where": "start"},
            ]
        },
        "own",
    )
    assert [failure.why for failure in check(pack)] == [
        "the phrase does not fit",
        "shares no word with the phrase, so it proves nothing",
        "taken by app: open our app",
        "needs both removes and keeps",
    ]


def test_the_compiled_packs_say_what_the_packs_say() -> None:
    write_compiled()
    lexicon.cache_clear()
    entries = [entry for pack in PACKS for entry in pack.entries]
    book = lexicon().phrasebook
    assert list(book.entries) == entries
    assert list(book.limits) == [entry.words for entry in entries]
    assert book.index == index(entries, _counts(list(PACKS)))
    assert {path.name for path in pack_paths()} < set(json.loads(COMPILED.read_text(encoding="utf-8"))["made_from"])


def test_the_lexicon_has_every_language() -> None:
    assert set(lexicon().names) == {pack.code for pack in PACKS}
