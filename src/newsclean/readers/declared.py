"""What a page declares of itself: JSON-LD, meta tags, microdata, and the headline and byline that readers see.

Order of trust, strongest first: JSON-LD of an article, then meta tags, then microdata and the visible
elements. The title is the exception: there the headline on the page wins over what is declared, as long as
both speak of the same thing. Broken structured data is read as far as it goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from newsclean.folding import words
from newsclean.names import authors_from

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
    r'"(headline|datePublished|dateModified|articleBody|isAccessibleForFree)"\s*:\s*"?((?:[^"\\]|\\.)*)"?'
)
_TAG = re.compile(r"<[^<>]{1,400}>")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_SITE_SEPARATOR = re.compile(r"\s+(?:[|–—•·»«-]|//|::)\s+|\s*[|｜]\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])")
_TITLE_TAGS = ("og:title", "twitter:title", "title", "dc.title", "headline", "sailthru.title", "parsely-title")
_DATE_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "published",
    "last-modified-date",
    "cxenseparse:recs:publishtime",
)
_MODIFIED_TAGS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_AUTHOR_TAGS = (
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "parsely-author",
    "byl",
    "creator",
    "article:author_name",
    "cxenseparse:author",
)


def read_declared(tree: Any, url: str | None = None) -> dict[str, Any]:
    """The page's own statements as hints: values for the fields of Metadata, `article_body`, and `sources`."""
    meta = _meta(tree)
    article, site = _structured(tree)
    hints: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def state(name: str, value: Any, source: str) -> None:
        if value and name not in hints:
            hints[name] = value
            sources[name] = source

    publisher = _text(_name(article.get("publisher"))) or meta.get("og:site_name", "") or _text(_name(site))
    state("publisher", publisher, "json-ld" if article.get("publisher") else "meta")
    site_name = publisher or _host_name(url)
    _dates(article, meta, tree, state)
    title, source = _title(tree, article, meta, site_name)
    state("title", title, source)
    _authors(article, meta, tree, publisher, state)
    _rest(article, meta, tree, url, state)
    hints["sources"] = sources
    return hints


def _host_name(url: str | None) -> str:
    """The part of the host by which a site is known: `harbour-post` of https://www.harbour-post.co.uk/a."""
    host = (url or "").partition("//")[2].partition("/")[0].removeprefix("www.")
    return max(host.split(".")[:-1] or [""], key=len)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), unescape(content).strip())
    return found


def _structured(tree: Any) -> tuple[dict[str, Any], Any]:
    """The JSON-LD of the article, and the publisher's name from another node if there is one."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            nodes += _nodes(_loads(script.text), 0)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article: dict[str, Any] = {}
    for known in (_ARTICLE_TYPES, _PAGE_TYPES):
        for node in nodes:
            if not known.isdisjoint(_types(node)) and (node.get("headline") or node.get("datePublished")):
                article = node
                break
        if article:
            break
    if not article:
        article = next((node for node in nodes if node.get("headline")), {})
    article = {key: _followed(value, by_id) for key, value in article.items()}
    site = next((n for n in nodes if {"WebSite", "NewsMediaOrganization"} & set(_types(n))), None)
    return article, site


def _loads(text: str) -> Any:
    text = _WRAPPED.sub("", text).strip().rstrip(";")
    for repaired in (text, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(repaired, strict=False)
        except (ValueError, RecursionError):
            continue
    fields = dict(reversed(_FIELD.findall(text[:500_000])))
    return {"@type": "NewsArticle", **fields} if fields else None


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


def _types(node: Mapping[str, Any]) -> list[str]:
    types = node.get("@type", ())
    found = [types] if isinstance(types, str) else list(types) if isinstance(types, list) else []
    return [str(t).rpartition("/")[2] for t in found]


def _followed(value: Any, by_id: Mapping[str, Any]) -> Any:
    if isinstance(value, dict) and set(value) == {"@id"}:
        return by_id.get(value["@id"], value)
    if isinstance(value, list):
        return [_followed(item, by_id) for item in value]
    return value


def _text(value: Any) -> str:
    """A field as plain text: lists give their first item, HTML in it goes."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
        return _text(value)
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, bool) else str(value)
    return " ".join(_TAG.sub(" ", unescape(unescape(value))).split())


