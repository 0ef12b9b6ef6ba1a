"""How the command shows a result to a person: marked in place, or one line a removal."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model import Removal, Result

_RED, _DIM, _PLAIN = "\x1b[31m", "\x1b[2m", "\x1b[0m"


def difference(result: Result, *, colour: bool = False) -> str:
    """The original with what was taken marked in place: "- " before it, its kind and rule behind it.

    >>> from newsclean import clean
    >>> print(difference(clean("It rained on Monday, said the office.\\nSubscribe to our newsletter")), end="")
      It rained on Monday, said the office.
    - Subscribe to our newsletter  <newsletter: newsletter.phrase>
    """
    lines: list[str] = []
    at = 0
    for removal in result.removals:
        lines += _kept(result.original[at : removal.start])
        lines += _taken(removal, colour)
        at = removal.end
    lines += _kept(result.original[at:])
    return "".join(line + "\n" for line in lines)


def _kept(text: str) -> Iterator[str]:
    shown = text.strip("\r\n")
    if shown:
        for line in shown.splitlines():
            yield f"  {line}".rstrip()


def _taken(removal: Removal, colour: bool) -> Iterator[str]:
    shown = [line.strip() for line in removal.text.splitlines() if line.strip()]
    for place, line in enumerate(shown):
        label = f"  <{removal.kind.value}: {removal.rule}>" if place == len(shown) - 1 else ""
        yield f"{_RED}- {line}{_DIM}{label}{_PLAIN}" if colour else f"- {line}{label}"


def explanation(result: Result, source: str) -> str:
    """One line a removal: where it began (line and column, from 1), kind, rule, reason and its first words."""
    lines = []
    for removal in result.removals:
        begin = removal.start + len(removal.text) - len(removal.text.lstrip())
        line = result.original.count("\n", 0, begin) + 1
        column = begin - result.original.rfind("\n", 0, begin)
        words = " ".join(removal.text.split())
        shown = words if len(words) <= 60 else words[:57] + "..."
        lines.append(f"{source}:{line}:{column}: {removal.kind.value} [{removal.rule}] {removal.why}: {shown}\n")
    return "".join(lines)
