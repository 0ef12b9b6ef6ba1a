"""JSONL files: which lines change and how, and lines that cannot be read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from articles import CLEAN, DIRTY, PAGE, clean_here, read_jsonl, write_jsonl
from backports import zstd
from hostile import raises

from newsclean import Cleaner, clean, clean_page
from newsclean.corpus import jsonl
from newsclean.corpus.plan import Plan


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "clean.jsonl"


def test_only_the_text_changes(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "crawl.jsonl"
    line = '{"n":1.0, "big": 1e400,  "text": %s, "e": "\\u00e9", "e": "ü"}\r\n'
    source.write_bytes(b"\xef\xbb\xbf" + (line % json.dumps(DIRTY) + "\n" + line % json.dumps(CLEAN)).encode()[:-2])
    assert clean_here(source, target) == []
    assert target.read_bytes() == source.read_bytes().replace(json.dumps(DIRTY).encode(), json.dumps(CLEAN).encode())


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_compressed_files(tmp_path: Path, suffix: str) -> None:
    data = b"".join(json.dumps({"id": n, "text": DIRTY}).encode() + b"\n" for n in range(2500))
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstd.compress}[suffix]
    unpack = {"": bytes, ".gz": gzip.decompress, ".zst": lambda packed: zstd.decompress(packed)}[suffix]
    source, target = tmp_path / f"crawl.jsonl{suffix}", tmp_path / f"clean.jsonl{suffix}"
    source.write_bytes(pack(data))
    assert clean_here(source, target) == []
    assert unpack(target.read_bytes()) == data.replace(json.dumps(DIRTY).encode(), json.dumps(CLEAN).encode())


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_an_empty_file_becomes_an_empty_file(tmp_path: Path, suffix: str) -> None:
    source, target = tmp_path / "crawl.jsonl", tmp_path / f"clean.jsonl{suffix}"
    source.write_bytes(b"")
    assert clean_here(source, target) == []
    packed = target.read_bytes()
    assert {"": bytes, ".gz": gzip.decompress, ".zst": zstd.decompress}[suffix](packed) == b""


def test_fields_by_their_paths(tmp_path: Path, target: Path) -> None:
    record = {"doc": {"body": DIRTY, "lang": "sv", "links": {"self": "https://harbour.example/rain"}}}
    source = write_jsonl(tmp_path / "crawl.jsonl", [record])
    plan = Plan("doc.body", "doc.links.self", "doc.lang", into="doc.clean", metadata=True, removals=True, ruleset="v1")
    assert clean_here(source, target, plan) == []
    (cleaned,) = read_jsonl(target)
    result = clean(DIRTY, url="https://harbour.example/rain", language="sv").to_dict()
    assert cleaned.pop("newsclean_metadata") == result["metadata"]
    assert cleaned.pop("newsclean_removals") == result["removals"]
    assert cleaned.pop("newsclean_ruleset") == "v1"
    assert cleaned == {"doc": {**record["doc"], "clean": CLEAN}}


def test_added_fields_are_replaced_the_next_time(tmp_path: Path, target: Path) -> None:
    source = write_jsonl(tmp_path / "crawl.jsonl", [{"newsclean_ruleset": "old", "text": DIRTY}])
    clean_here(source, target, Plan(ruleset="new"))
    assert target.read_text() == json.dumps({"newsclean_ruleset": "new", "text": CLEAN}) + "\n"


def test_pages(tmp_path: Path, target: Path) -> None:
    source = write_jsonl(tmp_path / "crawl.jsonl", [{"html": PAGE}, {"html": "none"}])
    assert clean_here(source, target, Plan("html", page=True)) == [(2, "InputError: this is not HTML: it has no tags")]
    assert read_jsonl(target) == [{"html": clean_page(PAGE).text}]


def test_bad_records_are_named_and_the_others_done(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "crawl.jsonl"
    good = json.dumps({"text": DIRTY}).encode()
    lines = [
        good,
        b"{oops",
        b"",
        b'{"text": 7}',
        b'{"text": "caf\xe9"}',
        b'{"text": "poison"}',
        b'{"text": null}',
        good,
    ]
    source.write_bytes(b"\n".join(lines))
    assert clean_here(source, target, cleaner=Cleaner().with_rules(raises)) == [
        (2, "not JSON: Expecting a key in double quotes at character 1"),
        (4, "the field 'text' is not a string"),
        (5, "not UTF-8 at byte 13"),
        (6, "RuntimeError: no such luck"),
    ]
    cleaned = json.dumps({"text": CLEAN}).encode()
    assert target.read_bytes() == b"\n".join([cleaned, b"", b'{"text": null}', cleaned])


def test_a_place_inside_a_string_is_no_place(tmp_path: Path, target: Path) -> None:
    source = write_jsonl(tmp_path / "crawl.jsonl", [{"text": DIRTY, "doc": "x"}, {"text": DIRTY}])
    ((line, reason),) = clean_here(source, target, Plan(into="doc.clean"))
    assert (line, reason.partition(":")[0]) == (1, "there is no place for 'doc.clean'")
    assert read_jsonl(target) == [{"text": DIRTY, "doc": {"clean": CLEAN}}]


def test_a_wrong_field_breaks_the_file(tmp_path: Path, target: Path) -> None:
    source = write_jsonl(tmp_path / "crawl.jsonl", [{"id": 1, "body": DIRTY}] * 2)
    says = "none of the first 2 records has a field 'text'; there are: id, body"
    assert clean_here(source, target) == [(0, says)]
    assert not target.exists()


def test_a_file_that_ends_early_gives_what_it_has(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "crawl.jsonl.gz"
    lines = b"".join(json.dumps({"id": n, "text": f"{n**40}. " + DIRTY}).encode() + b"\n" for n in range(3000))
    packed = gzip.compress(lines)
    source.write_bytes(packed[: len(packed) // 2])
    ((line, reason),) = clean_here(source, target)
    assert reason.startswith("the rest of the file cannot be read: EOFError")
    assert line == len(read_jsonl(target)) + 1 > 1000


def test_what_is_no_gzip_breaks_the_file(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "crawl.jsonl.gz"
    source.write_bytes(b"plain\n")
    assert clean_here(source, target) == [(0, "cannot be read: BadGzipFile: Not a gzipped file (b'pl')")]


def test_a_line_too_long_to_lie_in_memory(tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 200)
    source = tmp_path / "crawl.jsonl"
    good = json.dumps({"text": DIRTY}).encode() + b"\n"
    exact = b'{"text": "%s"}\n' % (b"x" * 188)
    assert len(exact) == 201
    source.write_bytes(good + b'{"text": "%s"}\n' % (b"x" * 5000) + exact + good)
    assert [line for line, _ in clean_here(source, target)] == [2, 3]
    assert read_jsonl(target) == [{"text": CLEAN}] * 2


def test_attribute_files(tmp_path: Path, target: Path) -> None:
    text = "By Ann Hale\n" + DIRTY
    records = [{"id": 7, "text": text}, {"id": "b", "text": CLEAN}, {"id": "c", "text": "poison"}, {"text": text}]
    source = write_jsonl(tmp_path / "crawl.jsonl", records)
    failures = clean_here(source, target, Plan(spans=True), Cleaner().with_rules(raises))
    assert [line for line, _ in failures] == [3, 4]
    first, second, third = read_jsonl(target)
    assert first["id"] == 7
    assert set(first["attributes"]) == {"newsclean__byline", "newsclean__newsletter"}
    for spans in first["attributes"].values():
        for start, end, score in spans:
            assert score == 1.0
            assert any((r.start, r.end) == (start, end) for r in clean(text).removals)
    # Mixers read texts and attributes line by line, so a record that failed must have its line.
    assert [second, third] == [{"id": "b", "attributes": {}}, {"id": "c", "attributes": {}}]
