"""Fits the votes of newsclean.segment, and checks them on publishers that the fit has not seen.

    python tools/fit_segment.py             the score of the votes in the source, and of fits, fold by fold
    python tools/fit_segment.py --votes     print the votes fitted to all pages

The pages are those of tools/quality_gate.py (`--bench`, NEWSCLEAN_BENCH). Those with gold text are dumped whole,
menus and footers included. A block counts as the article's when half of its runs of four words stand in the gold,
or when its line was labelled by hand as body. Publishers are dealt into five folds by the checksum of their names.
On four folds the tables are counted, and of the scales the one is taken that loses the fewest body lines among
those whose F1 is within TOLERANCE of the best; the fifth fold tells what that is worth elsewhere.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import statistics
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quality_gate import add_bench_option

from newsclean import Cleaner
from newsclean.annotation import annotated
from newsclean.folding import words
from newsclean.model import Document
from newsclean.packs import lexicon
from newsclean.readers.text import read_text
from newsclean.segment import UP_TO, VOTES, Votes, is_dump, matched_blocks, outside, shape

TABLES = ("open", "closed", "prose_open", "prose_closed")
FOLDS = 5
RUN = 4
DAMPINGS = (0.05, 0.1, 0.15, 0.2, 0.3)
MATCHED = (-1.0, -0.5, -0.3, -0.1)
TOLERANCE = 0.005
PRIOR = 5
"""Added to both counts of a shape, so that rare shapes have no say."""


@dataclass(frozen=True, slots=True)
class Page:
    """A dump. `body` tells for each block whether it is the article's, `labelled` which of the article's were
    read by hand, `gone` which blocks other rules take."""

    site: str
    document: Document
    gold: Counter[tuple[str, ...]]
    body: tuple[bool, ...]
    labelled: frozenset[int]
    gone: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """Mean precision and recall over pages, in runs of four words, and the labelled body blocks lost."""

    precision: float
    recall: float
    lost: int
    labelled: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        share = self.lost / max(1, self.labelled)
        return (
            f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  "
            f"body lost {self.lost}/{self.labelled} ({share:.1%})"
        )


def runs(found: list[str]) -> Counter[tuple[str, ...]]:
    """The runs of RUN words, each with how often it stands there; shorter texts are one run."""
    if len(found) <= RUN:
        return Counter([tuple(found)] if found else [])
    return Counter(zip(*(found[at:] for at in range(RUN)), strict=False))


def read_pages(bench: Path) -> Iterator[Page]:
    """The dumps of the pages that have gold text."""
    labels: dict[str, dict[int, str]] = defaultdict(dict)
    for row in _rows(bench / "labels.jsonl.gz"):
        if row["extractor"] == "htmltext" and row.get("sure", True):
            labels[row["id"]][row["line"]] = row["kind"]
    texts = {row["id"]: row["text"] for row in _rows(bench / "text" / "htmltext.jsonl.gz")}
    others = Cleaner().without("nav.outside_article")
    for row in _rows(bench / "pages.jsonl.gz"):
        text = texts.get(row["id"])
        if text is None or "gold" not in row:
            continue
        document = annotated(read_text(text), lexicon().phrasebook)
        if is_dump(document):
            yield _page(row, document, labels[row["id"]], others)


def _rows(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _page(row: Any, document: Document, labels: dict[int, str], others: Cleaner) -> Page:
    said = words("\n".join(_strings(row["gold"])))
    gold, whole = runs(said), f" {' '.join(said)} "
    lines = [document.text.count("\n", 0, block.start) for block in document.blocks]
    kinds = [labels.get(line) for line in lines]
    body = [
        kind == "body" if kind else _stands_in(words(block.text), gold, whole)
        for kind, block in zip(kinds, document.blocks, strict=True)
    ]
    spans = [(removal.start, removal.end) for removal in others.clean(document.text).removals]
    gone = {
        number
        for number, block in enumerate(document.blocks)
        if any(start <= block.start and block.end <= end for start, end in spans)
    }
    labelled = frozenset(number for number, kind in enumerate(kinds) if kind == "body")
    return Page(row["site"], document, gold, tuple(body), labelled, frozenset(gone))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _stands_in(found: list[str], gold: Counter[tuple[str, ...]], whole: str) -> bool:
    """Whether half of the runs of a block are in the gold; whether the gold says the words of a short block."""
    if len(found) < RUN:
        return len(found) > 1 and f" {' '.join(found)} " in whole
    said = runs(found)
    return 2 * sum(run in gold for run in said) >= len(said)


def score(pages: Iterable[Page], votes: Votes) -> Score:
    """What `votes` make of `pages`, other rules included; only what `outside` takes counts as lost."""
    precisions, recalls, lost, labelled = [], [], 0, 0
    for page in pages:
        out = set(outside(page.document, votes))
        kept = [b.text for n, b in enumerate(page.document.blocks) if n not in out and n not in page.gone]
        found = runs(words("\n".join(kept)))
        hit = (found & page.gold).total()
        precisions.append(hit / max(1, found.total()))
        recalls.append(hit / max(1, page.gold.total()))
        lost += len((out & page.labelled) - page.gone)
        labelled += len(page.labelled)
    return Score(statistics.fmean(precisions), statistics.fmean(recalls), lost, labelled)


def fitted(pages: list[Page]) -> Votes:
    """The votes counted on `pages`, with the scales that suit these pages."""
    tables = counted(pages)
    tried = [tables._replace(damping=d, matched=m) for d, m in itertools.product(DAMPINGS, MATCHED)]
    scores = [score(pages, votes) for votes in tried]
    best = max(s.f1 for s in scores)
    good = [(s.lost, -s.f1, votes) for s, votes in zip(scores, tried, strict=True) if s.f1 >= best - TOLERANCE]
    return min(good)[2]


def counted(pages: Iterable[Page]) -> Votes:
    """The log-odds of each shape, rounded to a tenth, with the scales of the source."""
    counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [PRIOR, PRIOR])
    for page in pages:
        matched = matched_blocks(page.document)
        for number, body in enumerate(page.body):
            if number in matched:
                continue
            counts[shape(page.document, number)][body] += 1
    odds = {key: round(math.log(yes / no), 1) for key, (no, yes) in counts.items()}
    tables = {
        name: tuple(odds.get((name, place), 0.0) for place in range(len(UP_TO) + 1)) for name in Votes._fields[:4]
    }
    return VOTES._replace(**tables)


def fold(site: str) -> int:
    return zlib.crc32(site.encode()) % FOLDS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_bench_option(parser)
    parser.add_argument("--votes", action="store_true", help="print the votes fitted to all pages, and nothing else")
    wanted = parser.parse_args()
    pages = list(read_pages(wanted.bench))
    if wanted.votes:
        print(fitted(pages))
        return 0
    print(f"{len(pages)} dumps of {len({page.site for page in pages})} publishers")
    for number in range(FOLDS):
        train = [page for page in pages if fold(page.site) != number]
        test = [page for page in pages if fold(page.site) == number]
        votes = fitted(train)
        print(f"fold {number}, {len(test)} pages, damping {votes.damping}, matched {votes.matched}")
        print(f"    fitted elsewhere  {score(test, votes)}")
        print(f"    in the source     {score(test, VOTES)}")
    print(f"all, in the source    {score(pages, VOTES)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
