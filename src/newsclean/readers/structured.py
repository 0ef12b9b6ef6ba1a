"""What a page declares for machines: its JSON-LD and its meta tags, read as far as they go when broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

_ARTICLE_TYPES = frozenset(
    """Article NewsArticle ReportageNewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle
    OpinionNewsArticle ReviewNewsArticle AdvertiserContentArticle SatiricalArticle BlogPosting LiveBlogPosting
    SocialMediaPosting Report TechArticle ScholarlyArticle""".split()
)
_PAGE_TYPES = frozenset({"WebPage", "ItemPage", "Review", "Recipe", "VideoObject", "CreativeWork", "QAPage"})
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleBody|description|isAccessibleForFree)"\s*:\s*'
    r'(?:"((?:[^"\\]|\\.)*)|(true|false))'
)
_AUTHOR = re.compile(r'"author"\s*:\s*[\[{\s]{1,20}[^{}\[\]]{0,300}?"name"\s*:\s*"((?:[^"\\]|\\.)*)"')
READABLE = 500_000
"""So many characters of a broken JSON-LD are looked through for fields."""
TAG = re.compile(r"<[^<>]{1,400}>")


def meta_tags(tree: Any) -> dict[str, tuple[str, ...]]:
    """The contents of the meta tags by their lower-case names: one name may stand there several times."""
    found: dict[str, tuple[str, ...]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = unescape(element.get("content") or "").strip()
        if name and content:
            name = name.strip().lower()
            found[name] = (*found.get(name, ()), content)
    return found


def article_data(tree: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The JSON-LD node of the article, and that of the site; empty where there is none.

    What a node only refers to by `@id` is looked up among all nodes of the page.
    """
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            nodes += _nodes(_loads(script.text), 0)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article: dict[str, Any] = {}
    for known in (_ARTICLE_TYPES, _PAGE_TYPES):
        for node in nodes:
            if not known.isdisjoint(types_of(node)) and (node.get("headline") or node.get("datePublished")):
                article = node
                break
        if article:
            break
    if not article:
        article = next((node for node in nodes if node.get("headline")), {})
    article = {key: _followed(value, by_id) for key, value in article.items()}
    site = next((n for n in nodes if {"WebSite", "NewsMediaOrganization"} & set(types_of(n))), {})
    return article, site


def _loads(text: str) -> Any:
    text = _WRAPPED.sub("", text).strip().rstrip(";")
    for repaired in (text, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(repaired, strict=False)
        except (ValueError, RecursionError):
            continue
    return _fields(text[:READABLE])


def _fields(broken: str) -> dict[str, Any] | None:
    """The fields that stand in a JSON-LD that is no JSON, each as first written."""
    fields: dict[str, Any] = {}
    for name, value, truth in _FIELD.findall(broken):
        fields.setdefault(name, _unescaped(value) or truth)
    author = _AUTHOR.search(broken)
    if author:
        fields["author"] = {"@type": "Person", "name": _unescaped(author[1])}
    return {"@type": "NewsArticle", **fields} if fields else None


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "subjectOf"):
            if key in data:
                yield from _nodes(data[key], depth + 1)


def types_of(node: Any) -> list[str]:
    """The schema.org types of a node, without the address of the vocabulary."""
    if not isinstance(node, Mapping):
        return []
    types = node.get("@type", ())
    found = [types] if isinstance(types, str) else list(types) if isinstance(types, list) else []
    return [str(t).rpartition("/")[2] for t in found]


def _followed(value: Any, by_id: Mapping[str, Any]) -> Any:
    if isinstance(value, dict) and set(value) == {"@id"}:
        return by_id.get(value["@id"], value)
    if isinstance(value, list):
        return [_followed(item, by_id) for item in value]
    return value


def plain(value: Any) -> str:
    """A field as plain text: lists give their first item, objects their name; HTML in it goes.

    >>> plain(["The <b>bridge</b> &amp; the bay"])
    'The bridge & the bay'
    """
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
        return plain(value)
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, bool) else str(value)
    return " ".join(TAG.sub(" ", unescape(unescape(value))).split())


def first_name(value: Any) -> str:
    """The name of an object, or of the first of several, as plain text."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("name") or ""
    return plain(value)


def names_in(value: Any) -> Iterator[str]:
    """All names in an author field: strings, objects with a name or its two parts, and lists of these."""
    if isinstance(value, list):
        for item in value:
            yield from names_in(item)
    elif isinstance(value, dict):
        name = value.get("name")
        if isinstance(name, list):
            yield from names_in(name)
        elif name:
            yield plain(name)
        elif value.get("givenName") and value.get("familyName"):
            yield f"{plain(value['givenName'])} {plain(value['familyName'])}"
    elif isinstance(value, str):
        yield plain(value)
