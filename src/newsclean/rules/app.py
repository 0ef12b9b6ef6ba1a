"""App-download prompts, store badges and their alternative texts, notification prompts.

A store badge often comes through as the name of its picture; a prompt often names the publisher, which is
kept as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.folding import words
from newsclean.images import file_words, finding, is_small, leads_to, numbered
from newsclean.model import Document, Finding, Kind
from newsclean.rule import cued, phrased, rule

STORES = (
    "play.google.com/store",
    "apps.apple.com/",
    "itunes.apple.com/",
    "appgallery.huawei.com/",
    "appgallery.cloud.huawei.com/",
    "galaxystore.samsung.com/",
    "microsoft.com/store/",
    "rustore.ru/",
    "apps.rustore.ru/",
)
_STORE_NAMES = ("google play", "app store", "appstore", "play store", "playstore", "appgallery", "app gallery")
_BADGE_SIZE = (300, 100)
"""The largest width and height of a store badge: both stores' guidelines show them at about 180 by 60."""


@rule(
    "app.badge",
    Kind.APP,
    "a picture that is the badge of an app store: by its name, its link and its size",
)
def badge(document: Document) -> Iterator[Finding]:
    for number, image in numbered(document.images):
        said = f" {' '.join((*words(image.alt), *file_words(image.src)))} "
        named = any(f" {name} " in said for name in _STORE_NAMES)
        backed = leads_to(image.href, STORES) or is_small(image, *_BADGE_SIZE)
        if (named and (backed or " badge " in said)) or (" badge " in said and leads_to(image.href, STORES)):
            yield finding(number, image, Kind.APP, "a store badge")


RULES = (phrased(Kind.APP), cued(Kind.APP, "Our app has this story too, with widgets for Android and iPhone"), badge)
