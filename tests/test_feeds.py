"""Feeds and their entries: what is read, what is refused, and what stays as it was."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import Cleaner, InputError, clean, clean_entry, clean_feed
from newsclean.mastheads import parted_title
from newsclean.model import Kind
from newsclean.packs import read_pack
from newsclean.readers.feed import read_feed
from newsclean.readers.feed_source import contents, decode

PROSE = "The council approved the new budget on Monday evening, after a debate that lasted more than four hours."
ASK = "Sign up for our newsletter"
BODY = f"<p>{PROSE}</p><p>{ASK}</p>"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def rss(*items: str, before: str = "", title: str = "Harbour Post") -> bytes:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    inner = "".join(f"<item>{item}</item>" for item in items)
    feed = f'<rss version="2.0" {space}><channel><title>{title}</title>{inner}</channel></rss>'
    return f"{head}{before}{feed}".encode()


def described(html: str) -> bytes:
    return rss(f"<title>Budget</title><description>{escaped(html)}</description>")


def test_sources_of_all_sorts_say_the_same(tmp_path: Path) -> None:
    data = described(BODY)
    path = tmp_path / "feed.xml"
    path.write_bytes(data)
    parsed = feedparser.parse(data)
    for source in (data, bytearray(data), data.decode(), path, str(path), parsed, data.decode().encode("utf-16")):
        if isinstance(source, bytes) and source[:2] == b"\xff\xfe":
            source = source.replace("utf-8".encode("utf-16-le"), "utf-16".encode("utf-16-le"))
        (result,) = clean_feed(source)
        assert (result.text, result.html) == (PROSE, f"<p>{PROSE}</p>")


def test_entries_of_feedparser_and_of_json_feed() -> None:
    (entry,) = feedparser.parse(described(BODY)).entries
    assert clean_entry(entry).html == f"<p>{PROSE}</p>"
    assert clean_entry({"content_html": BODY}).html == f"<p>{PROSE}</p>"
    result = clean_entry({"content_text": f"{PROSE}\n\n{ASK}"})
    assert (result.text, result.html) == (PROSE, None)


def test_an_entry_needs_no_more_than_square_brackets() -> None:
    class Row:
        def __getitem__(self, name: str) -> Any:
            return {"title": "Budget | Reuters", "summary": BODY}[name]

    result = clean_entry(Row())
    assert (result.text, result.metadata.title, result.metadata.publisher) == (PROSE, "Budget | Reuters", None)


def test_feeds_are_not_sanitized() -> None:
    html = f'<p onclick="a()">{PROSE}</p><x-own b="c">d</x-own>'
    assert [result.html for result in clean_feed(described(html))] == [html]


def test_an_empty_entry() -> None:
    result = clean_entry({})
    assert (result.text, result.removals, result.metadata.title) == ("", (), None)


@pytest.mark.parametrize(
    ("full", "sites", "headline", "publisher"),
    [
        ("Bridge opens again - AP News", [], "Bridge opens again", "AP News"),
        ("Bridge opens again | Reuters", [], "Bridge opens again", "Reuters"),
        ("Bridge opens again – Harbour Post", [], "Bridge opens again", "Harbour Post"),
        ("Bridge opens again - Carrow", ["carrow"], "Bridge opens again", "Carrow"),
        ("Bridge opens again - Quay & Sons", ["Quay & Sons"], "Bridge opens again", "Quay & Sons"),
        ("Bridge opens again | example.com", [], "Bridge opens again", "example.com"),
        ("港の朝市が再開｜灯台新聞", ["灯台新聞"], "港の朝市が再開", "灯台新聞"),
        ("Bridge opens - a year late", [], "Bridge opens - a year late", ""),
        ("Bridge opens again | Ruth Amsel", [], "Bridge opens again | Ruth Amsel", ""),
        ("A post-war bridge", ["war bridge"], "A post-war bridge", ""),
        ("Briefing - Harbour Post", [], "Briefing - Harbour Post", ""),
        ("", [], "", ""),
    ],
)
def test_publishers_behind_titles(full: str, sites: list[str], headline: str, publisher: str) -> None:
    assert parted_title(full, sites) == (headline, publisher)


def test_authors_behind_titles_stay() -> None:
    title = "Bridge opens again | Tom Daily"
    assert parted_title(title, [], not_names=["Tom Daily"]) == (title, "")


def test_a_summary_that_only_begins_the_text() -> None:
    said = clean_entry({"content_html": BODY, "summary": f"<p>{PROSE[:60]} […]</p>"}).metadata
    assert said.sources["description"] == "summary.repeats_text"
    said = clean_entry({"content_html": BODY, "summary": f"<p>A short account.</p><p>{ASK}</p>"}).metadata
    assert (said.description, said.sources["description"]) == ("A short account. " + ASK, "summary") or (
        said.description,
        said.sources["description"],
    ) == ("A short account.", "summary")
    assert clean_entry({"summary": BODY}).metadata.description is None


def test_an_excerpt_that_breaks_off() -> None:
    begun = PROSE[:-1]
    for mark in ("[…]", "[...]", "[&#8230;]", "[&hellip;]"):
        result = clean_entry({"summary": f"<p>{begun} {mark}</p>"})
        assert (result.text, result.removals[-1].rule) == (begun, "feed.broken_off")
    assert clean(f"{begun} […]").text == begun
    kept = f"{begun} […]\n{PROSE}"
    assert clean(kept).text == kept


def test_the_feed_stands_in_where_the_entry_is_silent() -> None:
    (result,) = clean_feed(described(f"<p>{PROSE}</p>"))
    assert (result.metadata.publisher, result.metadata.sources["publisher"]) == ("Harbour Post", "feed")
    (result,) = clean_feed(rss("<title>Budget</title>", title="World news | Harbour Post"))
    assert result.metadata.publisher is None


FORMS = {
    "escaped": escaped(BODY),
    "cdata": f"<![CDATA[{BODY}]]>",
    "two cdata": f"<![CDATA[{BODY[:30]}]]><![CDATA[{BODY[30:]}]]>",
    "mixed": f"{escaped(BODY[:30])}<![CDATA[{BODY[30:]}]]>",
    "numeric": escaped(BODY).replace("&lt;", "&#60;").replace("u", "&#x75;"),
    "raw": BODY,
}


@pytest.mark.parametrize("form", FORMS)
def test_rewriting_touches_nothing_else(form: str) -> None:
    mark = "<!-- <item><description>no</description></item> -->"
    source = rss(f"<title>A</title>{mark}<content:encoded>\n {FORMS[form]} </content:encoded>").decode()
    rewritten = Cleaner().rewrite_feed(source.encode()).decode()
    assert [r.html for r in clean_feed(rewritten)] == [f"<p>{PROSE}</p>"]
    left = iter(source)
    assert all(character in left for character in rewritten)
    assert source.partition("<content:encoded>")[0] == rewritten.partition("<content:encoded>")[0]
    assert source.partition("</content:encoded>")[2] == rewritten.partition("</content:encoded>")[2]


def test_rewriting_leaves_the_words_of_the_feed_itself() -> None:
    channel = f"<description>{ASK}</description>"
    source = rss("<title>A</title>").replace(b"<item>", channel.encode() + b"<item>")
    assert Cleaner().rewrite_feed(source) == source


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-2", "windows-1250", "utf-8-sig"])
def test_rewriting_keeps_the_encoding(encoding: str) -> None:
    text = described(f"<p>{PROSE} Źródło.</p><p>{ASK}</p>").decode()
    text = text.replace('encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    rewritten = Cleaner().rewrite_feed(text.encode(encoding))
    assert rewritten == text.replace(escaped(f"<p>{ASK}</p>"), "").encode(encoding)


def test_rewriting_a_json_feed_keeps_all_values() -> None:
    feed = {"version": "1.1", "_own": {"a": [1, None]}, "items": [{"id": "1", "content_html": BODY, "_x": 2.5}, 7]}
    rewritten = json.loads(Cleaner().rewrite_feed(json.dumps(feed)))
    assert rewritten == {**feed, "items": [{"id": "1", "content_html": f"<p>{PROSE}</p>", "_x": 2.5}, 7]}


bits = st.sampled_from(
    [f"<p>{ASK}</p>", f"<p>{PROSE}</p>", "<br>", "a &amp; b", "]]", "<i>", " ", "é", "<!-- c -->", "&"]
)
bodies = st.lists(bits, max_size=8).map("".join)


@settings(max_examples=100, deadline=None)
@given(st.lists(bodies, max_size=3), st.booleans())
def test_laws_of_rewriting(html: list[str], in_cdata: bool) -> None:
    inner = [f"<![CDATA[{one}]]>" if in_cdata else escaped(one) for one in html]
    source = rss(*(f"<title>A</title><description>{one}</description>" for one in inner))
    off = Cleaner().without(*(kind.value for kind in Kind))
    assert off.rewrite_feed(source) == source
    once = Cleaner().rewrite_feed(source)
    assert Cleaner().rewrite_feed(once) == once
    results = list(clean_feed(source))
    assert [result.text for result in clean_feed(once)] == [result.text for result in results]
    assert all(result.restore() == result.original for result in results)


def test_contents_know_their_places() -> None:
    source = rss(
        "<description>a &amp;amp; b</description><content:encoded><![CDATA[<p>c</p>]]></content:encoded>"
    ).decode()
    assert [(c.entry, c.value, c.markup) for c in contents(source)] == [(0, "a &amp; b", False), (0, "<p>c</p>", False)]
    assert decode(b"\xef\xbb\xbf<rss/>") == ("\ufeff<rss/>", "utf-8")


ENTITIES = '<!DOCTYPE a [<!-- x --><!ENTITY b "c"><!ENTITY d "&b;&b;">]>'
FILES = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\x00" * 9, "is empty"),
        (b"\x1f\x8b\x08\x00", "is gzip"),
        (rss("<title>&d;</title>", before=ENTITIES), "XML entities"),
        (rss("<title>&b;</title>", before="<!-- <a> -->" + FILES), "XML entities"),
        (rss("<title>&b;</title>", before=FILES).decode().encode("utf-16"), "XML entities"),
        (b"<html><body><p>a</p></body></html>", "neither RSS nor Atom"),
        (b'<?xml version="1.0"?><rss version="2.0"><chan', "no feed: .*unclosed token"),
        (b"\x89PNG\r\n\x1a\n", "no feed"),
        (b'{"items": 3}', "no list of items"),
        (b'{"items": [', "not JSON"),
        (b'{"a":' + b"[" * 100_000, "not JSON"),
        ("https://example.com/feed", "fetch it first"),
        ({"a": 1}, "neither entries"),
    ],
)
def test_what_is_no_feed(bad: Any, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        clean_feed(bad)


def test_entities_in_a_text_are_words() -> None:
    (result,) = clean_feed(
        rss("<description><![CDATA[<p>How [ <!ENTITY works.</p>]]></description>", before="<!DOCTYPE rss>")
    )
    assert "How [" in result.text


@pytest.mark.parametrize("bad", [None, 3, ["<rss>"]])
def test_what_could_be_no_source(bad: object) -> None:
    with pytest.raises(TypeError, match="a path or a parsed feed"):
        clean_feed(bad)


def test_a_path_that_is_none() -> None:
    with pytest.raises(FileNotFoundError):
        clean_feed("no-such-feed.xml")


def test_a_truncated_feed_gives_what_is_there() -> None:
    whole = rss(*(f"<title>{n}</title><description>{escaped(BODY)}</description>" for n in range(3)))
    results = list(clean_feed(whole[: whole.rindex(b"<description>") + 30]))
    assert [result.text for result in results[:2]] == [PROSE, PROSE]


def test_zero_bytes_in_a_feed() -> None:
    (result,) = clean_feed(described(f"<p>{PROSE}</p>").replace(b"budget", b"bud\x00get"))
    assert "council approved" in result.text


@pytest.mark.parametrize("inner", [escaped("<div>") * 50_000, "<div>" * 50_000 + "</div>" * 50_000, "<div>" * 50_000])
def test_fifty_thousand_deep(inner: str) -> None:
    begun = time.process_time()
    (result,) = clean_feed(rss(f"<description>{inner}</description>"))
    assert result.text == ""
    Cleaner().rewrite_feed(rss(f"<description>{inner}</description>"))
    assert time.process_time() - begun < 20


def test_values_of_the_wrong_type() -> None:
    item = {
        "content_html": None,
        "title": 3,
        "authors": "x",
        "tags": {},
        "image": [],
        "date_published": 5,
        "language": 1,
    }
    (result,) = clean_feed({"items": [item, "no item"]})
    assert (result.text, result.metadata.title, result.metadata.date) == ("", None, None)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(ImportError, match=r"newsclean\[feeds\]"):
        clean_feed(described(BODY))
    assert [result.text for result in clean_feed({"items": [{"content_html": BODY}]})] == [PROSE]


def test_a_feed_may_declare_an_outer_document_type() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Example//DTD RSS 0.91//EN" "https://example.com/rss-0.91.dtd">'
    assert len(read_feed(rss("<title>A</title>", before=doctype)).entries) == 1


FOLDER = Path(sys.modules["newsclean"].__file__ or "").parent / "languages"
NAMELESS = {"bn", "hi", "ja", "ko", "th", "zh"}
"""Their words are cut into characters or at vowel signs, so that no name can be put together again."""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_the_footer_of_blogs_names_the_publisher(path: Path) -> None:
    footers = [s for s in read_pack(path).samples if s.entry.kind == "feed" and "{1,12}" in s.entry.phrase][:1]
    named = [clean(text).metadata.publisher for sample in footers for text in sample.removes]
    assert any(named) != (path.stem in NAMELESS)
