"""Folding: what counts as the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.folding import SENTENCE_BREAK, cased_words, rough_words, token_lines, without_accents, words

SAME = [
    "Sign up: our newsletter!",
    "SIGN UP OUR NEWSLETTER",
    "Ｓｉｇｎ ｕｐ ｏｕｒ ｎｅｗｓｌｅｔｔｅｒ",
    "Sign\u00a0up\u2009our news\u00adletter",
    "Sign up \u200bour\u200e news\u2060letter",
    "Sіgn up оur nеwslеttеr",  # Cyrillic і, о, е
    "Sign up οur newsletter",  # Greek ο
]


@pytest.mark.parametrize("text", SAME)
def test_one_wording_in_many_forms(text: str) -> None:
    assert words(text) == ["sign", "up", "our", "newsletter"]


def test_words_of_another_alphabet_stay_what_they_are() -> None:
    assert words("Скачать приложение Harbour") == ["скачать", "приложение", "harbour"]


def test_unspaced_scripts_are_split_into_characters() -> None:
    assert words("登録はAB") == ["登", "録", "は", "ab"]
    assert words("ข่าวใหม่") == list("ข่าวใหม่")


def test_the_dotted_capital_is_an_i() -> None:
    assert words("İstanbul") == ["istanbul"]


def test_accents_stay_until_they_are_asked_to_go() -> None:
    assert words("Abonnés") == ["abonnés"]
    assert words("Abonne\u0301s") == ["abonnés"]
    assert [without_accents(w) for w in ("abonnés", "łódź", "größe")] == ["abonnes", "lodz", "grosse"]


@pytest.mark.parametrize(
    ("pointed", "plain"), [("سجّل الآن", "سجل الآن"), ("مـزيـد", "مزيد"), ("שָׁלוֹם", "שלום"), ("글ㅣ한서윤", "글 한서윤")]
)
def test_points_and_bars_that_most_texts_leave_out(pointed: str, plain: str) -> None:
    assert words(pointed) == words(plain) == token_lines([pointed])


@given(st.text(alphabet="abcABC xyz-.,!?’“ÄöüßéñЖд", max_size=60))
def test_cased_words_match_words_one_for_one(text: str) -> None:
    assert [word.lower() for word in cased_words(text)] == words(text)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once


@given(st.text(alphabet="abc XYZ.,é", max_size=60))
def test_where_nothing_needs_folding_rough_words_are_enough(text: str) -> None:
    assert rough_words(text) == words(text)


@pytest.mark.parametrize("text", ["📌 Read more", "➡️ Read more", "Read 👨‍👩‍👧 more", "🏳️‍🌈 Read more"])
def test_emoji_are_no_words(text: str) -> None:
    assert [word for word in token_lines([text]) if word != SENTENCE_BREAK] == ["read", "more"] == words(text)
