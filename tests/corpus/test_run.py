"""Whole runs: worker processes, lost records, kills, resuming, full disks."""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import hostile
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from articles import CLEAN, DIRTY, PAGE, read_jsonl, write_jsonl

from newsclean import Cleaner
from newsclean.cli import main
from newsclean.corpus.journal import JournalError
from newsclean.corpus.plan import Plan, Shard
from newsclean.corpus.run import Summary, clean_shards
from newsclean.source import SourceError

COMMAND = [sys.executable, "-m", "newsclean"]


def run(folder: Path, *sources: Path, **options: Any) -> Summary:
    """Clean the sources into `folder`/out."""
    out = folder / "out"
    shards = [Shard(source, out / source.name) for source in sources]
    return clean_shards(shards, out / ".journal", out / "errors.jsonl", **options)


def crawl(path: Path, count: int, words: dict[int, str] | None = None) -> Path:
    """A file of articles, with certain words in certain lines, counted from 1."""
    words = words or {}
    return write_jsonl(path, [{"id": n, "text": f"{words.get(n, n)}. {DIRTY}"} for n in range(1, count + 1)])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_two_workers_give_the_bytes_of_one(tmp_path: Path) -> None:
    sources = [crawl(tmp_path / f"{name}.jsonl", 1200) for name in "abc"]
    one = run(tmp_path / "one", *sources)
    two = run(tmp_path / "two", *sources, jobs=2)
    assert contents(tmp_path / "one" / "out") == contents(tmp_path / "two" / "out")
    assert (one.stats.documents, one.shards, one.errors) == (3600, 3, None)
    assert one.stats.by_kind == two.stats.by_kind == {"newsletter": 3600}


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_a_record_that_raises_kills_or_hangs_loses_that_record_only(tmp_path: Path, suffix: str) -> None:
    words = {1: "murder", 3: "poison", 1100: "forever", 1101: "murder", 1500: "poison"}
    source = crawl(tmp_path / "a.jsonl", 1500, words)
    if suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(read_jsonl(source)), tmp_path / "a.parquet")
        source = tmp_path / "a.parquet"
    cleaner = Cleaner().with_rules(hostile.raises, hostile.kills, hostile.never_ends)
    summary = run(tmp_path, source, cleaner=cleaner, timeout=2.0)
    target = tmp_path / "out" / source.name
    cleaned = read_jsonl(target) if suffix == ".jsonl" else pq.read_table(target).to_pylist()
    assert [record["id"] for record in cleaned] == [n for n in range(1, 1501) if n not in words]
    assert all(record["text"].endswith(CLEAN) for record in cleaned)
    assert summary.errors is not None
    file = str(source)
    assert read_jsonl(summary.errors) == [
        {"file": file, "line": 1, "reason": "the worker process was ended by SIGKILL"},
        {"file": file, "line": 3, "reason": "RuntimeError: no such luck"},
        {"file": file, "line": 1100, "reason": "took longer than 2 s"},
        {"file": file, "line": 1101, "reason": "the worker process was ended by SIGKILL"},
        {"file": file, "line": 1500, "reason": "RuntimeError: no such luck"},
    ]
    assert (summary.stats.documents, summary.stats.errors) == (1495, 5)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl.gz"
    bad.write_bytes(b"no gzip")
    good = crawl(tmp_path / "good.jsonl", 3)
    gone = tmp_path / "gone.jsonl"
    summary = run(tmp_path, bad, gone, good)
    assert [Path(file).name for file, _ in summary.broken] == ["bad.jsonl.gz", "gone.jsonl"]
    assert summary.errors is not None
    assert [error["line"] for error in read_jsonl(summary.errors)] == [None, None]
    assert set(contents(tmp_path / "out")) == {"good.jsonl", "errors.jsonl"}


def test_kill_then_resume_gives_the_bytes_of_an_undisturbed_run(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name in "abcd":
        lines = [json.dumps({"id": n, "text": f"{n}. {DIRTY}"}) for n in range(2500)]
        lines[17] = "{oops"
        (source / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    command = [*COMMAND, "-r", "in", "--quiet", "-o"]
    assert subprocess.run([*command, "calm/"], cwd=tmp_path).returncode == 1

    disturbed = subprocess.Popen([*command, "out/"], cwd=tmp_path)
    journal = tmp_path / "out" / ".newsclean.journal"
    second = tmp_path / "out" / ".b.jsonl.gz.part"
    wait_for(lambda: journal.exists() and b'"done"' in journal.read_bytes() and second.exists())
    disturbed.kill()
    disturbed.wait()
    finished = set(contents(tmp_path / "out"))
    assert finished < set(contents(tmp_path / "calm")) - {"errors.jsonl"}
    before = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in finished}
    done = subprocess.run([*command, "out/", "--resume", "--stats", "stats.json"], cwd=tmp_path)
    assert done.returncode == 1
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")
    assert {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in finished} == before
    assert not list((tmp_path / "out").glob(".*.part"))
    stats = json.loads((tmp_path / "stats.json").read_text())
    assert stats["files"]["resumed"] == len(finished)
    assert (stats["documents"], stats["errors"]) == (4 * 2499, 4)


def wait_for(condition: Any, seconds: float = 60.0) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.005)


def test_workers_end_with_the_command(tmp_path: Path) -> None:
    crawl(tmp_path / "a.jsonl", 30_000)
    running = subprocess.Popen([*COMMAND, "a.jsonl", "-o", "b.jsonl"], cwd=tmp_path)
    wait_for((tmp_path / ".b.jsonl.part").exists)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    assert children
    running.kill()
    running.wait()
    wait_for(lambda: not any(alive(int(child)) for child in children))


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_interrupting_leaves_nothing_half_done(tmp_path: Path) -> None:
    crawl(tmp_path / "a.jsonl", 30_000)
    (tmp_path / "b.jsonl").write_text("before")
    command = [*COMMAND, "a.jsonl", "-o", "b.jsonl"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, process_group=0)
    wait_for((tmp_path / ".b.jsonl.part").exists)
    os.killpg(running.pid, signal.SIGINT)
    assert running.communicate(timeout=20)[1] == b""
    assert running.returncode == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == [".b.jsonl.journal", "a.jsonl", "b.jsonl"]
    assert (tmp_path / "b.jsonl").read_text() == "before"


def test_resuming_does_what_is_missing_or_has_changed(tmp_path: Path) -> None:
    sources = [crawl(tmp_path / f"{name}.jsonl", 3) for name in "abc"]
    run(tmp_path, *sources)
    out = tmp_path / "out"
    calm = contents(out)
    assert run(tmp_path, *sources, resume=True).resumed == 3
    (out / "a.jsonl").unlink()
    (out / "b.jsonl").write_text("something else")
    os.utime(sources[2], (1, 1))
    summary = run(tmp_path, *sources, resume=True)
    assert (summary.resumed, summary.shards, summary.stats.documents) == (0, 3, 9)
    assert contents(out) == calm
    assert run(tmp_path, *sources).shards == 3


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"plan": Plan(into="clean")}, "into was None and is 'clean'"),
        ({"cleaner": Cleaner().without("app")}, "ruleset was "),
        ({"plan": Plan(ruleset="v2")}, "ruleset added was False and is True"),
    ],
)
def test_resuming_under_other_settings_is_refused(tmp_path: Path, options: dict[str, Any], says: str) -> None:
    source = crawl(tmp_path / "a.jsonl", 3)
    run(tmp_path, source)
    calm = contents(tmp_path / "out")
    with pytest.raises(JournalError) as raised:
        run(tmp_path, source, resume=True, **options)
    assert says in str(raised.value)
    assert contents(tmp_path / "out") == calm


def test_errors_of_an_earlier_run_do_not_stay(tmp_path: Path) -> None:
    source = crawl(tmp_path / "a.jsonl", 2, {1: "poison"})
    assert run(tmp_path, source, cleaner=Cleaner().with_rules(hostile.raises)).errors is not None
    assert run(tmp_path, source).errors is None
    assert set(contents(tmp_path / "out")) == {"a.jsonl"}


def test_a_journal_with_half_a_line_is_gone_on_with(tmp_path: Path) -> None:
    sources = [crawl(tmp_path / f"{name}.jsonl", 3) for name in "ab"]
    run(tmp_path, *sources)
    journal = tmp_path / "out" / ".journal"
    journal.write_bytes(journal.read_bytes()[:-30])
    assert run(tmp_path, *sources, resume=True).resumed == 1
    assert run(tmp_path, *sources, resume=True).resumed == 2


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_a_full_disk_ends_with_one_line_and_the_old_output_stays(tmp_path: Path, name: str) -> None:
    records = [{"id": n, "text": f"{n**60}. {DIRTY}"} for n in range(3000)]
    write_jsonl(tmp_path / "a.jsonl", records)
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "a.parquet")
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("before")
    done = subprocess.run([*COMMAND, name, "-o", "out/"], cwd=tmp_path, capture_output=True, preexec_fn=limited)
    assert done.returncode == 1
    assert done.stderr.decode() == f"newsclean: out/{name}: cannot write: File too large\n"
    assert contents(out) == {name: b"before"}
    assert not list(out.glob(".*.part"))


def test_a_full_file_system(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("mounting is not permitted here")
    try:
        (small / "b.jsonl").write_text("before")
        crawl(tmp_path / "a.jsonl", 20_000)
        done = subprocess.run([*COMMAND, "a.jsonl", "-o", "small/b.jsonl"], cwd=tmp_path, capture_output=True)
        assert done.returncode == 1
        assert done.stderr.decode() == "newsclean: small/b.jsonl: cannot write: No space left on device\n"
        assert contents(small) == {"b.jsonl": b"before"}
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    source = crawl(tmp_path / "a.jsonl", 3)
    (tmp_path / "file").write_text("")
    shard = Shard(source, tmp_path / "file" / "a.jsonl")
    with pytest.raises(SourceError, match="file: cannot write: File exists"):
        clean_shards([shard], tmp_path / "journal", tmp_path / "errors.jsonl")


@pytest.mark.parametrize(
    ("targets", "says"),
    [
        (["a.jsonl", "b.jsonl"], "a.jsonl: would be overwritten"),
        (["out.jsonl", "out.jsonl"], "would both become"),
        (["out.parquet", "out.jsonl"], "must end in that"),
        (["errors.jsonl", "out.jsonl"], "errors.jsonl: is an input or output"),
    ],
)
def test_targets_that_do_not_go(tmp_path: Path, targets: list[str], says: str) -> None:
    sources = [crawl(tmp_path / name, 1) for name in ("a.jsonl", "z.jsonl")]
    shards = [Shard(source, tmp_path / target) for source, target in zip(sources, targets, strict=True)]
    with pytest.raises(ValueError, match=says):
        clean_shards(shards, tmp_path / "journal", tmp_path / "errors.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "z.jsonl"]


def test_rules_that_workers_cannot_import(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="worker processes cannot import"):
        run(tmp_path, crawl(tmp_path / "a.jsonl", 1), cleaner=Cleaner().with_rules(lambda document: ()))


def test_pages_by_the_name_of_their_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_jsonl(tmp_path / "a.jsonl", [{"html": PAGE}])
    assert main(["a.jsonl", "-o", "b.jsonl", "--field", "html", "--into", "text", "-q"]) == 0
    (record,) = read_jsonl(tmp_path / "b.jsonl")
    assert record["html"] == PAGE
    assert record["text"].startswith("It rained for 3 hours")
