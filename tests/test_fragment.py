"""Fragments of HTML: what is read, what is cut, and that nothing else is touched."""

from __future__ import annotations

import sys
import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import Cleaner, InputError, clean_fragment
from newsclean.model import Kind, Role
from newsclean.packs import read_all
from newsclean.readers.fragment import read_fragment
from newsclean.readers.markup import attributes, tokens

PROSE = "The council approved the new budget on Monday evening, after a debate that lasted more than four hours."
ASK = "Sign up for our newsletter"

SAMPLES = [sample for pack in read_all() for sample in pack.samples]
REMOVED = [text for sample in SAMPLES for text in sample.removes]
KEPT = [text for sample in SAMPLES for text in sample.keeps]
ODD = [
    "<p>", "</p>", "<br>", "<br/>", "<div>", "</div>", "<b>", "</b>", "<ul><li>", "</li></ul>", "<pre>\n", "</pre>",
    "<!-- ", "-->", "<a href='x>", '<a href="y">', "</a>", "&amp;", "&nbsp;", "&#8230;", "&notanentity;", "&#0;",
    "<script>if (a<b) {}</script>", "<style>", "</style>", "<x-unknown data-a=1>", "<![CDATA[", "]]>", "<?php", "\x00",
    "\u200b", " ", "\n", "<img src=a.png>", "<img src='p.gif' width=1 height=1>", "<hr>", "<td>", "<", ">", "&",
    "\ud800",
]  # fmt: skip

pieces = st.one_of(st.sampled_from(ODD), st.sampled_from(REMOVED), st.sampled_from(KEPT), st.text(max_size=30))
soups = st.lists(pieces, max_size=20).map("".join)
wrapped = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag}>",
    st.sampled_from(["p", "div", "li", "b", "span", "blockquote", "h2", "a href='https://example.com/'", "td"]),
    st.one_of(st.sampled_from(REMOVED), st.sampled_from(KEPT)),
)
tidy = st.lists(st.one_of(wrapped, st.sampled_from(["<br>", "\n", " ", "<p></p>", "<br/><br/>"])), max_size=12).map(
    "".join
)
fragments = st.one_of(soups, tidy)
many = settings(max_examples=150, deadline=None)


@many
@given(fragments)
def test_removing_nothing_gives_the_same_html(html: str) -> None:
    result = Cleaner().without(*(kind.value for kind in Kind)).clean_fragment(html)
    assert result.html == html
    assert not result.removals


@many
@given(fragments)
def test_the_text_of_the_html_is_the_text(html: str) -> None:
    result = clean_fragment(html)
    assert result.html is not None
    assert read_fragment(result.html).document.text == result.text


@many
@given(fragments)
def test_nothing_is_lost(html: str) -> None:
    result = clean_fragment(html)
    assert result.restore() == result.original == read_fragment(html).document.text
    for removal in result.removals:
        assert result.original[removal.start : removal.end] == removal.text


@many
@given(fragments)
def test_nothing_is_added(html: str) -> None:
    left = iter(html)
    assert all(character in left for character in clean_fragment(html).html or "")


@many
@given(fragments)
def test_once_is_enough(html: str) -> None:
    once = clean_fragment(html).html
    assert clean_fragment(once).html == once


@many
@given(fragments)
def test_tokens_are_all_of_the_source(html: str) -> None:
    for xml in (False, True):
        assert "".join(html[t.start : t.end] for t in tokens(html, xml=xml)) == html


plain = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag}>",
    st.sampled_from(["p", "div", "b", "span", "blockquote", "h2", "a href='https://example.com/'"]),
    st.sampled_from(["one &amp; two", "tea&nbsp;&#x2026;", "  spaces  here ", "caf&eacute;", "<i>in</i>line", "1 < 2"]),
)


@many
@given(st.lists(plain, max_size=8).map("".join))
def test_the_text_is_what_another_parser_reads(html: str) -> None:
    ours, theirs = read_fragment(html).document.text, BeautifulSoup(html, "html.parser").get_text()
    assert "".join(ours.split()) == "".join(theirs.split())


def test_blocks_have_roles_and_links() -> None:
    html = (
        "<h2>Heading</h2><p>One <a href=a>two</a></p><ul><li><a href=b>Item</a></ul><blockquote>Said</blockquote>"
        "<figure><img src=c><figcaption>Seen</figcaption></figure><table><tr><td>Cell</td></tr></table>"
    )
    blocks = read_fragment(html).document.blocks
    assert [(block.text, block.role) for block in blocks] == [
        ("Heading", Role.HEADING),
        ("One two", Role.PARAGRAPH),
        ("- Item", Role.ITEM),
        ("Said", Role.QUOTE),
        ("Seen", Role.CAPTION),
        ("Cell", Role.TABLE),
    ]
    assert [round(block.link_share, 2) for block in blocks[:3]] == [0, 0.43, 1]


