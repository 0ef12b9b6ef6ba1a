"""newsclean: clean body text from scraped news, and an account of every span that went.

Names are loaded when first used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.cleaner import Cleaner as Cleaner
    from newsclean.cleaner import clean as clean
    from newsclean.cleaner import clean_entry as clean_entry
    from newsclean.cleaner import clean_feed as clean_feed
    from newsclean.cleaner import clean_fragment as clean_fragment
    from newsclean.cleaner import clean_page as clean_page
    from newsclean.errors import InputError as InputError
    from newsclean.model import Block as Block
    from newsclean.model import Certainty as Certainty
    from newsclean.model import Document as Document
    from newsclean.model import Finding as Finding
    from newsclean.model import Image as Image
    from newsclean.model import Kind as Kind
    from newsclean.model import Metadata as Metadata
    from newsclean.model import Removal as Removal
    from newsclean.model import Result as Result
    from newsclean.model import Role as Role
    from newsclean.model import Spared as Spared
    from newsclean.packs import PackError as PackError
    from newsclean.rule import Rule as Rule

__version__ = "0.1.0"

_HOMES = {
    "clean": "cleaner",
    "Cleaner": "cleaner",
    "clean_entry": "cleaner",
    "clean_feed": "cleaner",
    "clean_fragment": "cleaner",
    "clean_page": "cleaner",
    "InputError": "errors",
    "Block": "model",
    "Certainty": "model",
    "Document": "model",
    "Finding": "model",
    "Image": "model",
    "Kind": "model",
    "Metadata": "model",
    "Removal": "model",
    "Result": "model",
    "Role": "model",
    "Spared": "model",
    "PackError": "packs",
    "Rule": "rule",
}

__all__ = [*sorted(_HOMES), "__version__"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'newsclean' has no attribute {name!r}")
    value = getattr(import_module(f"newsclean.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
