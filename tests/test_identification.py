"""Which language a text is in: by its common words, else by its script."""

from __future__ import annotations

import pytest

from newsclean import clean


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry was late, and the mayor said that it would be late again on Friday.", "en"),
        ("La barca è arrivata tardi e il sindaco ha detto che non sarà l'ultima volta.", "it"),
        ("항구 재개장 강변시 여객선 운항 월요일 시작", "ko"),
        ("ハーバー タウン フェリー ニュース", "ja"),
        ("Harbour 2024 555", None),
        ("", None),
    ],
)
def test_told(text: str, language: str | None) -> None:
    assert clean(text).metadata.language == language