def _name(value: Any) -> Any:
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        return value.get("name") or ""
    return value


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, dict):
        name = value.get("name")
        if isinstance(name, list):
            yield from _names(name)
        elif name:
            yield _text(name)
        elif value.get("givenName") and value.get("familyName"):
            yield f"{_text(value['givenName'])} {_text(value['familyName'])}"
    elif isinstance(value, str):
        yield _text(value)


def _dates(article: Mapping[str, Any], meta: Mapping[str, str], tree: Any, state: Any) -> None:
    state("date", _iso(_text(article.get("datePublished"))), "json-ld")
    for tag in _DATE_TAGS:
        state("date", _iso(meta.get(tag, "")), "meta")
    state("modified", _iso(_text(article.get("dateModified"))), "json-ld")
    for tag in _MODIFIED_TAGS:
        state("modified", _iso(meta.get(tag, "")), "meta")
    if not meta.get("article:published_time") and not article.get("datePublished"):
        for element in tree.iter("time"):
            marked = (
                f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('pubdate') or ''}".lower()
            )
            if "publi" in marked or element.get("pubdate") is not None:
                state("date", _iso(element.get("datetime") or ""), "time element")


def _iso(text: str) -> str:
    found = _DATE.match(text.strip())
    return found[0].replace(" ", "T", 1).replace("Z", "+00:00") if found else ""


def _title(tree: Any, article: Mapping[str, Any], meta: Mapping[str, str], site: str) -> tuple[str, str]:
    """The headline that a reader sees: the heading on the page that says what the declared title says.

    A heading that has a kicker before the declared title gives way to the declared title.
    """
    headline = _text(article.get("headline"))
    tags = [meta[tag] for tag in _TITLE_TAGS if tag in meta]
    page = next((_flat(element) for element in tree.iter("title")), "")
    declared = [without_site(text, site) for text in (headline, *tags, page) if text]
    said = [words(text) for text in declared]
    for level in ("h1", "h2"):
        best, score = _closest([_flat(element) for element in tree.iter(level)], said)
        if best and score >= 0.5:
            found = words(best)
            for text, other in zip(declared, said, strict=True):
                if len(other) >= 4 and len(found) > len(other) and found[-len(other) :] == other:
                    return text, "declared"
            return without_site(best, site), level
    for text, source in ((headline, "json-ld"), (tags[0] if tags else "", "meta"), (page, "title element")):
        if text:
            return without_site(text, site), source
    headings = [text for text in map(_flat, tree.iter("h1")) if words(text) != words(site)]
    return (headings[0], "h1") if headings else ("", "")


