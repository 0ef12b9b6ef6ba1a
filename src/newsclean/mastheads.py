"""Publishers' names, told from what feeds put behind titles and above themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.folding import words
from newsclean.packs import lexicon

_SUFFIX = re.compile(r"(.*\S)(?:\s+[-–—·•]\s+|\s*[|｜]\s*|\s+::\s+)(\S.*)$", re.DOTALL)
_DOMAIN = re.compile(r"[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}$")
_MASTHEADS = frozenset(
    """news newspaper times post herald tribune gazette journal daily mail guardian telegraph chronicle observer
    independent tv radio press today online zeitung nachrichten anzeiger tageblatt kurier rundschau allgemeine
    journal presse dépêche diario noticias periódico gaceta correio jornal folha notícias giornale corriere gazzetta
    quotidiano krant dagblad nieuws dagbladet avisen tidning tidende nyheter aftenposten gazeta dziennik wiadomości
    noviny zprávy správy hírek ziarul știri вести новости газета новини вестник vijesti novine εφημερίδα νέα gazetesi
    haber haberler berita kabar harian báo 新聞 ニュース 日报 日報 신문 뉴스""".split()
)
"""Words that newspapers and broadcasters are named by."""
LONGEST_NAME = 5
"""A publisher's name behind a title has at most so many words."""


def parted_title(title: str, sites: Sequence[str], *, not_names: Sequence[str] = ()) -> tuple[str, str]:
    """The headline, and the publisher's name that stood behind it; "" where none did.

    The part behind the last dash or bar is the publisher when it is one of `sites` (names, or a host), a news
    agency, an address such as example.com, or a short name with a word that newspapers are named by. It is not
    when it is in `not_names`: some feeds put the author there.

    >>> parted_title("Bridge reopens after a year - Harbour Post", [])
    ('Bridge reopens after a year', 'Harbour Post')
    >>> parted_title("Bridge reopens - at last", [])
    ('Bridge reopens - at last', '')
    """
    found = _SUFFIX.match(title)
    if not found or len(words(found[1])) < 2:
        return title, ""
    headline, name = found[1].rstrip(), found[2].strip()
    said = words(name)
    if not said or len(said) > LONGEST_NAME or said in [words(other) for other in not_names]:
        return title, ""
    return (headline, name) if _is_site(name, said, sites) else (title, "")


def names_publisher(title: str) -> bool:
    """Whether a feed's title can be its publisher's name: short, and not in two parts, of which either could be.

    >>> names_publisher("Harbour Post"), names_publisher("World news | Harbour Post")
    (True, False)
    """
    return 0 < len(words(title)) <= LONGEST_NAME and not _SUFFIX.match(title)


def _is_site(name: str, said: list[str], sites: Sequence[str]) -> bool:
    joined = "".join(said)
    for site in sites:
        known = words(site)
        if known and (known == said or "".join(known) == joined or (len(said) > 1 and set(said) <= set(known))):
            return True
    if lexicon().phrasebook.only_agencies([word for word in said if word != "news"]) or _DOMAIN.match(name):
        return True
    capital = all(part[0].isupper() or part[0].isdigit() or part.lower() == part.upper() for part in name.split())
    return capital and not _MASTHEADS.isdisjoint(said)
