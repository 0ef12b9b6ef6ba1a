"""Whole pages of many kinds of systems: page in, text, removals and metadata out.

`text.txt` is written by hand. Removals and metadata are golden files, rewritten only by `pytest --bless`, and
only for pages whose text is right.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import FIXTURES
from newsclean import clean_page

PAGES = sorted(path for path in (FIXTURES / "pages").iterdir() if path.is_dir())
URL = "https://www.example.com/news/bridge"
RIGHT_TO_LEFT = {"ar", "fa", "he"}


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_page(folder: Path, bless: bool) -> None:
    result = clean_page((folder / "page.html").read_bytes(), url=URL)
    assert result.text.splitlines() == (folder / "text.txt").read_text(encoding="utf-8").splitlines()
    assert result.restore() == result.original
    data = result.to_dict()
    for name in ("removals", "metadata"):
        path = folder / f"{name}.json"
        if bless:
            path.write_text(json.dumps(data[name], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        assert json.loads(path.read_text(encoding="utf-8")) == data[name]


def test_there_are_enough_pages() -> None:
    languages = {folder.name.partition("-")[0] for folder in PAGES}
    assert len(PAGES) >= 25
    assert len(languages) >= 12
    assert languages >= RIGHT_TO_LEFT
