"""Language packs: reading, validating, compiling and checking them.

A pack is a TOML file of words: no code, no regular expressions. Its tables are the kinds; its optional
`[language]` table says which language it is and lists the small words rules need.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsclean.folding import words
from newsclean.model import Kind
from newsclean.phrasebook import Index, Phrasebook, index
from newsclean.phrases import WHERE, Entry, PhraseError, Rows, fixed_words, most_words, named_slots, parse

FOLDER = Path(__file__).parent / "languages"
COMPILED = FOLDER / "compiled.json"
NEUTRAL = "neutral"

WORD_LISTS = ("common", "months", "by", "and", "said", "credit", "time", "agencies", "role", "frequent")
"""The word lists a `[language]` table may have; see `docs/add-a-phrase.md` for what each is for."""

CUE_CLASSES = (
    *("ask", "we", "you", "page"),
    *("subscribe", "newsletter", "app", "follow", "share", "comments", "ad", "media", "consent", "legal", "contact"),
    *("bio", "promo", "related", "nav", "byline", "date", "credit"),
)
"""The lists a `[cues]` table may have: what prompts say to the reader and of themselves, the things of each kind."""

_FIELDS = {"phrase", "where", "words", "certainty", "access", "sponsored", "removes", "keeps"}
COUNTED = 2
"""Words that stand in fewer of the packs' news sentences are not worth a line in the compiled file."""

LISTED = 50
"""What it counts that a pack lists a word as common."""

_ACCESS = ("free", "metered", "paywalled")


class PackError(ValueError):
    """A pack that cannot be used; the message names the file, the entry and what is wrong."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry together with the texts its author says it takes and leaves."""

    entry: Entry
    removes: tuple[str, ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack file: its samples in order, the word lists of its `[language]` table, and its cue words by class."""

    code: str
    name: str
    samples: tuple[Sample, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(sample.entry for sample in self.samples)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that is known at run time: the phrasebook, and the word lists of all packs by language."""

    phrasebook: Phrasebook
    lists: Mapping[str, Mapping[str, tuple[str, ...]]]
    names: Mapping[str, str]
    cues: Mapping[str, Mapping[str, str]]
    """By language and class, with commas between."""

    def words(self, name: str) -> frozenset[str]:
        """The word list `name` of all languages together."""
        return frozenset(word for lists in self.lists.values() for word in lists.get(name, ()))


def read_pack(path: str | Path) -> Pack:
    """Read and validate a pack file. Raises PackError, or OSError when the file cannot be read."""
    import tomllib

    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: not UTF-8 at byte {error.start}") from None
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path}: not TOML: {error}") from None
    return parse_pack(data, str(path), default_code=path.stem)


def parse_pack(data: Mapping[str, Any], source: str, default_code: str = "own") -> Pack:
    """A pack from a mapping of the same shape as its TOML file. Raises PackError."""
    about = data.get("language", {})
    unknown = set(about) - {"code", "name", *WORD_LISTS}
    if unknown:
        raise PackError(f"{source}: [language] has no {_listed(unknown)}; known: code, name, {', '.join(WORD_LISTS)}")
    code = about.get("code", default_code)
    kinds = {kind.value for kind in Kind}
    samples: list[Sample] = []
    for table, rows in data.items():
        if table in ("language", "cues"):
            continue
        if table not in kinds:
            raise PackError(f"{source}: no kind {table!r}; known: {', '.join(sorted(kinds))}")
        for number, row in enumerate(_rows(rows, table, source), start=1):
            samples.append(_sample(row, table, code, f"{source}: {table} {number}"))
    lists = {name: tuple(_folded_list(about.get(name, ""))) for name in WORD_LISTS if name in about}
    return Pack(code, about.get("name", code), tuple(samples), lists, _cues(data.get("cues", {}), source))


def _cues(table: Any, source: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, Mapping) or not all(isinstance(value, str) for value in table.values()):
        raise PackError(f"{source}: [cues] must be a table of lists of words, each a string")
    if unknown := set(table) - set(CUE_CLASSES):
        raise PackError(f"{source}: [cues] has no {_listed(unknown)}; known: {', '.join(CUE_CLASSES)}")
    return {name: tuple(dict.fromkeys(_terms(value, f"{source}: [cues] {name}"))) for name, value in table.items()}


