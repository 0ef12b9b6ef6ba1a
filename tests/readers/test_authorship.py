"""Authors: what pages declare and show, and what of it is a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean import clean_page
from newsclean.names import authors_from, is_handle, looks_like_name, split_names

PROSE = "<p>" + "The harbour reopened on Tuesday, and the first ship to come in was the old mail boat. " * 4 + "</p>"


def authors(byline: str, head: str = "") -> tuple[str, ...]:
    page = f"<html><head><title>Harbour reopens</title>{head}</head><body><article><h1>Harbour reopens</h1>"
    return clean_page(f"{page}{byline}{PROSE}</article></body></html>").metadata.authors


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ('<a rel="author" href="/a">Ruth Amsel</a>', ("Ruth Amsel",)),
        ('<span itemprop="author"><span itemprop="name">Ruth Amsel</span></span>', ("Ruth Amsel",)),
        ('<div class="byline">By Ruth Amsel and Peter Okoro</div>', ("Ruth Amsel", "Peter Okoro")),
        ('<div class="Article_author__x3Kq1">Ruth Amsel, staff reporter</div>', ("Ruth Amsel",)),
        ('<p class="autorenzeile">Von Ruth Amsel, Peter Okoro und Jun Mori</p>',
         ("Ruth Amsel", "Peter Okoro", "Jun Mori")),
        ('<span class="author vcard"><a class="url fn n" href="/u">tidewatch</a></span>', ("tidewatch",)),
        ('<p><b class="author"><a href="/1">Ruth Amsel</a></b><b class="author"><a href="/2">Jun Mori</a></b></p>',
         ("Ruth Amsel", "Jun Mori")),
        ("<p>Von Ruth Amsel</p>", ("Ruth Amsel",)),
        ('<span class="author"><span class="screen-reader-text">Author</span>Ruth Amsel</span>', ("Ruth Amsel",)),
        ('<div class="author">View all posts</div>', ()),
        ('<div class="author-bio">Ruth Amsel has written about harbours since 1999.</div>', ()),
        ('<div class="comments"><span class="author">Nosy Reader</span></div>', ()),
    ],
)  # fmt: skip
def test_bylines(byline: str, expected: tuple[str, ...]) -> None:
    assert authors(byline) == expected


def test_the_site_is_no_author_unless_it_is_a_person() -> None:
    head = '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Harbour Post">'
    assert authors('<span class="byline">Ruth Amsel</span>', head) == ("Ruth Amsel",)
    blog = """<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Harbour reopens",
    "author": {"@type": "Person", "name": "Ruth Amsel"}, "publisher": {"@type": ["Person"], "name": "Ruth Amsel"}}
    </script>"""
    assert authors("", blog) == ("Ruth Amsel",)
    assert authors("", blog.replace('["Person"]', '"Organization"')) == ()


def test_json_ld_wins_over_meta_and_meta_over_bylines() -> None:
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":"Jun Mori"}</script>'
    meta = '<meta name="author" content="Peter Okoro">'
    byline = '<div class="byline">Ruth Amsel</div>'
    assert authors(byline, ld + meta) == ("Jun Mori",)
    assert authors(byline, meta) == ("Peter Okoro",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Okoro, Peter", ("Peter Okoro",)),
        ("Ruth Amsel, Peter Okoro; Jun Mori", ("Ruth Amsel", "Peter Okoro", "Jun Mori")),
        ("Ruth Amsel og Peter Okoro", ("Ruth Amsel", "Peter Okoro")),
        ("Posted on 3 May 2024 by Ruth Amsel", ("Ruth Amsel",)),
        ("Ruth Amsel @ruthamsel", ("Ruth Amsel",)),
        ("Ruth Amsel 3 min read", ("Ruth Amsel",)),
        ("Ruth Amsel Harbour Post Staff", ("Ruth Amsel",)),
        ("한지민 기자", ("한지민",)),
        ("AFP", ()),
        ("Reuters and dpa", ()),
        ("https://example.com/people/ruth", ()),
        ("5 March 2024", ()),
        ("admin", ()),
        ("Harbour Post", ()),
        ("harbour-post.example.com", ()),
        ("Ursula von der Lanken", ("Ursula von der Lanken",)),
    ],
)
def test_names(text: str, expected: tuple[str, ...]) -> None:
    assert authors_from([text], ("Harbour Post",)) == expected


def test_shapes_of_names() -> None:
    assert looks_like_name("Ruth Amsel")
    assert looks_like_name("森川恵")
    assert not looks_like_name("read more about this")
    assert is_handle("tidewatch")
    assert not is_handle("admin")
    assert not is_handle("example.com")


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for name in authors_from([text]):
        assert name.strip() == name != ""
    assert all(isinstance(part, str) for part in split_names(text))
