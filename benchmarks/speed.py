"""Times clean(): microseconds per 4,000 characters, beside a floor, and the first call of a fresh process."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsclean import clean

FIXTURES = Path(__file__).parent.parent / "fixtures" / "articles"
FIRST = (
    "import time; a = time.perf_counter(); from newsclean import clean; "
    "clean('It rained.\\nSubscribe to our newsletter'); print(time.perf_counter() - a)"
)


def median(run: Callable[[str], object], texts: list[str]) -> float:
    rounds = []
    for _ in range(5):
        begun = time.perf_counter()
        for text in texts:
            run(text)
        rounds.append(time.perf_counter() - begun)
    return statistics.median(rounds)


def main(arguments: list[str]) -> None:
    paths = [Path(path) for path in arguments] or sorted(FIXTURES.glob("*/source.*"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    units = sum(map(len, texts)) / 4000
    for text in texts:
        clean(text)
    ours, floor = median(clean, texts), median(lambda text: text.casefold().splitlines(), texts)
    first = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True).stdout
    print(f"{len(texts)} texts: {1e6 * ours / units:.0f} us per 4,000 characters, {ours / floor:.1f} times the floor")
    print(f"first call of a process, import included: {1e3 * float(first):.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
