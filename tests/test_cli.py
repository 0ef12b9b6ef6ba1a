"""The command as its users meet it: files, folders, pipes, bad input."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import FIXTURES
from newsclean.cli import main

ARTICLE = FIXTURES / "articles" / "en-river-treaty"
DIRTY = "It rained all day, said the harbour office.\n\nSubscribe to our newsletter\n"
CLEAN = "It rained all day, said the harbour office.\n"


def run(*arguments: str, given: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "newsclean", *arguments], input=given, capture_output=True, cwd=cwd)


def test_a_file_to_standard_output() -> None:
    done = run(str(ARTICLE / "source.txt"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (ARTICLE / "text.txt").read_text(encoding="utf-8") + "\n"


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    assert run(*arguments, given=DIRTY.encode()).stdout.decode() == CLEAN


def test_empty_input() -> None:
    done = run(given=b"")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_json_has_text_removals_and_metadata() -> None:
    data = json.loads(run("--json", given=DIRTY.encode()).stdout)
    assert data["text"] == CLEAN
    assert [r["kind"] for r in data["removals"]] == ["newsletter"]
    assert data["metadata"]["sources"] is not None


def test_explain_names_place_kind_and_rule() -> None:
    assert run("--explain", given=DIRTY.encode()).stdout.startswith(
        b"standard input:3:1: newsletter [newsletter.phrase]"
    )


def test_good_files_are_done_and_bad_ones_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(DIRTY)
    (tmp_path / "bytes.txt").write_bytes(b"caf\xe9")
    (tmp_path / "binary.txt").write_bytes(b"a\x00b")
    done = run("good.txt", "none.txt", "bytes.txt", "binary.txt", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.decode() == CLEAN
    errors = done.stderr.decode().splitlines()
    assert [line.partition(": ")[2] for line in errors] == [
        "none.txt: no such file",
        "bytes.txt: not utf-8 at byte 3 (tried utf-8); name another with --encoding",
        "binary.txt: not text (it has zero bytes)",
        ".: is a directory; use -r to clean the files in it",
    ]
    assert run("--encoding", "latin-1", "bytes.txt", cwd=tmp_path).stdout.decode() == "café\n"


def test_a_folder_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.txt").write_text(DIRTY)
    assert run("-r", "in", "-o", "out", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / "deep" / "a.txt").read_text() == CLEAN


def test_in_place_keeps_the_original(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    assert run("--in-place", "a.txt", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.txt").read_text() == CLEAN
    assert (tmp_path / "a.txt.orig").read_text() == DIRTY
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "a.txt.orig"]


def test_settings_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "newsclean.toml").write_text('without = ["newsletter"]')
    assert run(given=DIRTY.encode(), cwd=tmp_path).stdout.decode() == DIRTY
    (tmp_path / "newsclean.toml").write_text('wihtout = ["newsletter"]')
    done = run(given=DIRTY.encode(), cwd=tmp_path)
    assert done.returncode == 2
    assert b"no setting 'wihtout'" in done.stderr


def test_wrong_names_are_usage_errors() -> None:
    done = run("--without", "letters", given=b"")
    assert done.returncode == 2
    assert b"no kind or rule is called 'letters'" in done.stderr


def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("It rained all day, said the office.\n" * 20_000)
    command = f"'{sys.executable}' -m newsclean long.txt | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path)
    assert done.stderr == b""


def test_colours_only_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    assert b"\x1b[31m" not in run("--diff", "a.txt", cwd=tmp_path).stdout
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "newsclean", "--diff", "a.txt"]
    subprocess.run(command, stdout=follower, cwd=tmp_path, env=environment, check=True)
    os.close(follower)
    assert b"\x1b[31m- Subscribe to our newsletter" in os.read(leader, 4096)
    os.close(leader)


def test_rules_and_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--language", "fr", "newsletter"]) == 0
    assert "fr " in capsys.readouterr().out
    pack = tmp_path / "own.toml"
    pack.write_text('[[promo]]\nphrase = "get our bag"\nremoves = ["Get our bag"]\nkeeps = ["The bag was hers."]\n')
    assert main(["check", str(pack)]) == 0
    pack.write_text('[[promo]]\nphrase = "get our bag"\nremoves = ["Get the bag"]\nkeeps = ["The bag was hers."]\n')
    assert main(["check", str(pack)]) == 1
    assert "the phrase does not fit" in capsys.readouterr().out


def test_a_page_is_read_as_a_page(tmp_path: Path) -> None:
    prose = "The harbour reopened on Tuesday, and the first ship to come in was the old mail boat. " * 3
    page = f"<html><body><article><h1>Harbour</h1><p>{prose}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.html").write_text("no tags here")
    done = run("a.html", "b.html", cwd=tmp_path)
    assert b"<p>" not in done.stdout
    assert done.stdout.count(b"old mail boat") == 3
    assert done.stderr.decode() == "newsclean: b.html: this is not HTML: it has no tags\n"
    assert run("--in-place", "a.html", cwd=tmp_path).returncode == 1
    assert (tmp_path / "a.html").read_text() == page
