"""The command on inputs of all formats: how they are told, what comes out."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from conftest import FIXTURES
from newsclean.cli import main
from newsclean.formats import FORMATS, told

FEED = FIXTURES / "feeds" / "en-wordpress"
FRAGMENT = FIXTURES / "fragments" / "en-wordpress-jetpack"
PROSE = (
    "The old swing bridge at Carrow reopened on Monday, and a brass band was the first to cross it, the office said."
)
ASK = "Sign up for our newsletter"

Captured = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "suffix", "form"),
    [
        (b"It rained.", "", "text"),
        (b"It rained.", ".txt", "text"),
        (b"<p>It rained.</p>", ".txt", "text"),
        (b"<p>It rained.</p>", "", "fragment"),
        (b"\xef\xbb\xbf\n<!-- a --><p>It rained.</p>", "", "fragment"),
        (b"<p>It rained.</p>", ".html", "fragment"),
        (b"<p>It rained.</p>", ".HTM", "fragment"),
        (b"no tags", ".html", "page"),
        (b"<!DOCTYPE html><p>It rained.</p>", "", "page"),
        (b"<html><p>It rained.</p>", ".html", "page"),
        (b"<body><p>It rained.</p>", ".xml", "page"),
        (b"<html><body><code><rss version='2.0'></code>", "", "page"),
        (b'<?xml version="1.0"?><html xmlns="a">', ".xml", "page"),
        (b'<?xml version="1.0"?><!-- a --><rss version="2.0"><item>&lt;body></item>', "", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', ".html", "feed"),
        (b"<rdf:RDF >", "", "feed"),
        ("<rss version='2.0'>".encode("utf-16"), "", "feed"),
        (b"<note>It rained.</note>", ".xml", "feed"),
        (b"<3 is a heart", "", "text"),
        (b'{"items": []}', "", "json"),
        (b'{"text": "a"}', "", "json"),
        (b'{"other": 1}', "", "text"),
        (b"{ not JSON", "", "text"),
        (b"anything", ".json", "json"),
        (b"", "", "text"),
    ],
)
def test_formats_are_told(data: bytes, suffix: str, form: str) -> None:
    assert told(data, suffix) == form
    assert form in FORMATS


def test_a_feed_as_texts_objects_and_itself(capfdbinary: Captured) -> None:
    source = str(FEED / "source.xml")
    texts = (FEED / "text.txt").read_text(encoding="utf-8").replace("=====\n", "\n")
    assert main([source]) == 0
    assert capfdbinary.readouterr().out.decode() == texts
    assert main(["--json", source]) == 0
    lines = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["metadata"]["title"] for line in lines] == [
        "Swing bridge reopens",
        "Ferry to run twice a day",
    ]
    assert main(["--html", source]) == 0
    assert capfdbinary.readouterr().out == (FEED / "cleaned.xml").read_bytes()
    assert main(["--explain", source]) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == 5


def test_entries_into_a_file(capfdbinary: Captured) -> None:
    assert main([str(FEED / "source.xml"), "-o", "out.txt"]) == 0
    assert Path("out.txt").read_text(encoding="utf-8").count("\n\n") == 1
    assert main(["--html", str(FEED / "source.xml"), "-o", "out.xml"]) == 0
    assert Path("out.xml").read_bytes() == (FEED / "cleaned.xml").read_bytes()


def test_a_fragment_on_standard_input(monkeypatch: pytest.MonkeyPatch, capfdbinary: Captured) -> None:
    given(monkeypatch, (FRAGMENT / "source.html").read_bytes())
    assert main(["--html"]) == 0
    assert capfdbinary.readouterr().out == (FRAGMENT / "cleaned.html").read_bytes()


def test_json_of_three_sorts(capfdbinary: Captured) -> None:
    Path("feed.json").write_text(json.dumps({"items": [{"content_html": f"<p>{PROSE}</p><p>{ASK}</p>"}]}))
    Path("item.json").write_text(json.dumps({"content_text": f"{PROSE}\n{ASK}"}))
    Path("text.json").write_text(json.dumps({"text": f"{PROSE}\n{ASK}", "url": "https://example.com/a", "title": "T"}))
    Path("none.json").write_text("[1]")
    assert main(["feed.json", "item.json"]) == 0
    assert capfdbinary.readouterr().out.decode() == f"{PROSE}\n\n{PROSE}\n"
    assert main(["--json", "text.json"]) == 0
    facts = json.loads(capfdbinary.readouterr().out)["metadata"]
    assert (facts["url"], facts["title"]) == ("https://example.com/a", "T")
    assert main(["none.json"]) == 1
    assert b"none.json: this JSON is neither" in capfdbinary.readouterr().err
    assert main(["--html", "feed.json"]) == 0
    assert json.loads(capfdbinary.readouterr().out) == {"items": [{"content_html": f"<p>{PROSE}</p>"}]}


def test_format_overrides(capfdbinary: Captured) -> None:
    Path("a.txt").write_text(f"<p>{PROSE}</p><p>{ASK}</p>")
    assert main(["--format", "fragment", "--html", "a.txt"]) == 0
    assert capfdbinary.readouterr().out.decode() == f"<p>{PROSE}</p>"
    Path("a.html").write_text(f"{PROSE}\n{ASK}")
    assert main(["--format", "text", "a.html"]) == 0
    assert capfdbinary.readouterr().out.decode() == f"{PROSE}\n"


def test_the_markdown_of_a_page_and_its_url(capfdbinary: Captured) -> None:
    link = '<a href="/mail">mail boat</a>'
    Path("a.html").write_text(
        f"<html><body><article><h1>Bridge</h1><p>{PROSE} {link}</p><p>{PROSE}</p></article></body>"
    )
    assert main(["--markdown", "--url", "https://harbourpost.example/a", "a.html"]) == 0
    assert b"[mail boat](https://harbourpost.example/mail)" in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--html", "a.txt"], "a.txt: --html is for fragments and feeds, and this is a text"),
        (["--markdown", "a.txt"], "a.txt: --markdown is for pages, and this is a text"),
        (["--in-place", "a.xml"], "a.xml: is a feed; --in-place would put text in its place, use -o"),
        (["a.xml"], "a.xml: this is no feed"),
        (["b.rss"], "b.rss: this is gzip, not a feed"),
        (["c.html"], "c.html: the feed defines XML entities"),
    ],
)
def test_reasons(arguments: list[str], reason: str, capfdbinary: Captured) -> None:
    Path("a.txt").write_text(PROSE)
    Path("a.xml").write_text("<note>It rained.</note>")
    Path("b.rss").write_bytes(b"\x1f\x8b\x08\x00")
    Path("c.html").write_text('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>')
    assert main(arguments) == 1
    shown = capfdbinary.readouterr().err.decode()
    assert shown.startswith(f"newsclean: {reason}")
    assert shown.count("\n") == 1


def test_a_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch, capfdbinary: Captured) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    assert main([str(FEED / "source.xml"), str(FRAGMENT / "source.html")]) == 1
    captured = capfdbinary.readouterr()
    assert captured.err.decode().endswith("feeds need feedparser: pip install 'newsclean[feeds]'\n")
    assert b"brass band" in captured.out


def test_folders_have_feeds(capfdbinary: Captured) -> None:
    Path("in").mkdir()
    Path("in/a.rss").write_bytes((FEED / "source.xml").read_bytes())
    Path("in/b.json").write_text("{}")
    assert main(["-r", "in", "-o", "out"]) == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.rss"]


def test_another_encoding(capfdbinary: Captured) -> None:
    Path("a.html").write_bytes(f"<p>{PROSE} caf\xe9</p>".encode("latin-1"))
    assert main(["a.html"]) == 1
    assert b"name another with --encoding" in capfdbinary.readouterr().err
    assert main(["--encoding", "latin-1", "--html", "a.html"]) == 0
    assert capfdbinary.readouterr().out.decode() == f"<p>{PROSE} café</p>"
