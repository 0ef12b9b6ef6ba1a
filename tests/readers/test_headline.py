"""The headline that a reader sees."""

from __future__ import annotations

import pytest

from newsclean import clean_page

PROSE = "<p>" + "The harbour reopened on Tuesday, and the first ship to come in was the old mail boat. " * 4 + "</p>"
SITE = '<meta property="og:site_name" content="Harbour Post">'


def title(head: str, heading: str) -> str | None:
    return clean_page(
        f"<html><head>{head}</head><body>{heading}<article>{PROSE}</article></body></html>"
    ).metadata.title


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        (f"{SITE}<title>Harbour reopens after a year - Harbour Post</title>", "", "Harbour reopens after a year"),
        ("<title>Mail boat first in harbour</title>", "<h1>Mail boat is first into the harbour</h1>",
         "Mail boat is first into the harbour"),
        ('<meta property="og:title" content="Mail boat first in harbour">',
         "<h1><span>Islands</span><span>Mail boat first in harbour</span></h1>", "Mail boat first in harbour"),
        ('<meta property="og:title" content="Islands: Mail boat first in harbour">',
         "<h1><span>Islands:</span> <span>Mail boat first in harbour</span></h1>",
         "Islands: Mail boat first in harbour"),
        ("<title>Har\u00adbour reopens after a year</title>", "<h1>Har\u00adbour reopens after a year</h1>",
         "Harbour reopens after a year"),
        ("<title>Mail boat first in harbour | Tide Watch</title>",
         '<h1 class="site-title">Tide Watch</h1><h2>Mail boat first in harbour</h2>', "Mail boat first in harbour"),
        ('<title>Tide Watch: Mail boat first in harbour</title>'
         '<meta property="og:title" content="Mail boat first in harbour">',
         "<h1>Tide Watch</h1><h3>Mail boat first in harbour</h3>", "Mail boat first in harbour"),
        ("<title>Mail boat first in harbour - Tide Watch</title>", "", "Mail boat first in harbour"),
    ],
)  # fmt: skip
def test_title(head: str, heading: str, expected: str) -> None:
    assert title(head, heading) == expected
