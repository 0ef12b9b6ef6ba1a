"""Compiles the language packs into one JSON file while the wheel is built, so that nobody waits for TOML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePacks(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from newsclean.packs import write_compiled
        finally:
            sys.path.remove(str(source))
        write_compiled()
