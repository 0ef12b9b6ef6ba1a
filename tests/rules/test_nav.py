"""The text of a whole page, menus and footers included."""

from __future__ import annotations

import pytest

from newsclean import clean

PROSE = (
    "The council approved the new budget on Monday evening after a debate that lasted more than four hours.",
    "The first trams are to run in spring, when the depot at the old gasworks is finished and the drivers are trained.",
    "Opponents of the line said they would wait for the ruling of the court before they decide what to do next.",
)
MENU = "\n".join(["Facebook", "Twitter", "Log in", "Subscribe", "Newsletter", "Search", "Wine", "Boats", "Deals"] * 4)
FOOT = "\n".join(["Share on Facebook", "Follow us on Twitter", "All rights reserved", "Jobs", "Imprint"] * 6)


def test_the_article_comes_out_of_the_page() -> None:
    article = "\n".join(PROSE)
    result = clean(f"{MENU}\n{article}\n{FOOT}\n")
    assert result.text.strip() == article
    assert "nav.outside_article" in {r.rule for r in result.removals}
    assert clean(result.text).text == result.text


def test_an_article_with_a_long_list_is_no_page() -> None:
    drinks = "\n".join(f"Cellar {n}: riesling, silvaner" for n in range(80))
    text = "\n".join(PROSE) + "\n" + drinks + "\n"
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("row", "taken"),
    [
        ("Local | Politics | Sport", True),
        ("Home • Local • Council • Trams", True),
        ("Amsel | Okoro | 6-4", False),
        ("Trams | Buses", False),
        ("Gold | silver | bronze", False),
        ("Starters: Soup | Salad | Bread", False),
    ],
)
def test_a_row_of_section_names(row: str, taken: bool) -> None:
    article = "\n".join(PROSE)
    assert (clean(f"{article}\n{row}").text == article) is taken
    assert row in clean(f"{PROSE[0]}\n{row}\n{PROSE[1]}").text


@pytest.mark.parametrize(
    ("line", "taken"), [("#trams #council", True), ("#trams", False), ("#trams are late again", False)]
)
def test_a_line_of_hashtags(line: str, taken: bool) -> None:
    article = "\n".join(PROSE)
    assert (clean(f"{article}\n{line}").text == article) is taken
    assert line in clean(f"{PROSE[0]}\n{line}\n{PROSE[1]}").text
