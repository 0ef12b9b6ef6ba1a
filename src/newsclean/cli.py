"""The newsclean command."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsclean import __version__
from newsclean.corpus.formats import is_corpus, kind_of
from newsclean.corpus.options import add_options, check_options, clean_corpora
from newsclean.corpus.streams import COMPRESSED
from newsclean.errors import InputError
from newsclean.formats import FORMATS, markup, results, told
from newsclean.source import STDIN, SourceError, decode, expand, name, read_bytes, write_whole

EPILOG = """\
Also:
  newsclean rules [--language CODE] [KIND ...]   list the rules and phrases, with a sample each
  newsclean check PACK.toml ...                  run a pack's own samples

Exit status: 0 all well; 1 some input failed (the others are done); 2 wrong usage.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit status. `arguments` default to those of the process."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        if given[:1] == ["rules"]:
            return _rules(given[1:])
        if given[:1] == ["check"]:
            return _check(given[1:])
        return _clean(given)
    except BrokenPipeError:
        # Whoever reads has gone. Closing standard output would only raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsclean",
        description="Strip subscribe prompts, newsletter footers, app badges and all such residue from news articles.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="texts, HTML pages and fragments, feeds, JSON, corpora; folders with -r, - for standard input",
    )
    parser.add_argument("-r", "--recursive", action="store_true", help="clean the files in folders")
    parser.add_argument("-o", "--output", metavar="FILE|DIR", help="write there instead of to standard output")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a line: text, metadata, removals")
    shape.add_argument("--markdown", action="store_true", help="a page's clean text with headings, lists and links")
    shape.add_argument("--html", action="store_true", help="the same fragment or feed, less its residue")
    shape.add_argument("--diff", action="store_true", help="show what was taken, marked in place")
    shape.add_argument("--explain", action="store_true", help="one line a removal: place, kind, rule, reason")
    shape.add_argument("--in-place", action="store_true", help="rewrite the files; keep each as FILE.orig")
    parser.add_argument("--without", action="append", metavar="KIND,...", help="leave these kinds or rules in")
    parser.add_argument("--only", action="append", metavar="KIND,...", help="take nothing but these")
    parser.add_argument("--level", choices=("careful", "standard", "thorough"), help="how sure a rule must be")
    parser.add_argument("--pack", action="append", metavar="FILE", help="a pack of your own phrases")
    parser.add_argument("--protect", action="append", metavar="TEXT", help="never take a block with this text")
    parser.add_argument("--language", metavar="CODE", help="the text's language, to break ties")
    parser.add_argument("--url", metavar="URL", help="where the input came from (it is not fetched)")
    parser.add_argument("--format", choices=FORMATS, help="what the input is; default: told by its name and its start")
    parser.add_argument("--encoding", metavar="NAME", help="the files' encoding; default UTF-8")
    add_options(parser)
    parser.add_argument("--version", action="version", version=f"newsclean {__version__}")
    return parser


def _clean(arguments: list[str]) -> int:
    parser = _parser()
    args = parser.parse_args(arguments)
    try:
        _settle(args)
        cleaner = _cleaner(args)
    except (ValueError, OSError) as error:
        parser.error(_one_line(error))
    if args.in_place and (not args.paths or "-" in args.paths):
        parser.error("--in-place needs files")
    if args.in_place and args.output:
        parser.error("--in-place and --output exclude each other")
    inputs = list(expand(args.paths, args.recursive, args.output))
    corpora = [found for found in inputs if isinstance(found, Path) and is_corpus(found)]
    single = [found for found in inputs if isinstance(found, SourceError) or not is_corpus(found)]
    failed = False
    several = False
    try:
        check_options(args, corpora)
        if corpora:
            failed = not clean_corpora(corpora, cleaner, args)
    except ValueError as error:
        parser.error(_one_line(error))
    except SourceError as error:
        print(f"newsclean: {error}", file=sys.stderr)
        failed = True
    for found in single:
        try:
            if isinstance(found, SourceError):
                raise found
            _deliver(_cleaned(cleaner, found, args), found, args, several)
            several = True
        except SourceError as error:
            print(f"newsclean: {error}", file=sys.stderr)
            failed = True
    sys.stdout.flush()
    return 1 if failed else 0


def _cleaned(cleaner: Any, path: Path, args: argparse.Namespace) -> list[Any] | bytes:
    """The results of one input, or its own markup less the residue."""
    if args.in_place and path.suffix.lower() in COMPRESSED:
        raise SourceError(f"{path}: is compressed; --in-place does not pack again, use -o")
    data = read_bytes(path)
    form = told(data, kind_of(path)) if args.format in (None, "auto") else args.format
    if args.in_place and form not in ("text", "markdown"):
        raise SourceError(f"{path}: is a {form}; --in-place would put text in its place, use -o")
    if args.encoding and form in ("page", "feed"):
        # UTF-8 is tried before what a page or a feed declares.
        data = decode(data, path, args.encoding).encode("utf-8", "surrogatepass")
    given = {"url": args.url, "language": args.language}

    def decoded() -> str:
        return decode(data, path, args.encoding)

    try:
        if args.html:
            return markup(cleaner, data, form, decoded, given)
        found = list(results(cleaner, data, form, decoded, given))
        if args.markdown and any(result.markdown is None for result in found):
            raise InputError(f"--markdown is for pages, and this is a {form}")
        return found
    except (InputError, ImportError) as error:
        raise SourceError(f"{name(path)}: {error}") from None


