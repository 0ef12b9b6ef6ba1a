"""Statistics add up and survive the journal; versions change with what decides about texts."""

from __future__ import annotations

import json
import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from newsclean import Cleaner
from newsclean.corpus.record import Failure, Record, outcome_of
from newsclean.corpus.ruleset import ruleset_version
from newsclean.corpus.stats import SLOWEST, Slow, Stats

NUMBERS = st.integers(0, 1000)
COUNTERS = st.dictionaries(st.sampled_from(["app", "date", "nav"]), st.integers(1, 9)).map(Counter)
STATS = st.builds(
    Stats,
    *[NUMBERS] * 6,
    *[COUNTERS] * 4,
    st.lists(st.builds(Slow, st.floats(0, 9), st.just("a"), NUMBERS), max_size=SLOWEST).map(
        lambda found: sorted(found, reverse=True)
    ),
)


@given(STATS)
def test_they_survive_json(stats: Stats) -> None:
    assert Stats.from_dict(json.loads(json.dumps(stats.to_dict()))) == stats


@given(STATS, STATS)
def test_they_add_up_in_any_order(one: Stats, other: Stats) -> None:
    first, second = Stats(), Stats()
    for stats in (one, other):
        first.add(stats)
    for stats in (other, one):
        second.add(stats)
    assert first == second
    assert first.documents == one.documents + other.documents
    assert first.by_kind == one.by_kind + other.by_kind
    assert first.slowest == sorted([*one.slowest, *other.slowest], reverse=True)[:SLOWEST]


def test_counting() -> None:
    stats = Stats()
    text = "It rained all day, said the office.\n\nSubscribe to our newsletter"
    for number, given_text in enumerate([text, None, text], start=1):
        record = Record(number, given_text)
        stats.count(record, outcome_of(record, Cleaner(), page=False), number / 10, "a.jsonl")
    stats.count(Record(4, None), Failure("no luck"), 0.0, "a.jsonl")
    assert (stats.documents, stats.changed, stats.empty, stats.errors) == (2, 2, 1, 1)
    assert stats.by_language == {"en": 2}
    assert stats.slowest == [Slow(0.3, "a.jsonl", 3), Slow(0.1, "a.jsonl", 1)]
    assert round(stats.share_removed, 2) == 0.45


def rule(document: object) -> tuple[()]:
    return ()


def test_versions_tell_settings_apart() -> None:
    plain = Cleaner()
    cleaners = [
        plain,
        plain.without("app"),
        plain.at_level("careful"),
        plain.with_phrases({"promo": ["get the tote bag"]}),
        plain.with_phrases({"promo": ["get the mug"]}),
        plain.protect("helpline"),
        plain.protect(re.compile("helpline")),
        plain.with_rules(rule),
        Cleaner(format="markdown"),
    ]
    versions = [ruleset_version(cleaner) for cleaner in cleaners]
    assert len(set(versions)) == len(cleaners)
    assert all(re.fullmatch("[0-9a-f]{12}", version) for version in versions)
    assert ruleset_version(Cleaner().without("app")) == versions[1]
