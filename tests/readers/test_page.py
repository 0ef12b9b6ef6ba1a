"""Whole pages: what is read, what is declared, what is refused."""

from __future__ import annotations

import threading

import pytest

from newsclean import InputError, clean_page

LINK = "<a href='https://example.com/a'>old mail boat</a>"
PROSE = f"The harbour reopened on Tuesday, and the first ship to come in was the {LINK} from the islands. "
PAGE = f"""<html lang="en"><head><title>Harbour reopens - Harbour Post</title>
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Harbour reopens",
"author": [{{"name": "Ruth Amsel"}}, {{"name": "Reuters"}}], "datePublished": "2024-03-05T10:00:00Z",
"publisher": {{"name": "Harbour Post"}}, "isAccessibleForFree": false,}}]}}</script></head>
<body><article><h1>Harbour reopens</h1><p>{PROSE * 3}</p><p>{PROSE * 2}</p>
<ul><li>one pier is closed</li><li>two are open</li></ul>
<p>Subscribe to our newsletter</p></article></body></html>"""


def test_text_facts_and_markdown() -> None:
    result = clean_page(PAGE)
    assert "newsletter" not in result.text
    assert result.restore() == result.original
    assert result.markdown is not None
    assert "[old mail boat](https://example.com/a)" in result.markdown
    facts = result.metadata
    assert (facts.title, facts.authors, facts.date) == (
        "Harbour reopens",
        ("Ruth Amsel", "Reuters"),
        "2024-03-05T10:00:00+00:00",
    )
    assert (facts.publisher, facts.access, facts.language) == ("Harbour Post", "paywalled", "en")


def test_bytes_trees_and_soups_say_the_same() -> None:
    from bs4 import BeautifulSoup
    from lxml import html

    text = clean_page(PAGE).text
    assert clean_page(PAGE.encode()).text == text
    assert clean_page(PAGE.encode("utf-16")).text == text
    assert clean_page(html.fromstring(PAGE)).text == text
    assert clean_page(BeautifulSoup(PAGE, "lxml")).text == text


@pytest.mark.parametrize("bad", ["", "no tags here", b"", b"\x1f\x8b\x08zip"])
def test_what_is_no_page(bad: str | bytes) -> None:
    with pytest.raises(InputError):
        clean_page(bad)
    with pytest.raises(TypeError, match="lxml tree"):
        clean_page(3)


def test_threads() -> None:
    alone = clean_page(PAGE).text
    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(clean_page(PAGE).text == alone)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 8
