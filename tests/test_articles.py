"""Whole articles: source in, text, removals and metadata out.

`text.txt` is written by hand: it is what the author of the fixture wants. Removals and metadata are golden
files, rewritten only by `pytest --bless`, and only for articles whose text is right.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from conftest import FIXTURES
from newsclean import Result, clean

ARTICLES = sorted(path for path in (FIXTURES / "articles").iterdir() if path.is_dir())

KNOWN_FAILURES = sorted(path for path in (FIXTURES / "known_failures").iterdir() if path.is_dir())


def source_of(folder: Path) -> Path:
    return next(path for path in sorted(folder.glob("source.*")) if path.suffix in (".txt", ".md"))


def cleaned(folder: Path) -> Result:
    return clean(source_of(folder).read_bytes().decode("utf-8"))


def account(result: Result) -> dict[str, object]:
    data = result.to_dict()
    return {"removals": data["removals"], "metadata": data["metadata"]}


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda folder: folder.name)
def test_article(folder: Path, bless: bool) -> None:
    result = cleaned(folder)
    wanted = (folder / "text.txt").read_bytes().decode("utf-8")
    assert result.text.splitlines() == wanted.splitlines()
    found = account(result)
    for name, data in found.items():
        path = folder / f"{name}.json"
        if bless:
            path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        assert json.loads(path.read_text(encoding="utf-8")) == data


@pytest.mark.parametrize("folder", KNOWN_FAILURES, ids=lambda folder: folder.name)
@pytest.mark.xfail(strict=True, reason="see reason.txt in the fixture's folder")
def test_known_failure(folder: Path) -> None:
    assert (folder / "reason.txt").read_text(encoding="utf-8").strip()
    wanted = (folder / "text.txt").read_bytes().decode("utf-8")
    assert cleaned(folder).text.splitlines() == wanted.splitlines()


def test_there_are_enough_articles() -> None:
    languages = Counter(folder.name.partition("-")[0] for folder in ARTICLES)
    assert len(ARTICLES) >= 152
    assert len(languages) >= 35
    assert min(languages.values()) >= 3
