"""Fits the weights of newsclean.cues, and checks them on languages that the fit has not seen.

    python tools/fit_cues.py            the weights fitted to all languages, and what fits are worth on the others
    python tools/fit_cues.py --misses   print the news that the weights in the source would take

Needs scikit-learn. What packs remove stands for prompts; what they keep, the untouched news and the articles of the
fixtures stand for the text. Bylines, dates, credits and links are not asked for: rules of their own take them.
Languages are dealt into five folds; on four the weights are fitted, by logistic regression, and the fifth tells what
they are worth where they have not been.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.annotation import is_prose
from newsclean.cues import AFTER, MOST_WORDS, PROSE, WEIGHTS, Weights, cues_of, parts, strength
from newsclean.folding import words
from newsclean.model import ASKS
from newsclean.packs import read_all

FIXTURES = Path(__file__).parent.parent / "fixtures"
FOLDS = 5
INVERSE_PENALTY = 1.0
"""scikit-learn's C: weak enough that it only keeps weights of rare parts small."""


class Line(NamedTuple):
    """A block of text, its language, and whether it is a prompt."""

    text: str
    language: str
    prompt: bool


def lines() -> Iterator[Line]:
    for pack in read_all():
        if cues_of(pack.code) is None:
            continue
        for sample in pack.samples:
            if sample.entry.kind in ASKS:
                yield from (Line(text, pack.code, True) for text in sample.removes)
            yield from (Line(text, pack.code, False) for text in sample.keeps)
        untouched = FIXTURES / "untouched" / f"{pack.code}.txt"
        texts = [untouched, *(FIXTURES / "articles").glob(f"{pack.code}-*/text.txt")]
        for path in filter(Path.exists, texts):
            for block in filter(None, map(str.strip, path.read_text(encoding="utf-8").split("\n"))):
                yield Line(block, pack.code, False)


def features(line: Line) -> tuple[float, ...] | None:
    found = words(line.text)
    cues = cues_of(line.language)
    assert cues is not None
    return parts(cues.tally(found)) if 0 < len(found) <= 2 * MOST_WORDS else None


def fitted(rows: list[tuple[Line, tuple[float, ...]]]) -> Weights:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
    model.fit([found for _, found in rows], [line.prompt for line, _ in rows])
    return Weights(*(round(float(weight), 2) for weight in (*model.intercept_, *model.coef_[0])))


def report(name: str, rows: list[tuple[Line, tuple[float, ...]]], weights: Weights) -> None:
    said: list[str] = []
    for shape, least in (("short", AFTER), ("prose", PROSE)):
        for prompt in (True, False):
            found = [row for line, row in rows if line.prompt is prompt and is_prose(line.text) is (shape == "prose")]
            taken = sum(strength(row, weights) >= least for row in found)
            said.append(
                f"{shape} {'prompts' if prompt else 'news'} {taken}/{len(found)} {taken / max(1, len(found)):.1%}"
            )
    print(f"{name:28} {'   '.join(said)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    options: Any = parser.parse_args()
    rows = [(line, found) for line in lines() if (found := features(line)) is not None]
    if options.misses:
        for line, found in rows:
            if not line.prompt and strength(found) >= (PROSE if is_prose(line.text) else AFTER):
                print(f"{line.language} {strength(found):.2f} {line.text}")
        return
    languages = sorted({line.language for line, _ in rows})
    report("in the source", rows, WEIGHTS)
    for held in filter(None, (set(languages[fold::FOLDS]) for fold in range(FOLDS))):
        weights = fitted([row for row in rows if row[0].language not in held])
        report(" ".join(sorted(held)), [row for row in rows if row[0].language in held], weights)
    print(fitted(rows))


if __name__ == "__main__":
    main()
