"""The rules as a whole: each kind has a file, documentation and samples; each example does what it shows."""

from __future__ import annotations

import importlib
import inspect
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from newsclean import Cleaner
from newsclean.annotation import annotated
from newsclean.cues import cued
from newsclean.identification import Told
from newsclean.model import Kind
from newsclean.packs import lexicon, read_all
from newsclean.readers.text import read_text
from newsclean.rule import Rule
from newsclean.rules import ALL

EXAMPLES = [(rule, example) for rule in ALL for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[rule.name for rule, _ in EXAMPLES])
def test_example(rule: Rule, example: str) -> None:
    marked = example.splitlines()
    taken = [line[2:] for line in marked if line.startswith("- ")]
    text = "\n".join(line[2:] if line.startswith("- ") else line for line in marked)
    text += "\nThe first trams are to run in spring, once the depot at the old gasworks has been finished and opened."
    if rule.name in AFTER_THE_TEXT or rule.name.endswith(".cues"):
        text = text.rpartition("\n")[0]
    result = Cleaner().only(rule.kind.value).clean(text)
    assert [removal.text.strip() for removal in result.removals] == taken
    assert list(rule(cued(annotated(read_text(text), lexicon().phrasebook), Told("en", 0))))


AFTER_THE_TEXT = {
    "related.doubled",
    "related.pointer",
    "nav.hashtags",
    "byline.initials",
    "contact.mail",
    "follow.handle",
    "media.clock",
    "related.teaser_run",
}


TESTED_ELSEWHERE = {
    "title.given",
    "byline.publisher",
    "feed.broken_off",
    "nav.outside_article",
    "app.badge",
    "share.image",
    "other.pixel",
}


def test_names_are_unique_and_begin_with_their_kind() -> None:
    names = [rule.name for rule in ALL]
    assert len(names) == len(set(names))
    for rule in ALL:
        assert rule.name.partition(".")[0] == rule.kind.value


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_every_kind_has_a_file_with_a_docstring_and_rules(kind: Kind) -> None:
    module = importlib.import_module(f"newsclean.rules.{kind.value}")
    assert inspect.getdoc(module)
    assert all(rule in ALL for rule in module.RULES)


@pytest.fixture(scope="module")
def phrased_kinds() -> set[str]:
    return {entry.kind for pack in read_all() for entry in pack.entries}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_every_rule_has_samples(rule: Rule, phrased_kinds: set[str]) -> None:
    if rule.name.endswith(".phrase"):
        assert rule.kind.value in phrased_kinds or rule.kind in (Kind.SEPARATOR,)
    else:
        assert rule.examples or rule.name in TESTED_ELSEWHERE


def test_the_page_of_the_rules_is_up_to_date() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        rules_page = importlib.import_module("rules_page")
    finally:
        sys.path.pop(0)
    assert Path(rules_page.PAGE).read_text(encoding="utf-8") == rules_page.page()
