"""Share bars: rows of network names, print, copy link, bookmark, save."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model import Certainty, Document, Finding, Kind
from newsclean.rule import phrased, rule

NETWORKS = frozenset(
    "facebook twitter x whatsapp telegram linkedin pinterest reddit tumblr messenger flipboard pocket viber line "
    "skype xing threads bluesky mastodon vk vkontakte odnoklassniki ok weibo wechat weixin qq qzone hatena kakao "
    "kakaotalk kakaostory naver band instapaper digg stumbleupon snapchat instagram tiktok youtube rss evernote "
    "fb ig sms email mail gmail feedly mix signal".split()
)
_GLUE = frozenset(
    "share on via to with print copy link icon logo button opens in new window tab click e more save bookmark and "
    "url shortlink tweet post plus google this article story current teilen auf bei per drucken partager sur par "
    "imprimer compartir en compartilhar no condividi su delen op del pa dela jaa paylas udostepnij na".split()
)
_ALSO_WORDS = frozenset("ok x line mix signal band pocket mail".split())
"""Names of networks that are words of their own: alone in a line they say nothing."""


@rule(
    "share.networks",
    Kind.SHARE,
    "a row of nothing but the names of networks to share on",
    """\
- Facebook Twitter WhatsApp E-Mail
The council approved the new budget on Monday evening after a debate that lasted more than four hours.
- Share via Telegram
""",
)
def networks(document: Document) -> Iterator[Finding]:
    for number, found in document.short.items():
        block = document.blocks[number]
        if not found or len(found) > 30 or NETWORKS.isdisjoint(found):
            continue
        named = [word for word in found if word in NETWORKS]
        if _ALSO_WORDS.issuperset(found):
            continue
        if any(word not in NETWORKS and word not in _GLUE for word in found):
            continue
        sure = len(set(named)) >= 2 or len(found) > len(named)
        yield Finding(block.start, block.end, Kind.SHARE, certainty=Certainty.SURE if sure else Certainty.LIKELY)


RULES = (phrased(Kind.SHARE), networks)
