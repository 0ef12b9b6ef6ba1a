"""The article this project began with, where it is at hand; its shape is in fixtures/articles for everyone."""

from __future__ import annotations

import pytest

from conftest import ROOT
from newsclean import clean

SOURCE = ROOT.parent / "shared" / "seed" / "000_532b4bf01f840d6e.txt"


@pytest.mark.skipif(not SOURCE.exists(), reason="the article is not at hand")
def test_the_first_article() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    result = clean(text)
    assert result.text.endswith("created hundreds of thousands of refugees.")
    assert text.startswith(result.text)
    assert [removal.kind.value for removal in result.removals] == [
        "byline", "newsletter", "newsletter", "subscribe", "app", "app", "app",
    ]  # fmt: skip
    assert result.metadata.publisher is not None
    assert result.metadata.publisher in result.removals[2].text
    assert result.metadata.agencies == ("AFP", "Reuters")
    assert result.metadata.language == "en"


def test_no_rule_or_phrase_names_that_publisher() -> None:
    name = "france" + " 24"
    for path in (ROOT / "src").rglob("*"):
        if path.suffix in {".py", ".toml"}:
            assert name not in path.read_text(encoding="utf-8").lower()
