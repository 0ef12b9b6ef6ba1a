"""Where the article is, when the extraction alone found too little; and JSON-LD that is broken."""

from __future__ import annotations

from lxml import html

from newsclean import clean_page
from newsclean.readers.structured import article_data, names_in, plain

CONTENT = '<div class="grid"><div class="article__content">{}</div></div>'
WORDS = "The harbour reopened on Tuesday morning, and ship number {} to come in was the old mail boat from the islands."


def paragraphs(numbers: range) -> str:
    return "".join(f"<p>{WORDS.format(n)}</p>" for n in numbers)


def test_a_text_in_several_containers_is_read_whole() -> None:
    parts = "".join(CONTENT.format(paragraphs(range(n, n + 4))) + '<div class="ad"></div>' for n in range(0, 20, 4))
    page = f"<html><body><article><h1>Harbour reopens</h1><div>{parts}</div></article></body></html>"
    text = clean_page(page).text
    assert all(WORDS.format(n) in text for n in range(20))


def test_another_article_on_the_page_is_not_joined() -> None:
    articles = "".join(f"<div><h1>Story {n}</h1>{CONTENT.format(paragraphs(range(n, n + 6)))}</div>" for n in (0, 100))
    page = f"<html><head><title>Story 0</title></head><body>{articles}</body></html>"
    tree = html.fromstring(page)
    before = html.tostring(tree)
    text = clean_page(tree).text
    assert WORDS.format(5) in text
    assert WORDS.format(100) not in text
    assert html.tostring(tree) == before


def test_the_declared_body_where_all_else_found_less() -> None:
    body = "\\n".join(WORDS.format(n) for n in range(10))
    head = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"x","articleBody":"{body}"}}</script>'
    )
    page = f"<html><head>{head}</head><body><div>The harbour reopened.</div></body></html>"
    assert clean_page(page).text.splitlines() == [WORDS.format(n) for n in range(10)]


def test_broken_json_ld_is_read_as_far_as_it_goes() -> None:
    broken = """<html><head><script type="application/ld+json">
    {"@type": "NewsArticle", "headline": "Caf\\u00e9 \\"Mole\\" reopens", "author": [{"@type": "Person",
    "name": "Ruth Amsel"}], "datePublished": "2024-03-05", "isAccessibleForFree": false, "description": "cut o
    </script></head><body></body></html>"""
    article, _ = article_data(html.fromstring(broken))
    assert article["headline"] == 'Café "Mole" reopens'
    assert list(names_in(article["author"])) == ["Ruth Amsel"]
    assert article["isAccessibleForFree"] == "false"


def test_graphs_refer_by_id_and_fields_may_hold_html_or_lists() -> None:
    page = """<html><head><script type="application/ld+json">{"@graph": [{"@type": ["Article"], "headline":
    ["The <b>mole</b> &amp; the bay"], "author": {"@id": "#p"}}, {"@id": "#p", "@type": "Person", "name": "Jun Mori"},
    {"@type": "WebSite", "name": "Tide Watch"}]}</script></head></html>"""
    article, site = article_data(html.fromstring(page))
    assert plain(article["headline"]) == "The mole & the bay"
    assert list(names_in(article["author"])) == ["Jun Mori"]
    assert site["name"] == "Tide Watch"