def _terms(value: str, at: str) -> Iterator[str]:
    for item in value.split():
        folded = " ".join(words(item.replace("_", " ")))
        if not folded:
            raise PackError(f"{at}: {item!r} has no letter or digit")
        if item.endswith("*") and len(folded) < 2:
            raise PackError(f"{at}: the stem {item!r} needs two letters")
        yield folded + "*" * item.endswith("*")


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(map(str, names)))


def _folded_list(value: str) -> Iterator[str]:
    """Comma-separated when there are commas (some items have two words), else separated by spaces."""
    for item in value.split(",") if "," in value else value.split():
        folded = " ".join(words(item))
        if folded:
            yield folded


def _rows(rows: Any, table: str, source: str) -> list[Any]:
    """Entries are tables; a bare string is short for an entry with only a phrase (a user's own words)."""
    if isinstance(rows, str):
        rows = [rows]
    if not isinstance(rows, list | tuple):
        raise PackError(f"{source}: {table} must be a list of entries, like [[{table}]]")
    return list(rows)


def _sample(row: Any, table: str, code: str, at: str) -> Sample:
    if isinstance(row, str):
        row = {"phrase": row}
    if not isinstance(row, Mapping) or not isinstance(row.get("phrase"), str) or not row["phrase"].strip():
        raise PackError(f"{at}: an entry needs a phrase")
    unknown = set(row) - _FIELDS
    if unknown:
        raise PackError(f"{at}: no field {_listed(unknown)}; known: {', '.join(sorted(_FIELDS))}")
    where = row.get("where", "anywhere")
    if where not in WHERE:
        raise PackError(f"{at}: where must be one of {', '.join(WHERE)}, not {where!r}")
    certainty = row.get("certainty", "sure")
    if certainty not in ("sure", "likely"):
        raise PackError(f"{at}: certainty must be sure or likely, not {certainty!r}")
    facts: dict[str, Any] = {}
    if "access" in row:
        if row["access"] not in _ACCESS:
            raise PackError(f"{at}: access must be one of {', '.join(_ACCESS)}, not {row['access']!r}")
        facts["access"] = row["access"]
    if row.get("sponsored"):
        facts["sponsored"] = True
    longest = row.get("words", WHERE[where])
    if not isinstance(longest, int) or longest < 1:
        raise PackError(f"{at}: words must be a whole number above 0, not {longest!r}")
    try:
        tree = parse(row["phrase"])
    except PhraseError as error:
        raise PackError(f"{at}: {error}") from None
    if where == "label" and next(named_slots(tree), None):
        raise PackError(f"{at}: a label has no slots for names: what it labels stands behind its colon")
    if where == "whole":
        longest = min(longest, most_words(tree))
    entry = Entry(table, code, row["phrase"], where, longest, certainty, facts)
    return Sample(entry, _texts(row, "removes", at), _texts(row, "keeps", at))


def _texts(row: Mapping[str, Any], name: str, at: str) -> tuple[str, ...]:
    value = row.get(name, ())
    if isinstance(value, str) or not all(isinstance(text, str) for text in value):
        raise PackError(f"{at}: {name} must be a list of strings")
    return tuple(value)


def pack_paths() -> list[Path]:
    """The files of the packs that come with newsclean, in a fixed order."""
    return sorted(FOLDER.glob("*.toml"))


