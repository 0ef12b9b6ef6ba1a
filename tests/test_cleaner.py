"""Cleaner: composing, pickling, bad arguments."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator

import pytest

from newsclean import Cleaner, Document, Finding, Kind, PackError, clean

TEXT = "It rained all day, said the harbour office.\nSubscribe to our newsletter\nDownload the Harbour Post app\n"


def weather(document: Document) -> Iterator[Finding]:
    for block in document.blocks:
        if block.text.startswith("It rained"):
            yield Finding(block.start, block.end, Kind.PROMO)


def test_without_and_only() -> None:
    assert [r.kind.value for r in Cleaner().without("app").clean(TEXT).removals] == ["newsletter"]
    assert [r.kind.value for r in Cleaner().only("app").clean(TEXT).removals] == ["app"]


def test_a_function_is_a_rule_and_composes_like_one() -> None:
    cleaner = Cleaner().with_rules(weather)
    assert cleaner.clean(TEXT).removals[0].rule == "weather"
    assert "weather" not in {r.rule for r in cleaner.without("weather").clean(TEXT).removals}


def test_protect_by_string_and_pattern() -> None:
    for protected in ("NEWSLETTER", re.compile("news.etter")):
        assert "newsletter" in Cleaner().protect(protected).text(TEXT)


def test_a_pattern_that_never_ends_protects() -> None:
    hopeless = re.compile(r"(a+)+$")
    text = "Subscribe to our newsletter " + "a" * 60 + "!"
    assert Cleaner().protect(hopeless).text(text) == text


def test_pickled_and_called() -> None:
    made = Cleaner("careful").protect("helpline").with_phrases({"promo": ["get our bag"]}).with_rules(weather)
    cleaner = pickle.loads(pickle.dumps(made)).without("weather")
    assert cleaner("It rained.\nGet our bag") == "It rained."
    assert list(map(cleaner, [TEXT])) == [cleaner.text(TEXT)]


def test_cleaners_never_change() -> None:
    cleaner = Cleaner()
    cleaner.without("app").protect("x").with_rules(weather)
    assert cleaner == Cleaner()


@pytest.mark.parametrize(("value", "hint"), [(b"text", "decode"), (None, "found nothing"), (3, "int")])
def test_what_is_no_text(value: object, hint: str) -> None:
    with pytest.raises(TypeError, match=hint):
        clean(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b", "One line", "x" * 1_000_000])
def test_fine_inputs(text: str) -> None:
    assert clean(text).text == text


def test_unknown_names() -> None:
    with pytest.raises(ValueError, match=r"known: .*newsletter"):
        Cleaner().without("letters")
    with pytest.raises(ValueError, match="careful, standard, thorough"):
        Cleaner("wild")
    with pytest.raises(FileNotFoundError, match="installed packs"):
        Cleaner().with_pack("none")
    with pytest.raises(PackError, match="no kind"):
        Cleaner().with_phrases({"letters": ["x"]})


def test_fragments_can_be_switched_off() -> None:
    text = (
        "The council approved the new budget on Monday evening after a debate of more than four hours.\n"
        "Subscribe to our newsletter\nThe summary of the\nDownload the Harbour Post app\n"
    )
    assert "fragment" in {r.rule for r in Cleaner().clean(text).removals}
    assert "The summary of the" in Cleaner().without("fragment").text(text)
