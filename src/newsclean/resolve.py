"""From findings to removals: the only place that decides, and the only place that cuts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from newsclean.annotation import ends_sentence, is_prose
from newsclean.folding import words
from newsclean.guards import Guards, heads_prose, only_prose_left
from newsclean.model import Block, Certainty, Document, Finding, Kind, Removal, Role, Spared
from newsclean.phrases import size

LEVELS = ("careful", "standard", "thorough")
FRAGMENT = "fragment"
"""What removals call the one rule that needs the others' cuts, and so stands here."""

FRAGMENT_WORDS = 14
"""The most words of a fragment that goes with the removals on both its sides."""

LABEL_WORDS = 2
"""The most words of such a fragment before the prose, where a standfirst may stand between two removals."""


HEADINGS = frozenset({Kind.RELATED, Kind.NAV, Kind.NEWSLETTER, Kind.COMMENTS, Kind.BIO, Kind.CONTACT, Kind.PROMO})
"""Kinds whose label can be a crosshead of the article; an "Advertisement" in bold letters is none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What resolve decided: `removals` cut and `spared` did not; `read` are the findings facts come from.

    `images` are the numbers of the pictures that go.
    """

    removals: tuple[Removal, ...]
    spared: tuple[Spared, ...]
    read: tuple[Finding, ...]
    images: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Board:
    """Findings laid out on the blocks of a document."""

    document: Document
    whole: dict[int, Finding] = field(default_factory=dict)
    agreed: set[int] = field(default_factory=set)
    parts: list[Finding] = field(default_factory=list)
    images: list[Finding] = field(default_factory=list)


def resolve(
    document: Document,
    findings: Iterable[Finding],
    guards: Guards,
    *,
    level: str = "standard",
    off: Collection[str] = (),
) -> Verdict:
    """Decide which findings cut. `off` names kinds and rules that read facts but cut nothing."""
    by_span = {(m.start, m.end, m.kind): m for m in (*document.matches, *document.cued)}
    read: list[Finding] = []
    spared: list[Spared] = []
    wanted: list[Finding] = []
    for finding in findings:
        guard = guards(finding, document, by_span.get((finding.start, finding.end, finding.kind)))
        if guard is not None:
            spared.append(Spared(finding, guard))
            continue
        read.append(finding)
        if finding.certainty is not None and finding.kind.value not in off and finding.rule not in off:
            wanted.append(finding)
    if not wanted:
        return Verdict((), tuple(spared), tuple(read))
    board = _laid_out(document, wanted)
    cut = _corroborated(board, level)
    for number in [n for n in cut if cut[n].kind in HEADINGS and heads_prose(n, document, cut)]:
        spared.append(Spared(cut.pop(number), "heads_prose"))
    if level != "careful" and FRAGMENT not in off:
        cut |= _fragments(board, cut)
    if only_prose_left(document, list(cut)):
        for number in [n for n in cut if is_prose(document.blocks[n].text)]:
            spared.append(Spared(cut.pop(number), "only_prose_left"))
    held = {id(s.finding) for s in spared}
    spared += [
        Spared(finding, "uncorroborated")
        for number, finding in board.whole.items()
        if number not in cut and id(finding) not in held
    ]
    doubted = {id(s.finding) for s in spared if s.guard == "uncorroborated"}
    parts = [part for part in board.parts if not any(_covers(cut, document, part))]
    believed = tuple(finding for finding in read if id(finding) not in doubted)
    removals = _removals(document, cut, [*parts, *board.images])
    return Verdict(removals, tuple(spared), believed, frozenset(image.facts["image"] for image in board.images))


def _covers(cut: dict[int, Finding], document: Document, part: Finding) -> Iterable[bool]:
    for number in cut:
        block = document.blocks[number]
        yield block.start <= part.start and part.end <= block.end


def _laid_out(document: Document, findings: Iterable[Finding]) -> _Board:
    """Whole-block findings by block, the surest and earliest rule first; the others as parts."""
    board = _Board(document)
    numbers = {(block.start, block.end): i for i, block in enumerate(document.blocks)}
    for finding in findings:
        number = numbers.get((finding.start, finding.end))
        if number is None:
            if "image" in finding.facts:
                board.images.append(finding)
            elif finding.start < finding.end and finding.certainty is Certainty.SURE:
                board.parts.append(finding)
            continue
        before = board.whole.get(number)
        if before is None:
            board.whole[number] = finding
            continue
        if before.rule.partition(".")[2] != finding.rule.partition(".")[2] or "phrase" not in finding.rule:
            board.agreed.add(number)
        if before.certainty is Certainty.LIKELY and finding.certainty is Certainty.SURE:
            board.whole[number] = finding
    return board


