"""What a page states of itself: facts from its JSON-LD, its meta tags, and the elements that readers see.

Order of trust, strongest first: JSON-LD of the article, then meta tags, then microdata and the visible
elements. The title is the exception: there the headline on the page wins over what is declared, as long as
both speak of the same thing. Broken structured data is read as far as it goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from newsclean.readers.authorship import read_authors
from newsclean.readers.headline import read_headline
from newsclean.readers.published import read_dates
from newsclean.readers.structured import TAG, article_data, first_name, meta_tags, plain, types_of


def read_declared(tree: Any, url: str | None = None) -> dict[str, Any]:
    """The page's own statements as hints: values for the fields of Metadata, and more that rules may look at.

    `article_body` is the declared text, `headlines` are all wordings of the title, and `sources` tells where each
    value came from. `house_author` is the site itself, where the page names it as the author and names nobody else.
    """
    meta = meta_tags(tree)
    article, site = article_data(tree)
    hints: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def state(name: str, value: Any, source: str) -> None:
        if value and name not in hints:
            hints[name] = value
            sources[name] = source

    state("publisher", first_name(article.get("publisher")), "json-ld")
    state("publisher", meta.get("og:site_name", ("",))[0], "meta")
    state("publisher", first_name(site), "json-ld")
    site_name = hints.get("publisher") or _host_name(url)
    for name, (value, source) in read_dates(tree, article, meta, url).items():
        state(name, value, source)
    title, source, wordings = read_headline(tree, article, meta, site_name)
    state("title", title, source)
    state("headlines", wordings, source)
    authors = read_authors(tree, article, meta, title, (hints.get("publisher", ""), _host_name(url)))
    state("house_author" if authors.house else "authors", authors.names, authors.source)
    _rest(article, {name: values[0] for name, values in meta.items()}, tree, url, state)
    hints["sources"] = sources
    return hints


def _host_name(url: str | None) -> str:
    """The part of the host by which a site is known: `harbour-post` of https://www.harbour-post.co.uk/a."""
    host = (url or "").partition("//")[2].partition("/")[0].removeprefix("www.")
    return max(host.split(".")[:-1] or [""], key=len)


def _rest(article: Mapping[str, Any], meta: Mapping[str, str], tree: Any, url: str | None, state: Any) -> None:
    state("description", plain(article.get("description")), "json-ld")
    for tag in ("og:description", "description", "twitter:description"):
        state("description", meta.get(tag, ""), "meta")
    for tag in ("og:image", "twitter:image", "twitter:image:src"):
        state("image", meta.get(tag, ""), "meta")
    topics = article.get("keywords") or meta.get("news_keywords") or meta.get("keywords") or ""
    listed = [plain(t) for t in topics] if isinstance(topics, list) else re.split(r"[,;]", plain(topics))
    found = tuple(dict.fromkeys(t.strip() for t in listed if t.strip()))[:30]
    state("topics", found, "json-ld" if article.get("keywords") else "meta")
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            state("url", _address(link.get("href")), "canonical link")
    state("url", _address(meta.get("og:url")) or url, "meta")
    language = (tree.get("lang") or meta.get("og:locale") or plain(article.get("inLanguage")))[:2].lower()
    state("language", language if language.isalpha() else "", "page")
    free = article.get("isAccessibleForFree")
    if free is not None and free != "":
        state("access", "free" if str(free).strip().lower() in ("true", "yes", "1") else "paywalled", "json-ld")
    body = article.get("articleBody")
    if isinstance(body, str) and len(body) > 200:
        state("article_body", TAG.sub(" ", unescape(body)), "json-ld")
    if "AdvertiserContentArticle" in types_of(article):
        state("sponsored", True, "json-ld")


def _address(href: str | None) -> str:
    return href if href and href.startswith(("http://", "https://")) else ""