def test_what_no_reader_sees_is_no_text() -> None:
    html = f"<style>p {{}}</style><script>var a = '<p>no</p>'</script><!-- no --><p>{PROSE}</p><video>no</video>"
    assert read_fragment(html).document.text == PROSE


def test_zero_bytes_do_not_show_and_stay() -> None:
    result = clean_fragment(f"<p>a\x00b {PROSE}</p>")
    assert (result.text, result.html) == (f"ab {PROSE}", f"<p>a\x00b {PROSE}</p>")


def test_scripts_and_styles_hold_no_markup() -> None:
    html = f"<style><!-- </style><p>{PROSE}</p><script>'<!-- <p>'</script><p>{PROSE}</p>"
    assert read_fragment(html).document.text == f"{PROSE}\n{PROSE}"


def test_names_of_tags_in_capitals() -> None:
    assert clean_fragment(f"<DIV><P>{PROSE}</P><P>{ASK}</p></DIV>").html == f"<DIV><P>{PROSE}</P></DIV>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (f"<p>{PROSE}</p>\n<p><b>{ASK}</b></p>\n<p>{PROSE}</p>", f"<p>{PROSE}</p>\n<p>{PROSE}</p>"),
        (f"<div><p>{PROSE}</p></div><div><ul><li>{ASK}</li></ul></div>", f"<div><p>{PROSE}</p></div>"),
        (f"<p>{PROSE} <i><a href=q>{ASK}</a></i>.</p>", f"<p>{PROSE}</p>"),
        (f"<p>{PROSE}\n  <a href=q>Sign&#32;up for <b>our</b> newsletter</a>!</p>", f"<p>{PROSE}</p>"),
        (f"{PROSE}<br><br>{ASK}<br><br>{PROSE}", f"{PROSE}<br><br>{PROSE}"),
        (f"{PROSE}<hr>{ASK}", PROSE),
        (f"{PROSE}<div>{ASK}</div>{PROSE}", f"{PROSE}<div></div>{PROSE}"),
        (f"<p>{PROSE}<p>{ASK}<p>{PROSE}", f"<p>{PROSE}<p>{PROSE}"),
        (f"<p>{PROSE}</p> <p>{ASK}</p> \n <p>{PROSE}</p>", f"<p>{PROSE}</p> <p>{PROSE}</p>"),
        (f"<p>{PROSE}</p><p>{ASK}</p> \n <p>{PROSE}</p>", f"<p>{PROSE}</p> \n <p>{PROSE}</p>"),
        (f"<p>{PROSE}</p><p><br></p><p>{ASK}</p>", f"<p>{PROSE}</p><p><br></p>"),
        (f"<p>{PROSE}</p><p><img src=photo.jpg>{ASK}</p>", f"<p>{PROSE}</p><p><img src=photo.jpg></p>"),
        (f"<p>{PROSE}</p><pre>{PROSE}\n{ASK}\n</pre>", f"<p>{PROSE}</p><pre>{PROSE}</pre>"),
    ],
)
def test_what_is_cut(html: str, left: str) -> None:
    assert clean_fragment(html).html == left


BADGE = '<img src="/i/google-play-badge_EN.png">'


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        ('<img src="https://pixel.example/a.gif" width="1" height="1">', "other"),
        ('<img src="https://pixel.example/a.gif" style="width:1px;height:1px">', "other"),
        ('<img src="https://feeds.feedburner.com/~r/HarbourPost/~4/a">', "other"),
        (BADGE, "app"),
        ('<a href="https://apps.apple.com/app/id1"><img src="/i/1.svg" alt="Download on the App Store"></a>', "app"),
        ('<img src="/i/appstore.png" alt="App Store" width="150" height="50">', "app"),
        ('<a href="https://www.facebook.com/sharer.php?u=a"><img src="/i/f.png"></a>', "share"),
        ('<img src="/i/twitter.png" width="32" height="32">', "share"),
        ('<a href="mailto:?subject=a"><img src="/i/mail.png"></a>', "share"),
    ],
)
def test_pictures_that_go(image: str, kind: str) -> None:
    html = f"<p>{PROSE}</p><p>{image}</p>"
    result = clean_fragment(html)
    assert result.html == f"<p>{PROSE}</p>"
    assert [(r.kind.value, r.text, r.start, r.end) for r in result.removals] == [(kind, "", len(PROSE), len(PROSE))]
    assert result.restore() == result.original == PROSE
    assert Cleaner().without(kind).clean_fragment(html).html == html


