"""News that looks like residue. Nothing of it may go."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import FIXTURES
from newsclean import clean

FILES = sorted((FIXTURES / "untouched").glob("*.txt"))


def blocks_of(path: Path) -> list[str]:
    return [block.strip() for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_article_is_left_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [(removal.kind.value, removal.text) for removal in clean(text).removals] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_block_is_left_alone_between_paragraphs(path: Path) -> None:
    before = (
        "The harbour office closed the inner basin on Tuesday morning, after divers found a crack in the quay wall. "
    )
    after = "Repairs are to begin next week, and the fishing boats have moved to the northern basin for the time being."
    for block in blocks_of(path):
        text = f"{before}\n\n{before}\n\n{block}\n\n{after}\n\n{after}\n"
        assert clean(text).text == text


def test_there_are_enough_blocks() -> None:
    assert sum(len(blocks_of(path)) for path in FILES) >= 400
