"""The code that stands in the documentation, and how to run it."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "recipes.md"


def block(heading: str, language: str = "python") -> str:
    """The first block of that language under a heading."""
    _, section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")
    found = re.search(rf"^```{language}\n(.*?)^```", section.partition("\n## ")[0], re.M | re.S)
    assert found, f"no {language} under {heading}"
    return found[1]


def run(heading: str) -> dict[str, Any]:
    """Run a recipe in the working folder; its names. Skips the test when a library of the recipe is missing."""
    code = block(heading)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            name = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
            assert name is not None
            if name.partition(".")[0] not in {"newsclean", *sys.stdlib_module_names}:
                pytest.importorskip(name)
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(code, f"{PAGE.name}: {heading}", "exec"), names)
    return names


def with_command(folder: Path) -> dict[str, str]:
    """An environment in which `newsclean` is the command of this very checkout; it is put into `folder`."""
    command = folder / "newsclean"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m newsclean "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
