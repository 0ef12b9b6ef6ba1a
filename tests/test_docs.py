"""The examples of the documentation do what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT
from newsclean.cli import main

FEEDS = (ROOT / "docs" / "feeds.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    names: dict[str, str] = {}
    exec("\n".join(blocks(FEEDS, "python")), names)
    Path("feed.xml").write_text(names["feed"], encoding="utf-8")
    Path("entry.html").write_text(names["html"], encoding="utf-8")
    return tmp_path


def test_feeds_in_python(in_folder: Path) -> None:
    assert len(blocks(FEEDS, "python")) >= 5


def test_feeds_with_the_command(in_folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    commands = [line.partition("#")[0].split() for block in blocks(FEEDS, "sh") for line in block.splitlines()]
    assert len(commands) == 5
    for name, *arguments in commands:
        assert name == "newsclean"
        assert main(arguments) == 0
        assert b"bridge" in capfdbinary.readouterr().out
