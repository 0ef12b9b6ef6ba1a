"""Feeds and fragments as their publishers write them: source in, the same less its residue out.

`cleaned.*` is written by hand: it is what the author of the fixture wants, to the byte. Texts, removals and
metadata are golden files, rewritten only by `pytest --bless`, and only where the cleaned source is right.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import FIXTURES
from newsclean import Cleaner, Result, clean_feed, clean_fragment
from newsclean.readers.fragment import read_fragment

FEEDS = sorted((FIXTURES / "feeds").iterdir())
FRAGMENTS = sorted((FIXTURES / "fragments").iterdir())
BETWEEN = "\n=====\n"


def source_of(folder: Path) -> Path:
    return next(folder.glob("source.*"))


def cleaned_of(folder: Path) -> bytes:
    return next(folder.glob("cleaned.*")).read_bytes()


@pytest.mark.parametrize("folder", FRAGMENTS, ids=lambda folder: folder.name)
def test_fragment(folder: Path, bless: bool) -> None:
    result = clean_fragment(source_of(folder).read_bytes())
    assert result.html == cleaned_of(folder).decode()
    assert clean_fragment(result.html).html == result.html
    agree(folder, [result], bless)


@pytest.mark.parametrize("folder", FEEDS, ids=lambda folder: folder.name)
def test_feed(folder: Path, bless: bool) -> None:
    source = source_of(folder).read_bytes()
    assert Cleaner().rewrite_feed(source) == cleaned_of(folder)
    assert Cleaner().rewrite_feed(cleaned_of(folder)) == cleaned_of(folder)
    agree(folder, list(clean_feed(source)), bless)


def agree(folder: Path, results: list[Result], bless: bool) -> None:
    """The results keep the laws, and say what the golden files say."""
    for result in results:
        assert result.restore() == result.original
        if result.html is not None:
            assert read_fragment(result.html).document.text == result.text
    data = [result.to_dict() for result in results]
    found = {
        "text.txt": BETWEEN.join(result.text for result in results) + "\n",
        "removals.json": json.dumps([one["removals"] for one in data], ensure_ascii=False, indent=1) + "\n",
        "metadata.json": json.dumps([one["metadata"] for one in data], ensure_ascii=False, indent=1) + "\n",
    }
    for name, text in found.items():
        if bless:
            (folder / name).write_bytes(text.encode())
        assert (folder / name).read_bytes().decode() == text


def test_there_are_enough() -> None:
    names = [folder.name for folder in (*FEEDS, *FRAGMENTS)]
    assert len(names) >= 20
    languages = {name.partition("-")[0] for name in names}
    assert len(languages) >= 8
    assert {"ar", "fa", "he"} <= languages
