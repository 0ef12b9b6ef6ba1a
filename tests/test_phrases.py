"""What a phrase means: choices, options, slots, places, lengths. Tried through a cleaner with phrases of its own."""

from __future__ import annotations

from typing import Any

import pytest

from newsclean import Cleaner, PackError, Result

PROSE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."


def cleaned(line: str, **entry: Any) -> Result:
    return Cleaner().with_phrases({"promo": [entry]}).only("promo").clean(f"{PROSE}\n{line}\n")


def takes(line: str, **entry: Any) -> bool:
    return bool(cleaned(line, **entry).removals)


@pytest.mark.parametrize(
    ("phrase", "taken", "left"),
    [
        (
            "fetch our zither",
            ["Fetch our zither!", "FETCH OUR ZITHER", "Fetch our\u00a0zi\u00adther"],
            ["Fetch a zither"],
        ),
        ("fetch (our|the old) zither", ["Fetch our zither", "Fetch the old zither"], ["Fetch the zither"]),
        ("fetch [our] zither", ["Fetch our zither", "Fetch zither"], ["Fetch any zither"]),
        ("fetch {1,2} zither", ["Fetch a zither", "Fetch my own zither"], ["Fetch zither", "Fetch one of our zither"]),
        ("zithers for {price}", ["Zithers for €4.99"], ["Zithers for nothing"]),
        ("zithers by {name}", ["Zithers by Ruth Amsel"], ["Zithers by the river"]),
    ],
)
def test_notation(phrase: str, taken: list[str], left: list[str]) -> None:
    for line in taken:
        assert takes(line, phrase=phrase, where="whole"), line
    for line in left:
        assert not takes(line, phrase=phrase, where="whole"), line


@pytest.mark.parametrize(
    ("where", "fits"),
    [
        ("whole", [True, False, False, False]),
        ("start", [True, True, False, False]),
        ("end", [True, False, True, False]),
        ("anywhere", [True, True, True, True]),
    ],
)
def test_places(where: str, fits: list[bool]) -> None:
    lines = [
        "Fetch our zither",
        "Fetch our zither at noon",
        "Come and fetch our zither",
        "Come, fetch our zither at noon",
    ]
    assert [takes(line, phrase="fetch our zither", where=where) for line in lines] == fits


def test_a_block_of_too_many_words_is_left() -> None:
    line = "Fetch our zither before the shop in the old mill closes"
    assert takes(line, phrase="fetch our zither", where="start", words=11)
    assert not takes(line, phrase="fetch our zither", where="start", words=10)


def test_slots_become_facts() -> None:
    found = cleaned("Fetch the Harbour Post zither", phrase="fetch the {publisher} zither", where="whole")
    assert found.metadata.publisher == "Harbour Post"


def test_unspaced_scripts() -> None:
    assert takes("今すぐ琴を買う", phrase="今すぐ琴を買う", where="whole")
    assert not takes("今すぐ琴を売る", phrase="今すぐ琴を買う", where="whole")


@pytest.mark.parametrize("phrase", ["fetch (our", "fetch our]", "fetch {bag}", "", "fetch {4,1} zither"])
def test_broken_phrases_are_refused(phrase: str) -> None:
    with pytest.raises(PackError):
        Cleaner().with_phrases({"promo": [phrase]})
