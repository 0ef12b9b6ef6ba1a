"""Fragments of HTML: what is read, what is cut, and that nothing else is touched."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import Cleaner, clean_fragment
from newsclean.model import Kind
from newsclean.packs import read_all
from newsclean.readers.fragment import read_fragment
from newsclean.readers.markup import tokens

PROSE = "The council approved the new budget on Monday evening, after a debate that lasted more than four hours."
ASK = "Sign up for our newsletter"

SAMPLES = [sample for pack in read_all() for sample in pack.samples]
REMOVED = [text for sample in SAMPLES for text in sample.removes]
KEPT = [text for sample in SAMPLES for text in sample.keeps]
ODD = [
    "<p>", "</p>", "<br>", "<br/>", "<div>", "</div>", "<b>", "</b>", "<ul><li>", "</li></ul>", "<pre>\n", "</pre>",
    "<!-- ", "-->", "<a href='x>", '<a href="y">', "</a>", "&amp;", "&nbsp;", "&#8230;", "&notanentity;", "&#0;",
    "<script>if (a<b) {}</script>", "<style>", "</style>", "<x-unknown data-a=1>", "<![CDATA[", "]]>", "<?php", "\x00",
    "\u200b", " ", "\n", "<img src=a.png>", "<img src='p.gif' width=1 height=1>", "<hr>", "<td>", "<", ">", "&", "\ud800",
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
many = settings(max_examples=300, deadline=None)


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
