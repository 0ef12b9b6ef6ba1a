"""Facts: what left the text and what the text says, in the metadata with its source."""

from __future__ import annotations

import pytest

from newsclean import Cleaner, clean
from newsclean.facts import agencies_in

PROSE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
TEXT = f"""\
By Ruth Amsel
PORT SELLAN (AP) — {PROSE}
Photo: Ruth Amsel / Coastline Images
Correction: An earlier version of this article gave a wrong date.
With AFP and Reuters
Download the Harbour Post app
"""


def test_facts_and_where_they_came_from() -> None:
    facts = clean(TEXT).metadata
    assert facts.authors == ("Ruth Amsel",)
    assert facts.agencies == ("AFP", "Reuters", "AP")
    assert facts.dateline == "PORT SELLAN"
    assert facts.publisher == "Harbour Post"
    assert facts.credits == ("Ruth Amsel / Coastline Images",)
    assert facts.notes == ("Correction: An earlier version of this article gave a wrong date.",)
    assert facts.language == "en"
    assert facts.sources["publisher"] == "app.phrase"
    assert facts.sources["language"] == "text"


def test_the_dateline_and_the_correction_stay_in_the_text() -> None:
    text = clean(TEXT).text
    assert "PORT SELLAN (AP) —" in text
    assert "Correction:" in text
    assert "Correction:" not in Cleaner().also("note").text(TEXT)


def test_facts_are_read_even_when_their_kind_stays() -> None:
    result = Cleaner().without("byline").clean(TEXT)
    assert "By Ruth Amsel" in result.text
    assert result.metadata.authors == ("Ruth Amsel",)


def test_what_is_given_wins() -> None:
    facts = clean(TEXT, title="Budget passed", language="de", url="https://example.com/budget").metadata
    assert (facts.title, facts.language, facts.url) == ("Budget passed", "de", "https://example.com/budget")
    assert {facts.sources[name] for name in ("title", "language", "url")} == {"given"}


@pytest.mark.parametrize(
    ("line", "access"),
    [("Exclusively for subscribers", "paywalled"), ("You have 2 free articles left this month", "metered")],
)
def test_access_comes_from_the_notices(line: str, access: str) -> None:
    assert clean(f"{PROSE}\n{line}\n").metadata.access == access


def test_without_a_notice_nothing_is_said_of_access() -> None:
    assert clean(PROSE).metadata.access is None
    assert clean(PROSE).metadata.sponsored is False


@pytest.mark.parametrize(
    ("text", "agencies"), [("(dpa)", ("dpa",)), ("With AFP and Reuters", ("AFP", "Reuters")), ("With friends", ())]
)
def test_agencies(text: str, agencies: tuple[str, ...]) -> None:
    assert agencies_in(text) == agencies


@pytest.mark.parametrize(
    ("prose", "language"),
    [
        ("Der Rat hat am Montag nach einer langen Debatte den Haushalt für das kommende Jahr beschlossen.", "de"),
        ("Le conseil a adopté lundi le budget de la ville après un débat qui a duré plus de quatre heures.", "fr"),
        (
            "Los concejales aprobaron el lunes las cuentas del puerto, pero los vecinos dicen que esperan más dinero.",
            "es",
        ),
        ("12345 67890", None),
    ],
)
def test_the_language_is_told_by_common_words(prose: str, language: str | None) -> None:
    assert clean(prose).metadata.language == language
