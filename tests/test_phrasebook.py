"""The keys by which phrases are found must never hide one: what is looked up is what trying everything would find."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.folding import LINE_BREAK, SENTENCE_BREAK, token_lines, words
from newsclean.packs import lexicon
from newsclean.phrasebook import Phrasebook, index
from newsclean.phrases import Entry, PhraseError, parse

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*/source.*"))
BY_LANGUAGE = {path.parent.name.partition("-")[0]: path for path in ARTICLES}


def entry(phrase: str, where: str = "anywhere", words: int = 25) -> Entry:
    return Entry("promo", "en", phrase, where, words, "sure", {})


def fits(phrase: str, where: str, text: str) -> bool:
    book = Phrasebook.of([entry(phrase, where)], ["reuters", "associated press"], ["and"])
    found = book.look_up([text]).found.get(0)
    return found is not None and bool(book.hits(found.whole, words(text), text))


@pytest.mark.parametrize("language", sorted(BY_LANGUAGE))
def test_no_phrase_is_overlooked(language: str) -> None:
    book = lexicon().phrasebook
    texts = [line for line in BY_LANGUAGE[language].read_text(encoding="utf-8").splitlines() if line.strip()]
    lookup = book.look_up(texts)
    for place, text in enumerate(texts):
        found = words(text)
        candidates = lookup.found.get(place)
        looked_up = book.hits(candidates.whole, found, text) if candidates else []
        assert looked_up == book.hits(range(len(book.entries)), found, text), text


@pytest.mark.parametrize(
    ("phrase", "where", "text", "expected"),
    [
        ("sign up", "whole", "Sign up!", True),
        ("sign up", "whole", "Sign up now", False),
        ("sign up", "start", "Sign up now", True),
        ("sign up", "start", "Please sign up", False),
        ("sign up", "end", "Please sign up", True),
        ("sign up", "end", "Sign up now", False),
        ("sign up", "anywhere", "You can sign up now", True),
        ("sign up", "anywhere", "A sign. Up it went", True),
        ("(sign up|join) [now] {1,2} news", "start", "Join now for news", True),
        ("(sign up|join) [now] {1,2} news", "start", "Join now for all the news", False),
        ("the {publisher} app", "whole", "The Harbour Post app", True),
        ("the {publisher} app", "whole", "The harbour post app", False),
        ("by {name}", "whole", "By Ana de la Cruz", True),
        ("by {name}", "whole", "By the river", False),
        ("with {agency}", "whole", "With Reuters and Associated Press", True),
        ("with {agency}", "whole", "With Reuters and friends", False),
        ("for {price} a week", "whole", "For only $2 a week", True),
        ("for {price} a week", "whole", "For nothing a week", False),
        ("abonnés", "whole", "ABONNES", True),
    ],
)
def test_places_and_slots(phrase: str, where: str, text: str, expected: bool) -> None:
    assert fits(phrase, where, text) is expected


def test_longer_blocks_than_the_entry_allows_are_left_alone() -> None:
    book = Phrasebook.of([entry("our app", "anywhere", 4)])
    assert book.look_up(["Get our app now"]).found
    assert not book.look_up(["Get our app now please"]).found


def test_slots_are_read_as_they_are_written() -> None:
    book = Phrasebook.of([entry("download the {publisher} app", "start")])
    text = "Download the Harbour Post app today"
    (hit,) = book.hits([0], words(text), text)
    assert (hit.start, hit.end, hit.slots) == (0, 5, {"publisher": "Harbour Post"})


def test_closing_sentences_are_candidates_on_their_own() -> None:
    book = Phrasebook.of([entry("sign up here", "whole")])
    found = book.look_up(["The vote is on Friday. Sign up here."]).found[0]
    assert not found.whole
    assert found.closing == {0}


def test_more_phrases_can_be_added() -> None:
    book = Phrasebook.of([entry("sign up")]).plus([entry("our tote bag", "start")])
    assert book.look_up(["Sign up", "Our tote bag"]).found.keys() == {0, 1}


def test_rare_words_make_the_keys() -> None:
    found = index([entry("get the zeppelin")], {"get": 50, "the": 90})
    assert all("zeppelin" in gram for gram in found.inside)


@pytest.mark.parametrize("phrase", ["{1,3}", "[please]", "(now|{name})", "(a", "a)", "{thing}", "{4,2}", "a (@|b)"])
def test_phrases_that_cannot_be_read(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse(phrase)


@pytest.mark.parametrize(
    ("texts", "tokens"),
    [
        (["It’s here – “now”. So?"], ["it", "s", "here", "now", SENTENCE_BREAK, "so"]),
        (["one\ntwo", "three"], ["one", "two", LINE_BREAK, "three"]),
        (["a\0b\1c"], ["a", "b", "c"]),
        (["İlk ay 3€/hafta"], ["ilk", "ay", "3", "hafta"]),
        (["", "", "x"], [LINE_BREAK, LINE_BREAK, "x"]),
        (["記事。次"], ["記", "事", SENTENCE_BREAK, "次"]),
    ],
)
def test_tokens(texts: list[str], tokens: list[str]) -> None:
    assert [t for t in token_lines(texts) if t] == tokens


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Read also: Harbour opens", True),
        ("READ ALSO | Harbour opens", True),
        ("» Read also – Harbour opens", True),
        ("📌 Read also: harbour opens", True),
        ("【Read also】 Harbour opens", True),
        ("Read also / Harbour opens", True),
        ("«Read also» was the heading", False),
        ("Read also:", False),
        ("Read also the small print: it matters", False),
        ("Pupils read also: that is new", False),
        ("Read also harbour opens", False),
    ],
)
def test_a_label_is_all_that_stands_before_the_first_mark(text: str, taken: bool) -> None:
    assert fits("read also", "label", text) is taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Last updated 4 March 2024, 10:30 a.m. EST", True),
        ("Last updated on the first Monday in March 2024", False),
        ("Last updated Monday in March 2024", True),
        ("Last updated in 2011, the rules still name fax machines", False),
    ],
)
def test_a_date_has_a_digit_among_five_words(text: str, taken: bool) -> None:
    assert fits("last updated {date}", "start", text) is taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Updated 3 hours ago", True),
        ("Updated 4.3.2024", True),
        ("Updated 2024", True),
        ("Updated 40 kilometres of road", False),
    ],
)
def test_a_single_figure_is_a_date_only_beside_a_word_of_time(text: str, taken: bool) -> None:
    book = Phrasebook.of([entry("updated {date}", "whole")], calendar=["march", "hours", "ago"])
    assert bool(book.hits([0], words(text), text)) is taken
