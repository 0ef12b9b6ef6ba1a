"""What pictures say of themselves: the words of their texts and file names, their sizes, where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from newsclean.folding import words
from newsclean.model import Certainty, Finding, Image, Kind


def file_words(address: str) -> list[str]:
    """The words of the file's name in an address, without its suffix.

    >>> file_words("https://example.com/i/share-on_facebook-32x32.png?v=2")
    ['share', 'on', 'facebook', '32x32']
    """
    name = unquote(_split(address)[1].rstrip("/").rpartition("/")[2])
    stem, dot, suffix = name.rpartition(".")
    return words((stem if dot and len(suffix) <= 5 else name).replace("_", " "))


def leads_to(address: str, places: tuple[str, ...]) -> bool:
    """Whether an address is one of `places`, each the beginning of a host and path, or lies below one.

    >>> leads_to("https://www.example.com/share/a?b=c", ("example.com/share",))
    True
    """
    host, path = _split(address)
    return f"{host.removeprefix('www.')}{path}".startswith(places)


def is_small(image: Image, width: int, height: int) -> bool:
    """Whether the source says that the picture is at most so large. One side is enough when it says no more."""
    if image.width is None and image.height is None:
        return False
    return (image.width or 0) <= width and (image.height or 0) <= height


def finding(number: int, image: Image, kind: Kind, what: str) -> Finding:
    """The finding that proposes the picture of this number, and says what it is and which."""
    why = f"{what}: {image.alt or image.src[:200]}"
    return Finding(image.at, image.at, kind, why=why, certainty=Certainty.SURE, facts={"image": number})


def numbered(images: tuple[Image, ...]) -> Iterator[tuple[int, Image]]:
    """The pictures that have a source, with their numbers."""
    return ((number, image) for number, image in enumerate(images) if image.src)


def _split(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.netloc.lower(), parts.path
