"""The command's options for corpora: wrong usage, missing libraries, progress and summary."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from articles import CLEAN, DIRTY, read_jsonl, write_jsonl

from newsclean import Cleaner
from newsclean.cli import main
from newsclean.corpus.ruleset import ruleset_version


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_jsonl(tmp_path / "a.jsonl", [{"id": n, "text": DIRTY} for n in range(3)])
    (tmp_path / "a.txt").write_text(DIRTY)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("a.jsonl", "a.jsonl: needs -o FILE or -o FOLDER"),
        ("a.jsonl -o b.jsonl --json", "--json is not for JSONL"),
        ("a.jsonl -o b.jsonl --jobs 0", "must be a whole number above 0"),
        ("a.jsonl -o b.jsonl --timeout soon", "must be a number of seconds"),
        ("a.jsonl -o b.jsonl --spans --metadata", "--metadata has no place"),
        ("a.jsonl -o b.jsonl --spans --field html", "--spans is for texts"),
        ("a.parquet -o b.parquet --spans", "--spans is for JSONL"),
        ("a.jsonl -o b.parquet", "must end in that"),
        ("a.txt --metadata", "--metadata is for JSONL, Parquet and WARC files"),
        ("a.txt --field body", "--field is for JSONL, Parquet and WARC files"),
    ],
)
def test_wrong_usage(folder: Path, arguments: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.parquet").write_bytes(b"")
    with pytest.raises(SystemExit) as raised:
        main(arguments.split())
    assert raised.value.code == 2
    assert says in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "module", "says"),
    [
        ("a.parquet", "pyarrow", "Parquet files need pyarrow: pip install 'newsclean[parquet]'"),
        ("a.warc.gz", "warcio", "WARC files need warcio: pip install 'newsclean[warc]'"),
        ("a.jsonl.zst", "backports", ".zst files need backports.zstd: pip install 'newsclean[zstd]'"),
    ],
)
def test_missing_libraries(folder: Path, name: str, module: str, says: str) -> None:
    if module == "backports" and sys.version_info >= (3, 14):
        pytest.skip("Python has it itself")
    (folder / name).write_bytes(b"")
    code = f"import sys; sys.modules['{module}'] = None; from newsclean.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, name, "-o", "out/"], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"newsclean: error: {says}"


def test_a_folder_of_everything(folder: Path) -> None:
    (folder / "in" / "deep").mkdir(parents=True)
    (folder / "a.jsonl").rename(folder / "in" / "deep" / "a.jsonl")
    (folder / "a.txt").rename(folder / "in" / "a.txt")
    assert main(["-r", "in", "-o", "out", "-q"]) == 0
    assert (folder / "out" / "a.txt").read_text() == CLEAN
    assert [record["text"] for record in read_jsonl(folder / "out" / "deep" / "a.jsonl")] == [CLEAN] * 3


def test_the_output_is_no_input(folder: Path) -> None:
    for _ in range(2):
        assert main(["-r", ".", "-o", "out", "-q"]) == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [".newsclean.journal", "a.jsonl", "a.txt"]


def test_summary_and_statistics(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "a.jsonl").open("a") as file:
        file.write("{oops\n")
    assert main("a.jsonl -o b.jsonl --ruleset --stats stats.json --without app".split()) == 1
    stats = json.loads((folder / "stats.json").read_text())
    version = ruleset_version(Cleaner().without("app"))
    assert stats["ruleset"] == version
    assert {record["newsclean_ruleset"] for record in read_jsonl(folder / "b.jsonl")} == {version}
    assert (stats["documents"], stats["changed"], stats["errors"]) == (3, 3, 1)
    assert (stats["characters_in"], stats["characters_out"]) == (3 * len(DIRTY), 3 * len(CLEAN))
    assert stats["removals"] == {
        "by_kind": {"newsletter": 3},
        "by_rule": {"newsletter.phrase": 3},
        "by_language": {"en": 3},
    }
    assert len(stats["slowest"]) == 3
    assert stats["slowest"][0]["file"] == "a.jsonl"
    shown = capsys.readouterr().err
    assert "removed: newsletter 3" in shown
    assert f"ruleset: {version}" in shown
    assert shown.splitlines()[-1] == "newsclean: 1 records failed: see errors.jsonl"
    assert "\r" not in shown


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("a.jsonl -o b.jsonl --quiet".split()) == 0
    assert capsys.readouterr() == ("", "")


def test_progress_on_a_terminal(folder: Path) -> None:
    write_jsonl(folder / "a.jsonl", [{"id": n, "text": DIRTY} for n in range(5000)])
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "newsclean", "a.jsonl", "-o", "b.jsonl"]
    subprocess.run(command, stderr=follower, check=True)
    os.close(follower)
    shown = b"".join(read_all(leader)).decode()
    assert "\r1,000 documents, 72.0k characters, 40.3% removed, " in shown
    assert " left" in shown
    assert re.search(r"\r +\r5,000 documents in ", shown), "the line is gone before the summary comes"


def read_all(terminal: int) -> Iterator[bytes]:
    """All that was written to the other end of a pseudo-terminal, which by then is closed."""
    try:
        while data := os.read(terminal, 4096):
            yield data
    except OSError:
        os.close(terminal)


def test_compressed_texts(folder: Path) -> None:
    (folder / "a.txt.gz").write_bytes(gzip.compress(DIRTY.encode()))
    assert main(["a.txt.gz", "-o", "b.txt.gz"]) == 0
    assert gzip.decompress((folder / "b.txt.gz").read_bytes()).decode() == CLEAN
    (folder / "a.txt.gz").write_bytes(b"\x1f\x8b")
    assert main(["a.txt.gz", "-o", "b.txt.gz"]) == 1
    assert main(["a.txt.gz", "--in-place"]) == 1
