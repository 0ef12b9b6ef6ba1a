"""Writes docs/rules.md from the rules and the packs: `python tools/rules_page.py`."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

from newsclean.model import FACTS, LINKS, Kind
from newsclean.packs import read_all
from newsclean.rules import ALL

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"


def page() -> str:
    packs = read_all()
    parts = [
        "# Kinds and rules",
        "",
        "This page is written by `tools/rules_page.py`. `newsclean rules` lists every phrase.",
        "",
        f"{sum(len(pack.samples) for pack in packs)} phrases in {len(packs) - 1} languages: "
        + ", ".join(f"{pack.name} ({len(pack.samples)})" for pack in packs)
        + ".",
        "",
    ]
    for kind in Kind:
        module = importlib.import_module(f"newsclean.rules.{kind.value}")
        family = "links" if kind in LINKS else "facts" if kind in FACTS else "asks"
        parts += [f"## {kind.value}", "", inspect.getdoc(module) or "", "", f"Family: {family}.", ""]
        for rule in ALL:
            if rule.kind is kind:
                parts += [f"- `{rule.name}`: {rule.why}"]
        parts += [""]
        for rule in ALL:
            if rule.kind is kind and rule.examples:
                parts += [f"`{rule.name}` takes the lines marked with a dash:", "", "```text"]
                parts += [rule.examples[0].rstrip(), "```", ""]
        samples = [s for pack in packs if pack.code in ("neutral", "en") for s in pack.samples if s.entry.kind == kind]
        if samples:
            parts += ["| phrase | where | takes | leaves |", "|---|---|---|---|"]
            for sample in samples[:4]:
                cells = (f"`{sample.entry.phrase}`", sample.entry.where, sample.removes[0], sample.keeps[0])
                parts += ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"]
            parts += [""]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
