"""Dates: declared, in the address, shown."""

from __future__ import annotations

import pytest

from newsclean import clean_page

PROSE = "<p>" + "The harbour reopened at last, and the first ship to come in was the old mail boat. " * 4 + "</p>"
UTC = '<meta property="article:published_time" content="2024-03-05T23:10:00Z">'


def dated(head: str, under: str = "", url: str = "https://example.com/a") -> tuple[str | None, str | None]:
    page = f"<html><head>{head}</head><body><article><h1>Harbour reopens</h1>{under}{PROSE}</article></body></html>"
    facts = clean_page(page, url=url).metadata
    return facts.date, facts.sources.get("date")


@pytest.mark.parametrize(
    ("head", "under", "url", "expected"),
    [
        (UTC, "", "https://example.com/a", ("2024-03-05T23:10:00+00:00", "meta")),
        (UTC, "", "https://example.com/2024/03/06/harbour", ("2024-03-06", "address")),
        (UTC, "", "https://example.com/2021/03/06/harbour", ("2024-03-05T23:10:00+00:00", "meta")),
        (UTC, "<p class='date'>6 March 2024</p>", "https://example.com/a", ("2024-03-06", "shown")),
        (UTC.replace("Z", "+01:00"), "<p>6 March 2024</p>", "https://example.com/a",
         ("2024-03-05T23:10:00+01:00", "meta")),
        ("", "<p>Posted on 6. März 2024</p>", "https://example.com/a", ("2024-03-06", "shown")),
        ("", "", "https://example.com/2024/3/6/harbour", ("2024-03-06", "address")),
        ("", '<time class="published" datetime="2024-03-06T08:00+0100">now</time>', "https://example.com/a",
         ("2024-03-06T08:00+01:00", "time element")),
        ("", '<time class="published" datetime="2009-03-06T08:00">now</time>', "https://example.com/2024/3/6/harbour",
         ("2024-03-06", "address")),
        ("", "", "https://example.com/a", (None, None)),
    ],
)  # fmt: skip
def test_dates(head: str, under: str, url: str, expected: tuple[str | None, str | None]) -> None:
    assert dated(head, under, url) == expected