def _flat(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _closest(headings: list[str], said: list[list[str]]) -> tuple[str, float]:
    """The heading that shares most with what is declared, and how much: 1 is all."""
    best, score = "", 0.0
    for heading in headings:
        found = set(words(heading))
        if not 1 <= len(found) <= 60:
            continue
        for other in map(set, said):
            shared = len(found & other)
            likeness = max(shared / len(found | other), 0.9 * shared / len(found) if len(found) > 2 else 0.0)
            if likeness > score:
                best, score = heading, likeness
    return best, score


def without_site(title: str, site: str) -> str:
    """`title` less the name of the site behind or before it.

    >>> without_site("Bridge reopens after a year - Harbour Post", "Harbour Post")
    'Bridge reopens after a year'
    """
    title = " ".join(title.split())
    parts = _SITE_SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    name = words(site)
    joined = "".join(name)
    for place, rest in ((-1, parts[0]), (0, parts[-1])):
        part = words(parts[place])
        if not part or len(words(rest)) < 2:
            continue
        same = "".join(part) == joined or (len(part) <= 5 and set(part) <= set(name)) or set(name) == set(part[:-1])
        hosted = (
            len("".join(part)) >= 3
            and len(part) <= 4
            and joined
            and ("".join(part) in joined or joined in "".join(part))
        )
        if same or hosted:
            cut = title.rfind(parts[-1]) if place else title.find(parts[1], len(parts[0]))
            return without_site((title[:cut] if place else title[cut:]).strip(" |–—•·:»«/-"), site)
    return title


def _authors(article: Mapping[str, Any], meta: Mapping[str, str], tree: Any, publisher: str, state: Any) -> None:
    state("authors", authors_from(_names(article.get("author")), publisher), "json-ld")
    if not article.get("author"):
        state("authors", authors_from(_names(article.get("creator")), publisher), "json-ld")
    for tag in _AUTHOR_TAGS:
        if tag in meta and not meta[tag].startswith("http"):
            state("authors", authors_from([meta[tag]], publisher), "meta")
    if not article.get("author") or not authors_from(_names(article.get("author")), publisher):
        state("authors", authors_from(_seen_authors(tree), publisher), "byline element")


def _seen_authors(tree: Any) -> Iterator[str]:
    """Names in the elements by which pages mark them: those that say so by attribute, then those by class."""
    by_class: list[str] = []
    for element in tree.iter("a", "span", "div", "p", "address", "li"):
        marked = element.get("itemprop") == "author" or "author" in (element.get("rel") or "").split()
        classes = (element.get("class") or "").lower()
        if not marked and not (classes and _AUTHOR_CLASS.search(classes)):
            continue
        text = _flat(element)
        if 3 < len(text) <= 90 and not _in_comments(element):
            if marked:
                yield text
                return
            by_class.append(text)
    yield from by_class[:1]


def _in_comments(element: Any) -> bool:
    """Whether the element stands among readers' comments or in their form."""
    for _ in range(8):
        element = element.getparent()
        if element is None:
            return False
        if element.tag == "form" or "comment" in f"{element.get('class') or ''} {element.get('id') or ''}".lower():
            return True
    return False


_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|article-author|author-name|byline-name|byline__name|autor|auteur|forfatter)"
    r"(?:[_-]{1,2}name|[_-]{1,2}link)?(?:$|\s)"
)


def _rest(article: Mapping[str, Any], meta: Mapping[str, str], tree: Any, url: str | None, state: Any) -> None:
    state("description", _text(article.get("description")), "json-ld")
    for tag in ("og:description", "description", "twitter:description"):
        state("description", meta.get(tag, ""), "meta")
    for tag in ("og:image", "twitter:image", "twitter:image:src"):
        state("image", meta.get(tag, ""), "meta")
    topics = article.get("keywords") or meta.get("news_keywords") or meta.get("keywords") or ""
    listed = [_text(t) for t in topics] if isinstance(topics, list) else re.split(r"[,;]", _text(topics))
    found = tuple(dict.fromkeys(t.strip() for t in listed if t.strip()))[:30]
    state("topics", found, "json-ld" if article.get("keywords") else "meta")
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            state("url", _address(link.get("href")), "canonical link")
    state("url", _address(meta.get("og:url")) or url, "meta")
    language = (tree.get("lang") or meta.get("og:locale") or _text(article.get("inLanguage")))[:2].lower()
    state("language", language if language.isalpha() else "", "page")
    free = article.get("isAccessibleForFree")
    if free is not None and free != "":
        state("access", "free" if str(free).strip().lower() in ("true", "yes", "1") else "paywalled", "json-ld")
    body = article.get("articleBody")
    if isinstance(body, str) and len(body) > 200:
        state("article_body", _TAG.sub(" ", unescape(body)), "json-ld")
    if "AdvertiserContentArticle" in _types(article):
        state("sponsored", True, "json-ld")


def _address(href: str | None) -> str:
    return href if href and href.startswith(("http://", "https://")) else ""
