"""Rules that look at what only a page says: its links, its title in other words, its publisher."""

from __future__ import annotations

import pytest

from newsclean import Block, Cleaner, Document, Kind, Role

PROSE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
MORE = "The first trams are to run in spring, when the depot at the old gasworks is finished and staffed."


def removed(*lines: str | tuple[str, float], **hints: object) -> list[tuple[Kind, str]]:
    blocks: list[Block] = []
    at = 0
    for line in lines:
        text, share = (line, 0.0) if isinstance(line, str) else line
        blocks.append(Block(at, at + len(text), text, Role.PARAGRAPH, share))
        at += len(text) + 1
    document = Document("\n".join(block.text for block in blocks), tuple(blocks), hints=hints)
    return [(r.kind, r.text.strip()) for r in Cleaner().clean_document(document).removals]


def test_other_wordings_of_the_title_go() -> None:
    title, other = "Council approves the tram budget", "Trams: Council approves the budget for the tram at last"
    assert removed(other, PROSE, MORE, title=title, headlines=(other,)) == [(Kind.TITLE, other)]
    assert removed(other, PROSE, MORE, title=title) == []


def test_the_publishers_name_alone_goes() -> None:
    assert removed(PROSE, MORE, "TIDE WATCH", publisher="Tide Watch") == [(Kind.BYLINE, "TIDE WATCH")]
    assert removed(PROSE, MORE, "TIDE WATCH") == []
    assert removed(PROSE, MORE, "Tide Watch readers met on Monday", publisher="Tide Watch") == []


def test_a_link_that_shows_its_own_address_is_a_source() -> None:
    address = "https://example.com/report-2024"
    assert removed(PROSE, MORE, (address, 1.0)) == []
    teaser = "Why the tram line was delayed for a year"
    assert removed(PROSE, MORE, (teaser, 1.0)) == [(Kind.RELATED, teaser)]


@pytest.mark.parametrize("share", [0.0, 0.9])
def test_where_links_are_known_teasers_are_links(share: float) -> None:
    teasers = ["Why the new tram line was delayed", "Three questions about the fares", "Minister defends the new plan"]
    lines = [(teaser, share) for teaser in teasers]
    found = removed((PROSE, 0.1), MORE, *lines)
    assert found == ([(Kind.RELATED, teaser) for teaser in teasers] if share else [])


def test_captions_end_with_a_credit() -> None:
    caption = "The depot at the old gasworks in spring. Photo: Ruth Amsel"
    assert removed(PROSE, caption, MORE) == [(Kind.CREDIT, caption)]
    assert removed(PROSE, "The photo: a depot", MORE) == []
    assert removed(PROSE, "She held up the picture of the depot and asked: Ruth Amsel?", MORE) == []
