"""WARC files: which records are pages, and what becomes of them."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import pytest
from articles import PAGE, clean_here, read_jsonl
from backports import zstd
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsclean import clean_page
from newsclean.corpus.plan import Plan


def archive(packed: bool = False) -> bytes:
    """Five records: a request, a page, a page that is gone, a picture, a page in an old encoding."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    # What the library itself leaves open while it writes is not what is tested.
    warnings.filterwarnings("ignore", "Unclosed file <tempfile", ResourceWarning)

    def add(kind: str, body: bytes, status: str = "200 OK", media: str = "text/html") -> None:
        protocol = "HTTP/1.1" if kind == "response" else ""
        head = StatusAndHeaders(status, [("Content-Type", media)], protocol=protocol)
        headers = {"WARC-Date": "2031-05-04T03:02:01Z"}
        url = f"https://harbour.example/{buffer.tell()}"
        record = writer.create_warc_record(url, kind, io.BytesIO(body), http_headers=head, warc_headers_dict=headers)
        writer.write_record(record)

    add("request", b"", "GET / HTTP/1.1")
    add("response", PAGE.encode())
    add("response", PAGE.encode(), "404 Not Found")
    add("response", b"\x89PNG", media="image/png")
    add("response", PAGE.replace("hours", "años").encode("latin-1"), media="text/html; charset=ISO-8859-1")
    return buffer.getvalue()


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_pages_become_jsonl(tmp_path: Path, suffix: str) -> None:
    source, target = tmp_path / f"crawl.warc{suffix}", tmp_path / "clean.jsonl"
    source.write_bytes(zstd.compress(archive()) if suffix == ".zst" else archive(packed=suffix == ".gz"))
    assert clean_here(source, target, Plan(metadata=True)) == []
    first, second = read_jsonl(target)
    assert list(first) == ["id", "url", "crawled", "text", "newsclean_metadata"]
    assert first["url"].startswith("https://harbour.example/")
    assert first["crawled"] == "2031-05-04T03:02:01Z"
    assert first["text"] == clean_page(PAGE, url=first["url"]).text
    assert first["newsclean_metadata"]["title"] == "Rain"
    assert "años" in second["text"]


def test_an_archive_that_ends_early_gives_what_it_has(tmp_path: Path) -> None:
    source, target = tmp_path / "crawl.warc.gz", tmp_path / "clean.jsonl"
    source.write_bytes(archive(packed=True)[:-40])
    failures = clean_here(source, target)
    assert len(read_jsonl(target)) >= 1
    assert [reason.partition(":")[0] for _, reason in failures] == ["the rest of the file cannot be read"]
