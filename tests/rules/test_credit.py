"""Whose picture it is."""

from __future__ import annotations

import pytest

from newsclean import Cleaner

BEFORE = "The council approved the new budget on Monday evening after a debate that lasted more than four hours."
AFTER = "The first trams are to run in spring, when the depot at the old gasworks has been finished and opened."
CLEANER = Cleaner().only("credit")


@pytest.mark.parametrize(
    "line", ["Photo: Ruth Amsel / Coastline Images", "Ruth Amsel/Getty Images", "写真=佐藤健一", "사진ㅣ한서윤"]
)
def test_taken(line: str) -> None:
    assert CLEANER.text(f"{line}\n{BEFORE}\n{AFTER}") == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "line",
    [
        "The photo fair opens in the old mill",
        "Photo fair opens in the old mill",
        "Getty sued the archive",
        "Photo of the fugitive: here the thief runs",
        "Photos: 40 were taken, none were published.",
        "Foto: un lup a intrat în curtea școlii",
        "写真：橋を渡る人々を見守る古い灯台の明かり",
    ],
)
def test_left(line: str) -> None:
    for text in (f"{line}\n{BEFORE}\n{AFTER}", f"{BEFORE}\n{line}\n{AFTER}", f"{BEFORE}\n{AFTER}\n{line}"):
        assert CLEANER.text(text) == text
