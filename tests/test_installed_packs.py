"""Packs and rules that other distributions name in the entry-point group newsclean.packs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newsclean import Cleaner, PackError, clean

TEXT = "It rained all day, said the harbour office.\nGet our famous tote bag\nYour stars today: mixed\n"

MODULE = """
from pathlib import Path

from newsclean import Finding, Kind

PHRASES = {"promo": ["get our famous tote bag"]}
FILE = Path(__file__).with_name("bags.toml")
NOTHING = 3


def stars(document):
    for block in document.blocks:
        if block.text.startswith("Your stars"):
            yield Finding(block.start, block.end, Kind.PROMO)


RULES = [stars]
"""
PACK = """
[[promo]]
phrase = "get our famous {1,2} bag"
removes = ["Get our famous tote bag"]
keeps = ["Shoppers who get our famous tote bag at the till pay ten cents for it."]
"""
NAMES = {"bags": "PHRASES", "bags-file": "FILE", "stars": "stars", "sky": "RULES", "broken": "NOTHING"}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tiny distribution on the path, as an installer leaves it."""
    (tmp_path / "harbour_packs.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "bags.toml").write_text(PACK, encoding="utf-8")
    info = tmp_path / "harbour_packs-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour-packs\nVersion: 1.0\n", encoding="utf-8")
    entries = "\n".join(f"{name} = harbour_packs:{what}" for name, what in NAMES.items())
    (info / "entry_points.txt").write_text(f"[newsclean.packs]\n{entries}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "harbour_packs", raising=False)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("name", "gone"), [("bags", 1), ("bags-file", 1), ("stars", 2), ("sky", 2)])
def test_a_pack_is_used_when_it_is_named(name: str, gone: int) -> None:
    left = [line for number, line in enumerate(TEXT.splitlines()) if number != gone]
    assert Cleaner().with_pack(name).text(TEXT).splitlines() == left


@pytest.mark.usefixtures("installed")
def test_nothing_changes_because_something_is_installed() -> None:
    assert clean(TEXT).text == TEXT
    assert "harbour_packs" not in sys.modules


@pytest.mark.usefixtures("installed")
def test_an_unknown_name_lists_what_is_installed() -> None:
    with pytest.raises(FileNotFoundError, match="bags, bags-file, broken"):
        Cleaner().with_pack("boats")


@pytest.mark.usefixtures("installed")
def test_what_is_neither_phrases_nor_rules_is_refused() -> None:
    with pytest.raises(PackError, match="is a int"):
        Cleaner().with_pack("broken")
