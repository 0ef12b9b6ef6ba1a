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
        ("<p>Posted by Ruth</p>", ("Ruth",)),
        ("<p>By Ruth</p>", ()),
        ("<p>Editor's Pick</p>", ()),
        ("<p>By Ruth Amsel | 0 Comments</p>", ("Ruth Amsel",)),
        ("<p>Posted by tidewatch on May 3, 2024</p>", ()),
        ('<span class="teaser-line">By Ruth Amsel</span>', ("Ruth Amsel",)),
        ('<div><a href="/author/ruth-amsel">Ruth Amsel</a> 5 March 2024</div>', ("Ruth Amsel",)),
        ('<div><a href="/topics/port-sellan">Port Sellan</a> 5 March 2024</div>', ()),
        ('<a rel="author" href="/u">Tide_Watch</a>', ("Tide_Watch",)),
        ('<div class="byline">By <a href="/a">Ruth Amsel</a> 11 <a href="/e">Edit</a></div>', ("Ruth Amsel",)),
        ('<div class="author"><h6>Ruth Amsel | two hours ago</h6></div>', ("Ruth Amsel",)),
        ('<div class="elementor-widget-container"><p class="author">Ruth Amsel</p></div>', ("Ruth Amsel",)),
        ('<div class="widget-container"><p class="author">Ruth Amsel</p></div>', ()),
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


def test_the_site_is_the_author_where_the_page_says_so_and_names_nobody_else() -> None:
    site = '<meta property="og:site_name" content="Harbour Post">'
    declared = '<meta name="author" content="HarbourPost.com">'
    assert authors("", site + declared) == ("HarbourPost.com",)
    assert authors('<span class="author">By Harbour Post</span>', site) == ("Harbour Post",)
    assert authors("<p>By Ruth Amsel</p>", site + declared) == ("Ruth Amsel",)
    assert authors("", site) == ()
    assert authors("", site + '<meta name="author" content="Harbour Post, Port Sellan">') == ()


def test_a_declared_agency_is_an_author_and_an_agency() -> None:
    page = f"""<html><head><title>Harbour reopens</title><script type="application/ld+json">{{"@type": "NewsArticle",
    "headline": "Harbour reopens", "author": [{{"name": "Ruth Amsel"}}, {{"name": "Reuters"}}]}}</script></head>
    <body><article><h1>Harbour reopens</h1>{PROSE}</article></body></html>"""
    facts = clean_page(page).metadata
    assert (facts.authors, facts.agencies) == (("Ruth Amsel", "Reuters"), ("Reuters",))


def test_an_agency_beside_a_person_in_a_byline_is_no_author() -> None:
    assert authors('<div class="byline">By Ruth Amsel, Reuters</div>') == ("Ruth Amsel",)
    assert authors('<div class="byline">By Reuters</div>') == ("Reuters",)


def test_the_fullest_list_that_names_the_declared_author() -> None:
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":"Jun Mori"}</script>'
    assert authors("", ld + '<meta name="author" content="Jun Mori, Peter Okoro">') == ("Jun Mori", "Peter Okoro")
    assert authors("", ld + '<meta name="author" content="Ruth Amsel, Peter Okoro">') == ("Jun Mori",)


@pytest.mark.parametrize(
    ("declared", "shown", "expected"),
    [
        ("ruth_amsel", "Ruth Amsel", ("Ruth Amsel",)),
        ("ruthamsel", "Ruth Ámsel", ("Ruth Ámsel",)),
        ("Ruth", "By Ruth Amsel", ("Ruth Amsel",)),
        ("Ruth", "By Jun Mori", ("Ruth",)),
        ("Ruth Amsel", "By Ruth Amsel-Mori", ("Ruth Amsel",)),
    ],
)
def test_a_short_name_is_spelled_out_by_the_byline(declared: str, shown: str, expected: tuple[str, ...]) -> None:
    assert authors(f'<p class="author">{shown}</p>', f'<meta name="author" content="{declared}">') == expected


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
        ("AFP", ("AFP",)),
        ("Reuters and dpa", ("Reuters", "dpa")),
        ("Desk: Ruth Amsel", ("Ruth Amsel",)),
        ("Ruth Amsel am Montag", ("Ruth Amsel",)),
        ("© Ruth Amsel", ()),
        ("The Harbour Post", ()),
        ("Harbour Post - News for sailors", ()),
        ("Sailors Harbour Post", ("Sailors Harbour Post",)),
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