def test_a_row_of_networks_goes_without_sizes() -> None:
    row = '<img src="/i/facebook.png"> <img src="/i/twitter-icon.png">'
    assert clean_fragment(f"<p>{PROSE}</p><p>{row}</p>").html == f"<p>{PROSE}</p>"


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/i/bridge.jpg" width="640" height="480">',
        '<img src="/i/facebook.jpg" alt="The Facebook office" width="64" height="64">',
        '<img src="/i/facebook.jpg" width="1200" height="800">',
        '<img src="/i/phone.jpg" alt="A phone with the App Store open">',
        '<a href="https://www.facebook.com/sharer.php?u=a"><img src="/i/photo.jpg" width="1200" height="800"></a>',
        '<img src="/i/line.gif" width="1" height="300">',
        '<img src="/i/line.gif" width="300" height="1">',
        "<img>",
    ],
)
def test_pictures_that_stay(image: str) -> None:
    html = f"<p>{PROSE}</p><p>{image}</p>"
    assert clean_fragment(html).html == html


def test_a_removed_picture_says_which() -> None:
    (removal,) = clean_fragment(f"<p>{PROSE}</p>{BADGE}").removals
    assert (removal.rule, removal.why) == ("app.badge", "a store badge: /i/google-play-badge_EN.png")


def test_facts_that_are_given() -> None:
    result = clean_fragment(f"<h1>Council passes budget</h1><p>{PROSE}</p>", title="Council passes budget", url="u")
    assert result.text == PROSE
    assert (result.metadata.title, result.metadata.url) == ("Council passes budget", "u")


def test_bytes_and_soups() -> None:
    html = f"<p>{PROSE}</p><p>{ASK}</p>"
    assert clean_fragment(html.encode()).html == f"<p>{PROSE}</p>"
    assert clean_fragment(BeautifulSoup(html, "html.parser")).html == f"<p>{PROSE}</p>"


def test_scripts_go_only_when_asked() -> None:
    html = f"""<p onclick="a()">{PROSE} <a href="javascript:b()">Amsel</a></p><script>c()</script><p>{ASK}</p>"""
    kept = clean_fragment(html).html or ""
    assert "onclick" in kept
    assert "javascript:" in kept
    assert "<script>" in kept
    assert clean_fragment(html, sanitize=True).html == f"<p>{PROSE} <a>Amsel</a></p>"


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nh3", None)
    with pytest.raises(ImportError, match=r"newsclean\[sanitize\]"):
        clean_fragment("<p>a</p>", sanitize=True)


@pytest.mark.parametrize("bad", [b"\x1f\x8b\x08", b"caf\xe9"])
def test_bytes_that_are_no_text(bad: bytes) -> None:
    with pytest.raises(InputError):
        clean_fragment(bad)


@pytest.mark.parametrize("bad", [None, 3, ["<p>"]])
def test_what_is_no_fragment(bad: object) -> None:
    with pytest.raises(TypeError, match="Beautiful Soup"):
        clean_fragment(bad)


@pytest.mark.parametrize("html", ["", " ", "\x00", "<", "</", "<!--", "<p", "<p a='", "&", "<script>"])
def test_next_to_nothing(html: str) -> None:
    result = clean_fragment(html)
    assert result.html in (html, "")
    assert (result.html == "") == bool(result.removals or not html)


ENDLESS = [
    "<div>",
    "</div>",
    "<!-- ",
    "<!-- > ",
    "<a ",
    '<a b="',
    "<a b='",
    "<",
    "&#",
    "<![CDATA[",
    "<script>",
    "</",
    "<?",
]
ENDLESS += ["<p>a", "<b>b<br>", "<li>", "<div><b></div>", "<pre>\n", "<img a = ", "&nbsp; ", "<table><td>"]


@pytest.mark.parametrize("piece", ENDLESS)
def test_time_grows_linearly(piece: str) -> None:
    clean_fragment(piece * 500)
    times = []
    for count in (2_000, 16_000):
        begun = time.process_time()
        clean_fragment(piece * count)
        times.append(time.process_time() - begun)
    assert times[1] < 24 * times[0] + 0.2


def test_fifty_thousand_deep() -> None:
    html = "<div>" * 50_000 + PROSE + "</div>" * 50_000
    begun = time.process_time()
    assert clean_fragment(html).html == html
    assert time.process_time() - begun < 10


def test_attributes_in_all_notations() -> None:
    html = '<a A=1 b=\'2 "\' c="&amp;3>" d e = 4 a=5 />'
    (token,) = tokens(html)
    assert attributes(html, token) == {"a": "1", "b": '2 "', "c": "&3>", "d": "", "e": "4"}
