"""What is no page, what is a broken one, and what takes too long: a clear result or a clear error, in time."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from newsclean import Cleaner, InputError, clean_page

SENTENCE = "The harbour reopened on Tuesday, and ship number {} to come in was the old mail boat from the islands. "
BODY = "".join(f"<p>{SENTENCE.format(n) * 2}</p>" for n in range(6))
PAGE = f"<html><head><title>Harbour reopens</title></head><body><h1>Harbour reopens</h1>{BODY}</body></html>"
DEEP = 50_000


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("", "the page is empty"),
        (b" \n", "the page is empty"),
        ("plain words", "no tags"),
        (b"\x1f\x8b\x08\x00rest", "gzip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no HTML"),
        (b"%PDF-1.4 <</Type /Catalog>> stream \xff\xfe", "no HTML"),
        ("<!-- nothing -->", "no HTML"),
        ("<p>" + "x" * 30_000_000, "more than 30,000,000"),
    ],
    ids=["empty", "blank", "text", "gzip", "png", "pdf", "comment", "large"],
)
def test_refused(bad: str | bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        clean_page(bad)


def test_a_cookie_wall_is_no_article() -> None:
    wall = """<html><head><title>We value your privacy</title></head><body><h1>We value your privacy</h1>
    <p>We and our 812 partners store and access information on a device, such as cookies, and process personal
    data, such as unique identifiers, for personalised ads and content.</p>
    <p>With your permission we and our partners may use precise location data. You may click to consent to our
    processing as described above.</p><button>Accept all</button></body></html>"""
    with pytest.raises(InputError, match="consent"):
        clean_page(wall)


@pytest.mark.parametrize(
    "page",
    [
        PAGE[: len(PAGE) - 60],
        PAGE.replace("harbour", "har\x00bour\x08&#0;&#x1f;"),
        PAGE.replace("<h1>", '<table><tr><td colspan="9007199254740991" rowspan="99999999">x</td></tr></table><h1>'),
        PAGE.replace("<head>", '<head><meta charset="utf-8">').encode("utf-8") + "<!-- café -->".encode("latin-1"),
        PAGE.replace("<head>", '<head><meta charset="klingon">').encode() + b"<!-- \xe9 -->",
        PAGE.replace("</body>", "<p>" + "<b>" * DEEP + "x</body>"),
        PAGE.replace("</body>", "<div>" * DEEP + "x</body>"),
        PAGE.replace("</body>", "<ul><li>" * DEEP + "x</body>"),
        PAGE.replace("</head>", f'<script type="application/ld+json">{"[" * DEEP}</script></head>'),
        PAGE.replace("</head>", f"""<script type="application/ld+json">{'{"@graph":' * DEEP}</script></head>"""),
    ],
    ids=["truncated", "controls", "colspan", "mixed", "charset", "b", "div", "ul", "ld", "graph"],
)
def test_read_all_the_same(page: str | bytes) -> None:
    result = clean_page(page)
    assert SENTENCE.format(3) in result.text
    assert result.metadata.title == "Harbour reopens"
    assert "\x00" not in result.text


def test_no_half_of_a_character_stays() -> None:
    assert "har?bour" in clean_page(PAGE.replace("harbour", "har\ud800bour")).text


def test_many_bylines_and_headings_take_linear_time() -> None:
    def seconds(count: int) -> float:
        many = "<h1>Harbour news</h1>" * count + '<a class="byline" href="/a">By Ruth Amsel</a> ' * count
        start = time.process_time()
        clean_page(PAGE.replace("<h1>", many + "<h1>"))
        return time.process_time() - start

    seconds(10)
    assert seconds(2000) < 12 * seconds(500) + 1


def test_in_a_process_of_its_own() -> None:
    alone = clean_page(PAGE, url="https://example.com/a")
    timed = clean_page(PAGE, url="https://example.com/a", timeout=60)
    assert (timed.text, timed.metadata) == (alone.text, alone.metadata)
    from lxml import html

    assert Cleaner("careful").clean_page(html.fromstring(PAGE), timeout=60).text == alone.text
    with pytest.raises(InputError, match="empty"):
        clean_page("", timeout=60)


def test_what_takes_too_long_is_stopped() -> None:
    start = time.monotonic()
    with pytest.raises(InputError, match=r"not done within 0\.05 seconds"):
        clean_page(PAGE, timeout=0.05)
    assert time.monotonic() - start < 10


THREADS = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from newsclean import clean_page
sentence = "In case {} the harbour reopened on Tuesday, and the first ship to come in was the mail boat number {}. "
pages = [
    f"<html><head><title>Harbour {n}</title></head><body><article><h1>Harbour {n}</h1>"
    + "".join(f"<p>{sentence.format(n, m) * 2}</p>" for m in range(4)) + "</article></body></html>"
    for n in range(200)
]
with ThreadPoolExecutor(8) as threads:
    results = list(threads.map(clean_page, pages))
for n, result in enumerate(results):
    wanted = [(sentence.format(n, m) * 2).strip() for m in range(4)]
    assert result.text.splitlines() == wanted, (n, result.text)
    assert result.metadata.title == f"Harbour {n}"
print("done")
"""


def test_eight_threads_two_hundred_pages() -> None:
    done = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr
