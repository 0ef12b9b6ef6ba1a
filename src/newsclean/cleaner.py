"""Cleaner and clean(): the whole way from text to result, on one screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.annotation import annotated
from newsclean.cues import Cues, cued
from newsclean.errors import InputError
from newsclean.facts import gather
from newsclean.guards import Guards, Protect
from newsclean.identification import Told, tell_language
from newsclean.model import Document, Kind, Result
from newsclean.packs import Pack, PackError, lexicon, parse_pack, read_pack, word_list
from newsclean.phrasebook import Phrasebook
from newsclean.phrases import Entry
from newsclean.readers.text import FORMATS, read_text
from newsclean.resolve import FRAGMENT, LEVELS, Verdict, cut_out, kept_markdown, resolve
from newsclean.rule import Find, Rule
from newsclean.rules import ALL

if TYPE_CHECKING:
    from newsclean.excision import Span
    from newsclean.readers.fragment import Fragment

_BUILT_IN = {rule.name: rule for rule in ALL}

ENTRY_POINTS = "newsclean.packs"
"""The entry-point group in which other distributions name their packs and rules."""


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Settings for cleaning. Immutable: every method returns a new cleaner.

    >>> cleaner = Cleaner().without("related").protect("hotline")
    >>> cleaner.text("Prices rose by two percent in May.\\n\\nSubscribe to our newsletter")
    'Prices rose by two percent in May.'
    """

    level: str = "standard"
    rules: tuple[Rule, ...] = ALL
    off: frozenset[str] = frozenset({Kind.NOTE.value})
    phrases: tuple[Entry, ...] = ()
    cues: tuple[Cues, ...] = ()
    protected: tuple[Protect, ...] = ()
    format: str = "auto"
    _phrasebook: Phrasebook | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _one_of("level", self.level, LEVELS)
        _one_of("format", self.format, FORMATS)

    def clean(
        self, text: str, *, url: str | None = None, language: str | None = None, title: str | None = None
    ) -> Result:
        """Clean one article's text.

        Args:
            text: plain text or Markdown, one paragraph a line or blank lines between.
            url: where it came from; kept as metadata.
            language: ISO 639-1 code, if known. All languages match anyhow; this one wins ties.
            title: the headline, if known: lines that only repeat it go.

        Returns:
            A Result; `result.original` is `text`, and removals index into it.

        Raises:
            TypeError: `text` is not a string.
        """
        if not isinstance(text, str):
            raise TypeError(_not_text(text))
        hints = {"title": title} if title else {}
        document = read_text(text, url=url, language=language, format=self.format)
        return self.clean_document(replace(document, hints=hints), {"title": title, "language": language, "url": url})

    def clean_document(self, document: Document, given: Mapping[str, Any] | None = None) -> Result:
        """Clean what a reader made. `given` are facts that win over all others."""
        return self._judged(document, given or {})[0]

    def _judged(self, document: Document, given: Mapping[str, Any]) -> tuple[Result, Verdict]:
        document = annotated(document, self._book())
        told = Told(document.language, 0) if document.language else tell_language(document)
        document = cued(document, told, self.cues)
        findings = [finding for rule in self.rules for finding in rule(document)]
        guards = Guards(self.protected, word_list("said"))
        verdict = resolve(document, findings, guards, level=self.level, off=self.off)
        metadata = gather(document, verdict.read, given, told.language)
        text = cut_out(document.text, verdict.removals)
        return Result(text, metadata, verdict.removals, verdict.spared, document.text), verdict

    def clean_page(
        self,
        html: Any,
        *,
        url: str | None = None,
        language: str | None = None,
        title: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        """Find the article in a whole page, and clean it.

        Args:
            html: the page as bytes, str, an lxml tree or a Beautiful Soup object.
            url: where it came from; relative links and metadata need it.
            language, title: facts that win over what the page says.
            timeout: so many seconds the page may take, in a process of its own that is then stopped. Starting
                it takes about half a second. None, as by default, stays in this process.

        Returns:
            A Result. `original` is the text of the blocks as read, and removals index into it; `markdown` is
            the clean text with its headings, lists, links and quotes.

        Raises:
            InputError: there is no HTML in it, or a notice about cookies and no article, or the time is over.
            TypeError: `html` is nothing that a page could be.
        """
        if timeout is not None:
            from newsclean.worker import clean_page_within

            return clean_page_within(timeout, self, html, {"url": url, "language": language, "title": title})
        from newsclean.readers.page import read_page

        page = read_page(html, url=url, language=language)
        given = {"title": title, "language": language}
        result = self.clean_document(page.document, {k: v for k, v in given.items() if v})
        if _asks_for_consent(result):
            raise InputError("the page asks for consent to cookies, and shows no article")
        return replace(result, markdown=kept_markdown(page.document.blocks, page.markdown, result.removals))

    def clean_fragment(
        self,
        html: Any,
        *,
        url: str | None = None,
        language: str | None = None,
        title: str | None = None,
        sanitize: bool = False,
    ) -> Result:
        """Clean a fragment of HTML, such as a feed carries, and keep its markup.

        Args:
            html: the fragment as str, UTF-8 bytes or a Beautiful Soup object.
            url, language, title: as for `clean`.
            sanitize: first drop scripts, event handlers and all markup that is not harmless (by nh3). Without
                it they stay: do not show such a fragment to anybody.

        Returns:
            A Result. `html` is the fragment less what was removed, and nothing in it is rewritten; `original` is
            the text of the blocks as read, and removals index into it.

        Raises:
            InputError: the bytes are no text.
            ImportError: nh3 is wanted and not installed.
            TypeError: `html` is nothing that a fragment could be.
        """
        from newsclean.readers.fragment import read_fragment, sanitized

        source = sanitized(html) if sanitize else html
        fragment = read_fragment(source, url=url, language=language, hints={"title": title} if title else None)
        return self.cut_fragment(fragment, {"title": title, "language": language, "url": url})[0]

    def clean_entry(self, entry: Any) -> Result:
        """Clean an entry of a feed: its content, or its summary when it has no content.

        Args:
            entry: anything with dict access: an entry of feedparser, an item of a JSON Feed, or a mapping with
                their keys (`title`, `summary`, `content`, `content_html`, `link`, `author`, …).

        Returns:
            A Result like that of `clean_fragment`; without `html` when the content is plain text. Its metadata
            have what the entry says of itself. A publisher's name behind the title leaves the title.

        >>> entry = {"title": "Bridge reopens after a year - Harbour Post", "summary": "<p>It rained.</p>"}
        >>> facts = Cleaner().clean_entry(entry).metadata
        >>> facts.title, facts.publisher
        ('Bridge reopens after a year', 'Harbour Post')
        """
        from newsclean.feeds import clean_entry

        return clean_entry(self, entry)

    def clean_feed(self, source: Any) -> Iterator[Result]:
        """Clean the entries of a feed, in its order, as `clean_entry` does.

        Args:
            source: RSS, Atom or JSON Feed as bytes, str or a path; a parsed JSON Feed, or what feedparser
                returned. Nothing is fetched.

        Raises:
            InputError: this is no feed, or one that defines XML entities.
            ImportError: the feed is XML, and feedparser is not installed.
            OSError: there is no such file.
            TypeError: `source` is nothing that a feed could be.
        """
        from newsclean.feeds import clean_feed

        return clean_feed(self, source)

    def rewrite_feed(self, source: Any) -> bytes:
        """The same feed with the contents and summaries of its entries cleaned; all else stays byte for byte.

        A JSON Feed is written anew, with the same values in the same order. Arguments and errors are those of
        `clean_feed`; a parsed feed cannot be rewritten.
        """
        from newsclean.feeds import rewrite_feed

        return rewrite_feed(self, source)

    def cut_fragment(self, fragment: Fragment, given: Mapping[str, Any]) -> tuple[Result, tuple[Span, ...]]:
        """Clean what the reader of fragments made: the result, and the spans of the source that were cut."""
        from newsclean.excision import excisions, without

        result, verdict = self._judged(fragment.document, given)
        spans = excisions(fragment, verdict.removals, verdict.images)
        return replace(result, html=without(fragment.html, spans)), spans

    def text(self, text: str) -> str:
        """Only the clean text of `text`: for `Series.map`, item loaders and output processors."""
        return self.clean(text).text

    __call__ = text

    def without(self, *names: str) -> Cleaner:
        """A cleaner that leaves kinds or rules in the text. Raises ValueError for a name that is neither."""
        return replace(self, off=self.off | self._known(names))

    def only(self, *names: str) -> Cleaner:
        """A cleaner that cuts nothing but these kinds or rules. Raises ValueError for unknown names."""
        wanted = self._known(names)
        rest = {r.name for r in self.rules if r.name not in wanted and r.kind.value not in wanted} | {FRAGMENT} - wanted
        kinds = {k.value for k in Kind} - wanted - {r.kind.value for r in self.rules if r.name in wanted}
        return replace(self, off=frozenset(rest | kinds))

    def also(self, *names: str) -> Cleaner:
        """A cleaner that cuts these kinds or rules again, or kinds that stay by default ("note")."""
        return replace(self, off=self.off - self._known(names))

    def with_rules(self, *rules: Rule | Find) -> Cleaner:
        """A cleaner with more rules. A plain function from Document to Findings is a rule, named after itself."""
        added = tuple(_as_rule(r) for r in rules)
        return replace(self, rules=(*self.rules, *added))

    def with_phrases(self, phrases: Mapping[str, Any]) -> Cleaner:
        """A cleaner with more phrases, as a mapping from kinds to phrases or entries, and cue words, as a mapping of
        the key `cues` from their classes to words. Raises PackError.

        >>> cleaner = Cleaner().with_phrases({"promo": ["get the {1,3} tote bag"]})
        >>> cleaner.text("It rained.\\n\\nGet the famous tote bag!")
        'It rained.'
        """
        return self._with(parse_pack(phrases, "phrases"))

    def with_pack(self, pack: str | Path) -> Cleaner:
        """A cleaner with a pack: a TOML file's path, or a name that an installed distribution gave it.

        Raises PackError for a pack that cannot be used, FileNotFoundError when there is no such file or name.
        """
        if isinstance(pack, Path) or Path(pack).suffix == ".toml":
            return self._with(read_pack(pack))
        return self._with_named_pack(pack)

    def _with(self, pack: Pack) -> Cleaner:
        cues = (Cues.of(pack.cues, pack.code),) if pack.cues else ()
        return replace(self, phrases=(*self.phrases, *pack.entries), cues=(*self.cues, *cues))

    def protect(self, *protected: str | Protect | Any) -> Cleaner:
        """A cleaner that leaves every block alone that contains one of these.

        A string counts whatever its case; a compiled pattern (of `re` or `regex`) by its `search`; a function
        from text to bool by what it says.
        """
        return replace(self, protected=(*self.protected, *map(_as_protect, protected)))

    def at_level(self, level: str) -> Cleaner:
        """A cleaner of this level: careful (only what is sure), standard, or thorough (all that is likely)."""
        return replace(self, level=level)

    def _book(self) -> Phrasebook:
        if self._phrasebook is None:
            book = lexicon().phrasebook
            object.__setattr__(self, "_phrasebook", book.plus(self.phrases) if self.phrases else book)
        assert self._phrasebook is not None
        return self._phrasebook

    def _known(self, names: Iterable[str]) -> frozenset[str]:
        known = {k.value for k in Kind} | {r.name for r in self.rules} | {FRAGMENT}
        wanted = {str(name) for name in names}
        for name in sorted(wanted - known):
            raise ValueError(f"no kind or rule is called {name!r}; known: {', '.join(sorted(known))}")
        return frozenset(wanted)

    def _with_named_pack(self, name: str) -> Cleaner:
        from importlib.metadata import entry_points

        found = entry_points(group=ENTRY_POINTS)
        if name not in found.names:
            offered = ", ".join(sorted(found.names)) or "none installed"
            raise FileNotFoundError(
                f"no pack is called {name!r} (a file must end in .toml); installed packs: {offered}"
            )
        pack = found[name].load()
        if isinstance(pack, Mapping):
            return self.with_phrases(pack)
        if isinstance(pack, str | Path):
            return self.with_pack(Path(pack))
        if isinstance(pack, tuple | list):
            return self.with_rules(*pack)
        if callable(pack):
            return self.with_rules(pack)
        raise PackError(f"pack {name!r} is a {type(pack).__name__}: neither phrases, a path nor rules")

    def __getstate__(self) -> tuple[Any, ...]:
        # Built-in rules go by name: their functions hide behind the rules that bear their names.
        rules = tuple(rule.name if _BUILT_IN.get(rule.name) is rule else rule for rule in self.rules)
        return (self.level, rules, self.off, self.phrases, self.cues, self.protected, self.format)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        level, rules, *rest = state
        state = (level, tuple(_BUILT_IN[rule] if isinstance(rule, str) else rule for rule in rules), *rest)
        names = ("level", "rules", "off", "phrases", "cues", "protected", "format")
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_phrasebook", None)


CONSENT_WALL = 0.4
"""A page is no article when this share of its text asks for consent: what stands around it explains cookies."""


def _asks_for_consent(result: Result) -> bool:
    asked = sum(len(removal.text) for removal in result.removals if removal.kind is Kind.CONSENT)
    asked += sum(s.finding.end - s.finding.start for s in result.spared if s.finding.kind is Kind.CONSENT)
    return asked > CONSENT_WALL * len(result.original)


@dataclass(frozen=True, slots=True)
class _Contains:
    """Protects by a string, whatever its case. A class, because closures cannot be pickled."""

    folded: str

    def __call__(self, text: str) -> bool:
        return self.folded in text.casefold()


PATTERN_SECONDS = 1.0
"""How long a user's pattern may search one block."""


@dataclass(frozen=True, slots=True)
class _Searches:
    """Protects by a pattern. A block on which it runs out of time is protected: prose comes first."""

    pattern: str
    flags: int

    def __call__(self, text: str) -> bool:
        import regex

        try:
            return regex.search(self.pattern, text, self.flags, timeout=PATTERN_SECONDS) is not None
        except TimeoutError:
            return True


def _as_protect(protected: Any) -> Protect:
    if isinstance(protected, str):
        if not protected.strip():
            raise ValueError("an empty string would protect everything")
        return _Contains(protected.casefold())
    if hasattr(protected, "search"):
        # The flags that re and regex share have the same values, bar the one that says "str pattern".
        return _Searches(protected.pattern, int(protected.flags) & ~int(re.UNICODE))
    if callable(protected):
        found: Callable[[str], bool] = protected
        return found
    raise TypeError(f"protect takes strings, patterns and functions, not {type(protected).__name__}")


def _as_rule(found: Rule | Find) -> Rule:
    if isinstance(found, Rule):
        return found
    if not callable(found):
        raise TypeError(f"a rule is a function from Document to Findings, not {type(found).__name__}")
    name = getattr(found, "__name__", type(found).__name__)
    return Rule(name, Kind.OTHER, f"the rule {name}", found)


def _one_of(name: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}, not {value!r}")


def _not_text(value: object) -> str:
    if isinstance(value, bytes | bytearray):
        return "clean() takes str, not bytes: decode the text first, or give whole pages to clean_page()"
    if value is None:
        return "clean() takes str, not None: the extractor found nothing; pass '' or skip the page"
    return f"clean() takes str, not {type(value).__name__}"


_STANDARD = Cleaner()


def clean(
    text: str,
    *,
    url: str | None = None,
    language: str | None = None,
    title: str | None = None,
    level: str = "standard",
    timeout: float | None = None,
) -> Result:
    """Strip residue from an article's text, and account for every span that went.

    Arguments, result and errors are those of `Cleaner.clean`; `level` is "careful", "standard" or "thorough".

    >>> clean("The vote is on Friday.\\n\\nDownload the Harbour Post app").metadata.publisher
    'Harbour Post'
    """
    cleaner = _STANDARD if level == "standard" else Cleaner(level)
    return cleaner.clean(text, url=url, language=language, title=title)


def clean_page(
    html: Any,
    *,
    url: str | None = None,
    language: str | None = None,
    title: str | None = None,
    level: str = "standard",
    timeout: float | None = None,
) -> Result:
    """Find the article in a whole page, and clean it. Arguments, result and errors: see `Cleaner.clean_page`."""
    cleaner = _STANDARD if level == "standard" else Cleaner(level)
    return cleaner.clean_page(html, url=url, language=language, title=title, timeout=timeout)


def clean_fragment(
    html: Any,
    *,
    url: str | None = None,
    language: str | None = None,
    title: str | None = None,
    level: str = "standard",
    sanitize: bool = False,
) -> Result:
    """Clean a fragment of HTML and keep its markup. Arguments, result, errors: see `Cleaner.clean_fragment`.

    >>> clean_fragment("<p>The vote is on <b>Friday</b>.</p><p>Sign up for our newsletter</p>").html
    '<p>The vote is on <b>Friday</b>.</p>'
    """
    cleaner = _STANDARD if level == "standard" else Cleaner(level)
    return cleaner.clean_fragment(html, url=url, language=language, title=title, sanitize=sanitize)


def clean_entry(entry: Any, *, level: str = "standard") -> Result:
    """Clean an entry of a feed. Arguments and result: see `Cleaner.clean_entry`."""
    return (_STANDARD if level == "standard" else Cleaner(level)).clean_entry(entry)


def clean_feed(source: Any, *, level: str = "standard") -> Iterator[Result]:
    """Clean the entries of a feed. Arguments, results and errors: see `Cleaner.clean_feed`."""
    return (_STANDARD if level == "standard" else Cleaner(level)).clean_feed(source)
