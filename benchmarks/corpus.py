"""Times corpora: JSONL to JSONL, plain and gz, beside JSON alone; two workers; Parquet; pages; memory.

Rates are documents per second of processor time, so that other work on the machine counts little. Only the
gain of a second worker is measured by the clock.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsclean import Cleaner
from newsclean.corpus.plan import Plan, Shard
from newsclean.corpus.run import clean_shards
from newsclean.corpus.worker import Task, clean_shard
from newsclean.model import Metadata, Result

FIXTURES = Path(__file__).parent.parent / "fixtures" / "articles"
LENGTH = 4000
RESIDUE = ("Subscribe to our newsletter", "Download our app", "Follow us on Facebook", "Read more: Rain stops at noon")


def articles(count: int) -> Iterator[str]:
    """Articles of about LENGTH characters: paragraphs of the fixtures' clean texts, with two lines of residue.

    Half of the words are exchanged for others, so that they are no easier to compress than news are.
    """
    choose = random.Random(7)
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("en-*/text.txt"))]
    paragraphs = [line for text in texts for line in text.splitlines() if len(line) > 120]
    words = " ".join(paragraphs).split()
    for _ in range(count):
        lines: list[str] = []
        while sum(map(len, lines)) < LENGTH:
            paragraph = choose.choice(paragraphs).split()
            lines.append(" ".join(word if choose.random() < 0.5 else choose.choice(words) for word in paragraph))
        yield "\n\n".join([*lines, *choose.sample(RESIDUE, 2)])


def write_jsonl(path: Path, count: int, ballast: int = 0) -> Path:
    """A file of articles; `ballast` is how many characters of another field each record carries."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8") as file:
        for number, text in enumerate(articles(count)):
            record = {"id": number, "url": f"https://harbour.example/{number}", "text": text}
            if ballast:
                record["raw"] = (text * (ballast // len(text) + 1))[:ballast]
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def rate(count: int, run: Callable[[], object], rounds: int = 3) -> float:
    """Documents per second of processor time, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        run()
        best = min(best, time.process_time() - begun)
    return count / best


def in_process(source: Path, target: Path, plan: Plan | None = None, cleaner: Any = None) -> None:
    for _ in clean_shard(Task(Shard(source, target)), [0.0, 0.0], cleaner or Cleaner(), plan or Plan()):
        pass


class Nothing:
    """In the place of a cleaner: cuts a line off, and costs nothing."""

    def clean(self, text: str, **_: object) -> Result:
        return Result(text[:-20], Metadata(), (), (), text)


def json_alone(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(json.loads(line), ensure_ascii=False) + "\n")


def with_workers(folder: Path, sources: list[Path], jobs: int) -> float:
    """Seconds by the clock."""
    out = folder / f"out{jobs}"
    shards = [Shard(source, out / source.name) for source in sources]
    return clean_shards(shards, out / "journal", out / "errors.jsonl", jobs=jobs).seconds


def texts_and_files(folder: Path, count: int) -> None:
    plain, packed = write_jsonl(folder / "a.jsonl", count), write_jsonl(folder / "a.jsonl.gz", count)
    texts = list(articles(count))
    clean = Cleaner().clean
    clean(texts[0])
    print(f"{count} articles of {sum(map(len, texts)) // count} characters; documents per second of one core:")
    rows: list[tuple[str, Callable[[], object]]] = [
        ("clean() alone", lambda: [clean(text) for text in texts]),
        ("json alone, JSONL to JSONL", lambda: json_alone(plain, folder / "json.jsonl")),
        ("newsclean, JSONL to JSONL", lambda: in_process(plain, folder / "b.jsonl")),
        (
            "with metadata and removals",
            lambda: in_process(plain, folder / "b.jsonl", Plan(metadata=True, removals=True)),
        ),
        ("the same without the cleaning", lambda: in_process(plain, folder / "b.jsonl", cleaner=Nothing())),
        ("newsclean, gz to gz", lambda: in_process(packed, folder / "b.jsonl.gz")),
        ("writing gz alone", lambda: gzip.compress(plain.read_bytes(), 6)),
    ]
    parquet = write_parquet(folder / "a.parquet", texts)
    if parquet is not None:
        rows.append(("newsclean, Parquet to Parquet", lambda: in_process(parquet, folder / "b.parquet")))
    for name, step in c4_filters():
        rows.append((name, partial(filtered, step, texts)))
    for name, run in rows:
        print(f"  {name:40} {rate(count, run):9,.0f}")


def write_parquet(path: Path, texts: list[str]) -> Path | None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return None
    pq.write_table(pa.table({"id": range(len(texts)), "text": texts}), path)
    return path


def c4_filters() -> Iterator[tuple[str, Any]]:
    """datatrove's C4 filter as it comes, and without its count of sentences; nothing when it is not installed."""
    try:
        from datatrove.pipeline.filters import C4QualityFilter
    except ImportError:
        return
    yield "datatrove's C4 filter, lines only", C4QualityFilter(min_num_sentences=-1)
    if find_spec("spacy"):
        yield "datatrove's C4 filter as it comes", C4QualityFilter()


def filtered(step: Any, texts: list[str]) -> list[object]:
    from datatrove.data import Document

    return [step.filter(Document(text=text, id="")) for text in texts]


def second_worker(folder: Path, count: int) -> None:
    sources = [write_jsonl(folder / f"{number}.jsonl", count // 4) for number in range(4)]
    pairs = [(with_workers(folder, sources, 1), with_workers(folder, sources, 2)) for _ in range(3)]
    one, two = (min(times) for times in zip(*pairs, strict=True))
    print(f"1 worker {one:.1f} s, 2 workers {two:.1f} s by the clock: {one / two:.2f} times")


def pages(count: int) -> None:
    from trafilatura import extract

    found = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*/source.html"))] or [page()]
    found = (found * (count // len(found) + 1))[:count]
    clean_page = Cleaner().clean_page
    clean_page(found[0])
    extract(found[0])
    ours = rate(count, lambda: [clean_page(html) for html in found])
    theirs = rate(count, lambda: [extract(html, with_metadata=True) for html in found])
    print(f"pages: clean_page {ours:,.0f}/s, trafilatura.extract {theirs:,.0f}/s: {theirs / ours:.2f} times its time")


def page() -> str:
    """A page with menus around an article, for want of real ones."""
    (text,) = articles(1)
    menu = "".join(
        f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("news", "sport", "weather", "letters") * 9
    )
    body = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    head = '<head><title>Rain</title><meta property="og:title" content="Rain"></head>'
    return f"<html>{head}<body><ul>{menu}</ul><article><h1>Rain</h1>{body}</article><ul>{menu}</ul></body></html>"


def memory(folder: Path, gigabytes: float) -> None:
    """The largest memory of a worker and of the command over one large file, in MiB."""
    ballast = 16_000
    count = int(gigabytes * 1e9 / (ballast + LENGTH + 500))
    source = write_jsonl(folder / "large.jsonl", count, ballast)
    size = source.stat().st_size
    done = threading.Event()
    peaks: dict[str, float] = {}
    watching = threading.Thread(target=watch_workers, args=(peaks, done))
    watching.start()
    summary = clean_shards([Shard(source, folder / "clean.jsonl")], folder / "journal", folder / "errors.jsonl")
    done.set()
    watching.join()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size / 1e9:.2f} GB, {summary.stats.documents:,} documents in {summary.seconds:.0f} s")
    worker, early = peaks["worker"], peaks["early"]
    print(f"largest memory: worker {worker:.0f} MiB, {early:.0f} in its first 20 s; command {own:.0f} MiB")
    for path in (source, folder / "clean.jsonl"):
        path.unlink()


def watch_workers(peaks: dict[str, float], done: threading.Event) -> None:
    """Linux only: the kernel's own high-water mark of the worker process."""
    begun = time.monotonic()
    while not done.wait(0.5):
        for child in multiprocessing.active_children():
            try:
                status = Path(f"/proc/{child.pid}/status").read_text()
            except FileNotFoundError:
                continue
            marks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
            if marks:
                peaks["worker"] = int(marks[0]) / 1024
                if time.monotonic() - begun < 20:
                    peaks["early"] = peaks["worker"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="how many articles")
    parser.add_argument("--memory", type=float, metavar="GB", help="only measure the memory over a file of this size")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.memory:
            memory(folder, args.memory)
            return
        texts_and_files(folder, args.count)
        second_worker(folder, 2 * args.count)
        pages(args.count // 10)


if __name__ == "__main__":
    main()