def _settle(args: argparse.Namespace) -> None:
    """Fill in from the settings file what was not given on the command line."""
    from newsclean.settings import find

    for key, value in find(Path.cwd()).items():
        if getattr(args, key, None) is None:
            setattr(args, key, value)


def _cleaner(args: argparse.Namespace) -> Any:
    from newsclean.cleaner import Cleaner

    read_as = args.format if args.format in ("text", "markdown") else "auto"
    cleaner = Cleaner(args.level or "standard", format=read_as)
    for pack in args.pack or ():
        cleaner = cleaner.with_pack(Path(pack) if os.path.exists(pack) else pack)
    if args.only:
        cleaner = cleaner.only(*_names(args.only))
    if args.without:
        cleaner = cleaner.without(*_names(args.without))
    return cleaner.protect(*args.protect) if args.protect else cleaner


def _names(values: list[str]) -> list[str]:
    return [item.strip() for value in values for item in value.split(",") if item.strip()]


def _deliver(found: list[Any] | bytes, path: Path, args: argparse.Namespace, several: bool) -> None:
    if isinstance(found, bytes):
        _print(found) if args.output is None else write_whole(_target(path, args), found)
        return
    if args.in_place:
        for result in found:
            if result.removals:
                write_whole(path.with_name(path.name + ".orig"), result.original)
                write_whole(path, result.text)
        return
    parts = [_rendered(result, path, args) for result in found]
    if len(parts) > 1 or args.output is None:
        parts = [part if part.endswith("\n") or not part else part + "\n" for part in parts]
    text = ("" if args.json or args.explain else "\n").join(parts)
    if args.output is None:
        if several and not (args.json or args.explain):
            sys.stdout.write("\n")
        _print(text.encode("utf-8", "surrogatepass"))
        return
    write_whole(_target(path, args), text)


def _rendered(result: Any, path: Path, args: argparse.Namespace) -> str:
    if args.json:
        return json.dumps({"source": name(path), **result.to_dict()}, ensure_ascii=False) + "\n"
    if args.explain:
        from newsclean.show import explanation

        return explanation(result, name(path))
    if args.diff:
        from newsclean.show import difference

        return difference(result, colour=args.output is None and _coloured())
    text: str = result.markdown if args.markdown else result.text
    return text


def _coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _print(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _target(path: Path, args: argparse.Namespace) -> Path:
    """A folder takes a file per input, under its own name; a file takes the one input."""
    target = Path(args.output)
    many = len(args.paths) > 1 or args.recursive
    if target.is_dir() or args.output.endswith(os.sep) or many:
        if target.is_file():
            raise SourceError(f"{target}: is a file, and there are several inputs; give a folder")
        suffix = ".json" if args.json else ""
        return target / (_relative(path, args) + suffix if path != STDIN else "stdin.txt" + suffix)
    return target


def _relative(path: Path, args: argparse.Namespace) -> str:
    for given in args.paths:
        folder = Path(given)
        if folder.is_dir() and folder in path.parents:
            return str(path.relative_to(folder))
    return path.name


def _rules(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="newsclean rules", description="List the rules, with a sample each.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="only these kinds")
    parser.add_argument("--language", metavar="CODE", help="only this language's phrases")
    args = parser.parse_args(arguments)
    from newsclean.model import Kind
    from newsclean.packs import read_all

    known = [kind.value for kind in Kind]
    for kind in args.kinds:
        if kind not in known:
            parser.error(f"no kind is called {kind!r}; known: {', '.join(known)}")
    packs = read_all()
    if args.language and args.language not in {pack.code for pack in packs}:
        parser.error(f"no pack for {args.language!r}; known: {', '.join(pack.code for pack in packs)}")
    for line in _listing(packs, args.kinds or known, args.language):
        print(line)
    return 0


def _listing(packs: list[Any], kinds: list[str], language: str | None) -> Iterator[str]:
    from newsclean.rules import ALL

    for kind in kinds:
        yield kind
        if language is None:
            for rule in ALL:
                if rule.kind.value == kind and rule.examples:
                    taken = [line[2:] for line in rule.examples[0].splitlines() if line.startswith("- ")]
                    yield f"  {rule.name}: {rule.why}"
                    yield f"      {taken[0]}"
        for pack in packs:
            if language in (None, pack.code):
                for sample in pack.samples:
                    if sample.entry.kind == kind:
                        yield f"  {pack.code} {sample.entry.where}: {sample.entry.phrase}"
                        yield f"      {sample.removes[0]}"


def _check(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="newsclean check", description="Run a pack's own samples.")
    parser.add_argument("packs", nargs="+", metavar="PACK.toml")
    args = parser.parse_args(arguments)
    from newsclean.check import check
    from newsclean.packs import PackError, read_pack

    failed = False
    for path in args.packs:
        try:
            pack = read_pack(path)
        except (PackError, OSError) as error:
            print(f"newsclean: {_one_line(error)}", file=sys.stderr)
            failed = True
            continue
        failures = list(check(pack))
        for failure in failures:
            print(f"{path}: {failure}")
        print(f"{path}: {len(pack.samples)} entries, {len(failures)} failures")
        failed = failed or bool(failures)
    return 1 if failed else 0


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split())


if __name__ == "__main__":
    sys.exit(main())