def read_all() -> list[Pack]:
    """All packs that come with newsclean, with their samples, from their TOML files."""
    return [read_pack(path) for path in pack_paths()]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The built-in lexicon, from the compiled file when it is up to date, else from the packs themselves."""
    compiled = _compiled()
    if compiled is None:
        compiled = _compile(read_all())
    lists = {code: {n: tuple(v) for n, v in found.items()} for code, found in compiled["lists"].items()}
    agencies = [word for found in lists.values() for word in found.get("agencies", ())]
    joiners = [word for found in lists.values() for word in found.get("and", ())]
    phrasebook = Phrasebook(
        Rows(_lines(compiled["entries"])),
        Index(_mapping(compiled["opening"]), _mapping(compiled["inside"]), compiled["anchors"]),
        compiled["limits"],
        frozenset(agencies),
        frozenset(joiners),
        compiled["counts"],
        frozenset(_calendar(lists)),
    )
    return Lexicon(phrasebook, lists, compiled["names"], compiled["cues"])


def _calendar(lists: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[str]:
    """The words of dates and clocks."""
    for found in lists.values():
        for item in (*found.get("months", ()), *found.get("time", ())):
            yield from item.split()


# One long string is read five times as fast as a list of short ones.


def _column(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _lines(column: str) -> list[str]:
    return column.split("\n")


def _columns(mapping: Mapping[str, str]) -> tuple[str, str]:
    return _column(mapping), _column(mapping.values())


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    names, values = columns
    return dict(zip(_lines(names), _lines(values), strict=True))


def _fingerprint() -> dict[str, int]:
    """Of the packs, and of the code that decides what the compiled file looks like."""
    code = [FOLDER.parent / f"{name}.py" for name in ("folding", "packs", "phrasebook", "phrases")]
    return {path.name: zlib.crc32(path.read_bytes()) for path in (*pack_paths(), *code)}


def _compiled() -> dict[str, Any] | None:
    try:
        data: dict[str, Any] = json.loads(COMPILED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if data.get("made_from") == _fingerprint() else None


def _compile(packs: list[Pack]) -> dict[str, Any]:
    entries = [entry for pack in packs for entry in pack.entries]
    counts = _counts(packs)
    found = index(entries, counts)
    return {
        "entries": _column(Rows.of(entries).lines),
        "limits": [entry.words for entry in entries],
        "opening": _columns(found.opening),
        "inside": _columns(found.inside),
        "anchors": found.anchors,
        "counts": {word: count for word, count in counts.items() if count >= COUNTED},
        "lists": {pack.code: dict(pack.lists) for pack in packs},
        "names": {pack.code: pack.name for pack in packs},
        "cues": {pack.code: {name: ",".join(terms) for name, terms in pack.cues.items()} for pack in packs},
    }


def _counts(packs: list[Pack]) -> Counter[str]:
    """How often words stand in news prose: common ones make bad keys.

    The sentences that packs keep are news; a word counts where it is none of the sentence's own phrase.
    """
    counts: Counter[str] = Counter()
    for pack in packs:
        for sample in pack.samples:
            own = set(fixed_words(parse(sample.entry.phrase)))
            for text in sample.keeps:
                counts.update(set(words(text)) - own)
        for name in ("common", "said", "frequent"):
            counts.update(dict.fromkeys(pack.lists.get(name, ()), LISTED))
    return counts


def write_compiled() -> Path:
    """Compile the packs into the JSON file that is read at run time."""
    data = {"made_from": _fingerprint(), **_compile(read_all())}
    COMPILED.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return COMPILED


def shares_words(sample: Sample, text: str) -> bool:
    """Whether `text` has at least one of the phrase's own words: a `keeps` that shares none proves nothing."""
    return not set(fixed_words(parse(sample.entry.phrase))).isdisjoint(words(text))


@lru_cache(maxsize=16)
def word_list(name: str) -> frozenset[str]:
    """The word list `name` of all built-in packs together, folded; `name` is one of `WORD_LISTS`."""
    return lexicon().words(name)


@lru_cache(maxsize=16)
def listed_words(name: str) -> frozenset[str]:
    """Every word of the items of the list `name`: where a text has none of them, it has no item."""
    return frozenset(word for item in word_list(name) for word in item.split())


@lru_cache(maxsize=1)
def month_numbers() -> Mapping[str, int]:
    """Month names and abbreviations of all built-in packs, with their numbers. A list holds them in order,
    twelve at a time."""
    found: dict[str, int] = {}
    for lists in lexicon().lists.values():
        for place, name in enumerate(lists.get("months", ())):
            found.setdefault(name, place % 12 + 1)
    return found


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, tuple[str, ...]]:
    """For each common word of the packs, the languages that list it."""
    found: dict[str, tuple[str, ...]] = {}
    for code, lists in lexicon().lists.items():
        for word in lists.get("common", ()):
            found[word] = (*found.get(word, ()), code)
    return found