def _corroborated(board: _Board, level: str) -> dict[int, Finding]:
    """The blocks that are cut: sure ones, and likely ones that something independent agrees with."""
    sure = {n: f for n, f in board.whole.items() if f.certainty is Certainty.SURE}
    if level == "careful":
        return sure
    if level == "thorough":
        return dict(board.whole)
    document = board.document
    outside = {*document.head, *document.tail}
    cut = dict(sure)
    for run in _runs(sorted(board.whole)):
        has_sure = any(n in sure for n in run)
        for n in run:
            if n not in sure and (
                has_sure
                or n in board.agreed
                or n in outside
                or (len(run) > 1 and not document.prose)
                or document.blocks[n].link_share > 0.8
            ):
                cut[n] = board.whole[n]
    return dict(sorted(cut.items()))


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Unbroken runs of consecutive numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _fragments(board: _Board, cut: dict[int, Finding]) -> dict[int, Finding]:
    """Blocks after the prose with a removal on both sides; before it, only labels of a word or two.

    One step: a fragment never supports another.
    """
    document = board.document
    found: dict[int, Finding] = {}
    for n in (*document.head, *document.tail):
        if n in cut or n in board.whole or n - 1 not in cut or n + 1 not in cut:
            continue
        block = document.blocks[n]
        most = LABEL_WORDS if n in document.head else FRAGMENT_WORDS
        if size(words(block.text)) <= most and not ends_sentence(block.text):
            found[n] = Finding(
                block.start,
                block.end,
                cut[n + 1].kind,
                rule=FRAGMENT,
                why="a fragment between two removals, outside the prose",
            )
    return found


def _removals(document: Document, cut: dict[int, Finding], parts: list[Finding]) -> tuple[Removal, ...]:
    """Removals in order. A removed block takes its line break along; after the last kept block nothing dangles."""
    text, blocks = document.text, document.blocks
    spans: list[tuple[int, int, Finding]] = []
    last_kept = max((n for n in range(len(blocks)) if n not in cut), default=-1)
    end_of_text = len(text.rstrip()) if last_kept >= 0 else len(text)
    for n, finding in cut.items():
        if n > last_kept:
            start = blocks[n - 1].end if n else 0
            end = blocks[n].end if n + 1 < len(blocks) else max(blocks[n].end, end_of_text)
        else:
            start = _line_start(document, n)
            end = _line_start(document, n + 1)
        spans.append((start, end, finding))
    spans += [(part.start, part.end, part) for part in parts]
    spans.sort(key=lambda span: (span[0], span[1]))
    removals: list[Removal] = []
    at = 0
    for start, end, finding in spans:
        start, end = max(start, at), max(end, at) if "image" in finding.facts else end
        if start < end or "image" in finding.facts:
            removals.append(Removal(start, end, text[start:end], finding.kind, finding.rule, finding.why))
            at = end
    return tuple(removals)


def _line_start(document: Document, number: int) -> int:
    """Where block `number`'s own line begins: right behind the break of the line before."""
    block = document.blocks[number]
    low = document.blocks[number - 1].end if number else 0
    broken = max(document.text.rfind("\n", low, block.start), document.text.rfind("\r", low, block.start))
    return broken + 1 if broken >= 0 else low if number else 0


def cut_out(text: str, removals: Iterable[Removal]) -> str:
    """`text` less its removals."""
    pieces: list[str] = []
    at = 0
    for removal in removals:
        pieces.append(text[at : removal.start])
        at = removal.end
    pieces.append(text[at:])
    return "".join(pieces)


def kept_markdown(blocks: Sequence[Block], markdown: Sequence[str], removals: Sequence[Removal]) -> str:
    """The Markdown of the blocks that stay. A block that lost a sentence is given as its plain text.

    Blocks and removals are both in order, and neither overlap.
    """
    kept: list[str] = []
    before: Block | None = None
    first = 0
    for block, marked in zip(blocks, markdown, strict=True):
        while first < len(removals) and removals[first].end <= block.start:
            first += 1
        left, at, last = [], block.start, first
        while last < len(removals) and removals[last].start < block.end:
            left.append(block.text[at - block.start : max(removals[last].start, block.start) - block.start])
            at = min(removals[last].end, block.end)
            last += 1
        if last > first:
            marked = "".join((*left, block.text[at - block.start :])).strip()
        if marked:
            together = before is not None and before.role is block.role and block.role in (Role.ITEM, Role.TABLE)
            kept.append(("\n" if together else "\n\n") + marked)
            before = block
    return "".join(kept).strip("\n")
