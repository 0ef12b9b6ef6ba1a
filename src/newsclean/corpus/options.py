"""The command's options for corpora, and what they come to: shards, a plan, a run."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.corpus.formats import kind_of, target_name
from newsclean.source import SourceError, write_whole

if TYPE_CHECKING:
    from newsclean.cleaner import Cleaner
    from newsclean.corpus.plan import Plan, Shard
    from newsclean.corpus.run import Summary

_DEFAULTS: dict[str, Any] = {"field": "text", "id_field": "id", "jobs": 1, "timeout": 60.0}
_FLAGS = ("metadata", "removals", "ruleset", "spans", "resume", "quiet")
_VALUES = ("field", "into", "url_field", "language_field", "id_field", "jobs", "timeout", "stats", "errors")
_ONE_TEXT = ("json", "markdown", "html", "diff", "explain", "in_place", "url", "encoding")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options to the command's parser. What is not given stays None."""
    group = parser.add_argument_group(
        "corpora", "for JSONL, Parquet and WARC files, .gz and .zst too; they need -o. See docs/corpora.md"
    )
    group.add_argument("--field", metavar="NAME", help="the field with the text; default text. Dots lead inside")
    group.add_argument("--into", metavar="NAME", help="the field for the clean text; default the same")
    group.add_argument("--url-field", metavar="NAME", help="the field with the URL")
    group.add_argument("--language-field", metavar="NAME", help="the field with the language's code")
    group.add_argument("--id-field", metavar="NAME", help="the field with the id, for --spans; default id")
    group.add_argument("--metadata", action="store_true", help="add the field newsclean_metadata")
    group.add_argument("--removals", action="store_true", help="add the field newsclean_removals")
    group.add_argument("--ruleset", action="store_true", help="add the field newsclean_ruleset: the rules' version")
    group.add_argument("--spans", action="store_true", help="write Dolma attribute files with the removals' spans")
    group.add_argument("-j", "--jobs", type=_count, metavar="N", help="worker processes, a file each; default 1")
    group.add_argument(
        "--timeout", type=_seconds, metavar="SECONDS", help="give up a record after; default 60, 0: never"
    )
    group.add_argument("--resume", action="store_true", help="go on with the files that are not done")
    group.add_argument("--stats", metavar="FILE", help="write the closing summary as JSON")
    group.add_argument("--errors", metavar="FILE", help="where failures go; default errors.jsonl beside the output")
    group.add_argument("-q", "--quiet", action="store_true", help="no progress, no summary")


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number above 0, not {value!r}")
    return int(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"must be a number of seconds, not {value!r}")
    return seconds


def check_options(args: argparse.Namespace, corpora: Sequence[Path]) -> None:
    """Raises ValueError for options that do not go with these inputs or with each other."""
    if not corpora:
        for name in (*_FLAGS, *_VALUES):
            if getattr(args, name) not in (None, False):
                raise ValueError(f"{_option(name)} is for JSONL, Parquet and WARC files, and there are none")
        return
    for name in _ONE_TEXT:
        if getattr(args, name):
            raise ValueError(f"{_option(name)} is not for JSONL, Parquet and WARC files")
    if not args.output:
        raise ValueError(f"{corpora[0]}: needs -o FILE or -o FOLDER")
    if args.spans:
        _check_spans(args, corpora)


def _check_spans(args: argparse.Namespace, corpora: Sequence[Path]) -> None:
    for name in ("into", "metadata", "removals", "ruleset"):
        if getattr(args, name):
            raise ValueError(f"--spans writes spans only, so {_option(name)} has no place")
    others = [path for path in corpora if kind_of(path) not in (".jsonl", ".ndjson")]
    if others:
        raise ValueError(f"{others[0]}: --spans is for JSONL: attribute files go beside JSONL")
    if _holds_pages(args):
        raise ValueError("--spans is for texts: in pages, spans count characters of the text that was found")


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _holds_pages(args: argparse.Namespace) -> bool:
    """As for files, the name tells pages from texts, unless the format is given."""
    if args.format in (None, "auto"):
        return (args.field or "text").rpartition(".")[2] == "html"
    return bool(args.format == "page")


def clean_corpora(corpora: Sequence[Path], cleaner: Cleaner, args: argparse.Namespace) -> bool:
    """Clean the files as the options say. Returns whether all went well.

    Raises ValueError for options that do not fit the files, SourceError when something cannot be written.
    """
    from newsclean.corpus.journal import JournalError
    from newsclean.corpus.progress import Progress, summary_text
    from newsclean.corpus.run import clean_shards
    from newsclean.corpus.streams import MissingLibraryError

    shards, folder = _shards(corpora, args)
    home = folder or Path(args.output).parent
    journal = home / (".newsclean.journal" if folder else f".{Path(args.output).name}.journal")
    total = sum(shard.source.stat().st_size for shard in shards)
    timeout = _DEFAULTS["timeout"] if args.timeout is None else args.timeout
    try:
        summary = clean_shards(
            shards,
            journal,
            Path(args.errors) if args.errors else home / "errors.jsonl",
            cleaner=cleaner,
            plan=_plan(args, cleaner),
            jobs=args.jobs or _DEFAULTS["jobs"],
            timeout=timeout or None,
            resume=args.resume,
            progress=None if args.quiet else Progress(sys.stderr, total),
        )
    except (JournalError, MissingLibraryError, TypeError) as error:
        raise ValueError(str(error)) from None
    if args.stats:
        write_whole(Path(args.stats), json.dumps(summary.to_dict(), ensure_ascii=False, indent=2) + "\n")
    if not args.quiet:
        print(summary_text(summary.stats, summary.seconds, summary.ruleset), file=sys.stderr)
    return _told(summary)


def _told(summary: Summary) -> bool:
    for source, reason in summary.broken:
        print(f"newsclean: {source}: {reason}", file=sys.stderr)
    if summary.stats.errors:
        print(f"newsclean: {summary.stats.errors:,} records failed: see {summary.errors}", file=sys.stderr)
    return not (summary.broken or summary.stats.errors)


def _plan(args: argparse.Namespace, cleaner: Cleaner) -> Plan:
    from newsclean.corpus.plan import Plan
    from newsclean.corpus.ruleset import ruleset_version

    return Plan(
        field=args.field or _DEFAULTS["field"],
        url_field=args.url_field,
        language_field=args.language_field,
        id_field=args.id_field or _DEFAULTS["id_field"],
        into=args.into,
        language=args.language,
        page=_holds_pages(args),
        metadata=args.metadata,
        removals=args.removals,
        ruleset=ruleset_version(cleaner) if args.ruleset else None,
        spans=args.spans,
    )


def _shards(corpora: Sequence[Path], args: argparse.Namespace) -> tuple[list[Shard], Path | None]:
    """The files with their targets, and the folder when the output is one."""
    from newsclean.corpus.plan import Shard

    output = Path(args.output)
    if output.is_dir() or args.output.endswith(os.sep) or len(args.paths) > 1 or args.recursive:
        if output.is_file():
            raise SourceError(f"{output}: is a file, and there are several inputs; give a folder")
        return [Shard(path, output / _inside(path, args.paths)) for path in corpora], output
    return [Shard(corpora[0], output)], None


def _inside(path: Path, given: Sequence[str]) -> Path:
    """Where it goes in the output folder: files of a folder keep their places in it."""
    for root in map(Path, given):
        if root.is_dir() and root in path.parents:
            return path.relative_to(root).with_name(target_name(path))
    return Path(target_name(path))
