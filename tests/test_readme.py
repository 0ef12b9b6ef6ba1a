"""The examples of the README run."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from newsclean import Cleaner, Kind, clean
from newsclean.cli import main

README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = [(language, code) for language, code in FENCE.findall(README)]
PYTHON = [code for language, code in EXAMPLES if language == "python"]
TOML = [code for language, code in EXAMPLES if language == "toml"]
PROSE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
TEXT = f"{PROSE}\nGet our famous tote bag\nSubscribe to our newsletter\n"


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_runs(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pack = next(text for text in TOML if "[[promo]]" in text)
    Path("mypack.toml").write_text(pack, encoding="utf-8")
    Path("feed.xml").write_bytes((ROOT / "fixtures" / "feeds" / "en-wordpress" / "source.xml").read_bytes())
    page = f"<html><body><article><h1>Budget</h1><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"
    names: dict[str, Any] = {"text": TEXT, "texts": [TEXT], "html": page}
    exec(compile(code, "README.md", "exec"), names)
    if "cleaner" in names and "with_pack" in code:
        assert "tote bag" not in names["cleaner"].text(TEXT)


def test_the_settings_are_settings() -> None:
    settings = next(tomllib.loads(text) for text in TOML if "[[" not in text)
    Cleaner().without(*settings["without"]).protect(*settings["protect"])


def test_the_first_command_shows_what_the_readme_shows(capsys: pytest.CaptureFixture[str]) -> None:
    command = next(line for line in README.splitlines() if "--diff fixtures" in line)
    arguments = shlex.split(command.rpartition("newsclean ")[2])
    assert main([arguments[0], str(ROOT / arguments[1])]) == 0
    shown = {line for line in capsys.readouterr().out.splitlines() if line.startswith("- ")}
    promised = {line for line in EXAMPLES[0][1].splitlines() if line.startswith("- ")}
    assert promised
    assert promised <= shown


def test_the_kinds_are_all_named() -> None:
    named = set(re.findall(r"`(\w+)`", README[README.index("The kinds:") :]))
    assert {kind.value for kind in Kind} <= named


def test_the_fixture_loses_what_the_readme_says() -> None:
    source = (ROOT / "fixtures" / "articles" / "en-river-treaty" / "source.txt").read_text(encoding="utf-8")
    assert clean(source).metadata.agencies == ("AFP", "Reuters")
