"""Cue words: how they are counted, where they are looked for, and what they are worth in every language."""

from __future__ import annotations

import pickle

import pytest

from newsclean import Cleaner, clean
from newsclean.annotation import ends_sentence, is_prose
from newsclean.cues import AFTER, SENTENCE_MORE, Cues, Tally, cues_of, names_a_thing, parts, strength
from newsclean.folding import words
from newsclean.model import ASKS, Kind
from newsclean.packs import CUE_CLASSES, NEUTRAL, PackError, parse_pack, read_all

PACKS = [pack for pack in read_all() if pack.cues]
BODY = (
    "The council approved the new budget on Monday evening after a debate that lasted more than four hours.\n"
    "Residents of the harbour quarter had asked for a second ferry, and the mayor said that she would look into it.\n"
    "The first boats are to go in spring, once the old pier has been mended and all of the crews are trained.\n"
)
PROMPT = "Our moderators read all comments and replies before readers see them"


def tally(text: str, code: str = "en") -> Tally:
    cues = cues_of(code)
    assert cues is not None
    return cues.tally(words(text))


def taken(text: str) -> list[tuple[str, str]]:
    return [(removal.rule, removal.text.strip()) for removal in clean(text).removals]


def test_terms_stems_and_what_they_cover() -> None:
    cues = Cues.of({"ask": ["sign up", "sign"], "newsletter": ["newsletter*"], "we": ["our"]}, "en")
    assert cues.tally(words("Sign up: our newsletters sign")) == Tally(
        5, 5, {"ask": 2, "we": 1, "newsletter": 1}, ("sign up", "our", "newsletters", "sign")
    )
    assert cues.tally(["news", "up"]) == Tally(2, 0, {}, ())


def test_accents_may_be_missing() -> None:
    cues = Cues.of({"subscribe": ["abonnés", "à"]}, "fr")
    assert cues.tally(words("ABONNES abonnés a")).seen == ("abonnes", "abonnés")


def test_terms_of_scripts_without_spaces() -> None:
    cues = Cues.of({"ask": ["下 载"], "app": ["应 用"]}, "zh")
    assert cues.tally(words("请下载应用")) == Tally(5, 4, {"ask": 1, "app": 1}, ("下载", "应用"))


def test_behind_the_prose_and_beside_residue() -> None:
    assert taken(BODY + PROMPT)[-1][1] == PROMPT
    between = BODY + PROMPT + "\n" + BODY
    assert taken(between) == []
    assert PROMPT in [text for _, text in taken(BODY + PROMPT + "\nSubscribe to our newsletter\n" + BODY)]


def test_a_crosshead_or_question_below_residue_heads_what_follows() -> None:
    text = BODY + "Subscribe to our newsletter\nYour app and our readers?\n" + BODY
    assert [text for _, text in taken(text)] == ["Subscribe to our newsletter"]


def test_a_prompt_that_has_the_shape_of_prose_ends_the_text() -> None:
    prompt = "If you value what our newsroom does, please help us keep this website free for all with your gift."
    assert is_prose(prompt)
    assert taken(BODY + prompt)[-1][1] == prompt
    assert taken(prompt + "\n" + BODY) == []


def test_a_lone_cue_or_a_mere_order_is_none() -> None:
    for line in ("The app and the harbour", "Bleed your radiators", "Read the lease before you sign"):
        assert taken(BODY + line) == []


def test_only_at_levels_that_take_what_is_likely() -> None:
    assert PROMPT in clean(BODY + PROMPT, level="careful").text
    assert PROMPT in Cleaner().without("comments.cues").text(BODY + PROMPT)


def test_own_cue_words() -> None:
    line = "Fetch the gazette ferret for your gazette den"
    cleaner = Cleaner().with_phrases({"cues": {"ask": "fetch", "promo": "gazette_ferret gazette_den"}})
    assert Cleaner().text(BODY + line) == BODY + line
    assert cleaner.text(BODY + line) == BODY.rstrip()
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner


@pytest.mark.parametrize(
    ("cues", "why"),
    [
        ({"letters": "post"}, "[cues] has no letters"),
        ({"ask": ["get"]}, "each a string"),
        ({"ask": "get !"}, "no letter or digit"),
        ("get", "a table of lists"),
    ],
)
def test_bad_tables_are_refused(cues: object, why: str) -> None:
    with pytest.raises(PackError, match=r"own\.toml") as caught:
        parse_pack({"cues": cues}, "own.toml")
    assert why in str(caught.value)


WITHOUT = {"hi", "bn"}
"""Hindi and Bengali words come apart at their vowel signs, into pieces all alike."""


def test_all_other_languages_have_cue_words() -> None:
    assert {pack.code for pack in read_all()} - {pack.code for pack in PACKS} == {NEUTRAL, *WITHOUT}
    for pack in PACKS:
        assert set(pack.cues) <= set(CUE_CLASSES)
        assert all(len(pack.cues[name]) >= 3 for name in ("ask", "page", "subscribe", "newsletter", "legal")), pack.code


def _is_seen(text: str, code: str) -> bool:
    found = tally(text, code)
    return names_a_thing(found) and strength(parts(found)) >= AFTER + SENTENCE_MORE * ends_sentence(text)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_prompts_show_and_news_does_not(pack: object) -> None:
    """What a pack's phrases take is full of its cue words, and the news that shares their words is not."""

    def seen(texts: list[str]) -> float:
        return sum(_is_seen(text, pack.code) for text in texts) / len(texts)  # type: ignore[attr-defined]

    samples = pack.samples  # type: ignore[attr-defined]
    prompts = [text for sample in samples if sample.entry.kind in ASKS - {Kind.SEPARATOR} for text in sample.removes]
    assert seen(prompts) >= 0.45
    assert seen([text for sample in samples for text in sample.keeps]) <= 0.15
