"""Where the article is in the text of a whole page."""

from __future__ import annotations

from newsclean.annotation import annotated
from newsclean.model import Document
from newsclean.packs import lexicon
from newsclean.readers.text import read_text
from newsclean.segment import article_span, is_dump, names, outside

PROSE = (
    "The council approved the new budget on Monday evening after a debate that lasted more than four hours.",
    "The first trams are to run in spring, when the depot at the old gasworks is finished and the drivers are trained.",
    "Opponents of the line said they would wait for the ruling of the court before they decide what to do next.",
    "The mayor promised that no tree on the promenade would be felled before the second report had been published.",
)
LEAD = "After four hours of debate the council has decided to pay for a tram line to the harbour and the old gasworks"
SUMMARY = "Ferries to the islands will run later this summer, because the new landing stage is still without its roof."
END = (
    "Drivers can apply to the depot now, and the first lessons start in May, as soon as the hall has been heated.",
    "Rails will come by sea in June, on barges, because the road through the hills is too narrow for the lorries.",
)
MENU = ("Facebook", "Twitter", "Log in", "Subscribe", "Newsletter", "Search", "Wine", "Boats", "Deals") * 4
FOOT = ("Share on Facebook", "Follow us on Twitter", "All rights reserved", "Jobs", "Imprint") * 6
BUTTONS = ("Share on Facebook", "Log in", "Newsletter", "Subscribe") * 3


def dump(*parts: str | tuple[str, ...]) -> Document:
    lines = [line for part in parts for line in ((part,) if isinstance(part, str) else part)]
    return annotated(read_text("\n".join(lines)), lexicon().phrasebook)


def left(document: Document) -> list[str]:
    gone = set(outside(document))
    return [block.text for number, block in enumerate(document.blocks) if number not in gone]


def test_a_page_is_a_dump_and_an_article_is_none() -> None:
    assert is_dump(dump(MENU, PROSE, FOOT))
    assert not is_dump(dump(PROSE))
    assert not is_dump(dump(PROSE, tuple(f"Cellar {n}: riesling, silvaner" for n in range(80))))
    assert not is_dump(dump(MENU, FOOT))


def test_the_span_is_the_article() -> None:
    document = dump(MENU, PROSE, FOOT)
    assert article_span(document) == range(len(MENU), len(MENU) + len(PROSE))
    assert left(document) == list(PROSE)


def test_crossheads_and_lists_inside_the_article_stay() -> None:
    inside = (PROSE[0], PROSE[1], "What the line costs", "Rails: 40 million", "Cars: 22 million", PROSE[2], PROSE[3])
    assert left(dump(MENU, inside, FOOT)) == list(inside)


def test_other_stories_behind_the_article_go() -> None:
    teasers = ("Most read", "Ferry season starts late", SUMMARY, "Harbour bath closed again", "Museum finds its bell")
    assert left(dump(MENU, PROSE, FOOT, teasers, FOOT)) == list(PROSE)


def test_the_standfirst_before_the_share_buttons_stays() -> None:
    assert left(dump(MENU, SUMMARY, BUTTONS, PROSE, FOOT)) == [SUMMARY, *PROSE]
    assert left(dump(MENU, LEAD, BUTTONS, PROSE, FOOT)) == [LEAD, *PROSE]


def test_short_or_distant_lines_before_the_article_go() -> None:
    assert left(dump(MENU, "Tram line gets its budget", BUTTONS, PROSE, FOOT)) == list(PROSE)
    assert left(dump(LEAD, MENU, PROSE, FOOT)) == list(PROSE)


def test_two_paragraphs_not_far_behind_residue_stay() -> None:
    between = (
        "Most read",
        "Ferry season starts late",
        "Harbour bath closed again",
        "Subscribe",
        "Newsletter",
        "Search",
    )
    assert left(dump(MENU, PROSE, between, END, FOOT))[-2:] == list(END)
    assert left(dump(MENU, PROSE, FOOT, between, END, FOOT)) == list(PROSE)


CONTINUED = (
    "A spokesman for Rosa Amsel said that the drivers had been asked twice and that nobody had answered the letters.",
    "He added that the rails for the line had been paid for in spring, when steel was still cheap to buy.",
    "The lawyers of Amsel did not want to say more on Monday, but a hearing is to be held before the summer is over.",
)


def test_paragraphs_that_name_whom_the_article_names_go_on_with_it() -> None:
    article = (
        *PROSE,
        "In the end it was Rosa Amsel who told the council that nobody could heat the depot.",
    )
    assert left(dump(MENU, article, FOOT, CONTINUED, FOOT)) == [*article, *CONTINUED]
    assert left(dump(MENU, article, FOOT, CONTINUED[0], FOOT)) == list(article)
    assert left(dump(MENU, article, FOOT, FOOT, CONTINUED, FOOT)) == list(article)
    assert left(dump(MENU, PROSE, FOOT, CONTINUED, FOOT)) == list(PROSE)


def test_a_correction_behind_the_article_stays() -> None:
    correction = "Correction: An earlier version of this article gave a wrong date."
    assert left(dump(MENU, PROSE, "Subscribe", correction, FOOT)) == [*PROSE, correction]
    assert left(dump(MENU, PROSE, correction, "What the line costs", FOOT))[-1] == "What the line costs"


def test_where_no_article_stands_out_all_stays() -> None:
    document = dump(MENU, PROSE[:2], FOOT)
    assert is_dump(document)
    assert outside(document) == []


def test_names_are_capitals_within_a_sentence() -> None:
    assert names("Later Rosa Amsel’s lawyer rose. The “Senate” did not.") == {"rosa", "amsel", "senate"}
    assert names("") == set()
