"""Share bars: rows of network names, print, copy link, bookmark, save."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.folding import words
from newsclean.images import file_words, finding, is_small, leads_to, numbered
from newsclean.model import Certainty, Document, Finding, Image, Kind
from newsclean.rule import cued, phrased, rule

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


SHARE_ADDRESSES = (
    "facebook.com/sharer",
    "facebook.com/share.php",
    "facebook.com/dialog/",
    "m.facebook.com/sharer",
    "twitter.com/intent/",
    "twitter.com/share",
    "twitter.com/home",
    "x.com/intent/",
    "x.com/share",
    "linkedin.com/share",
    "linkedin.com/cws/share",
    "reddit.com/submit",
    "pinterest.com/pin/create",
    "tumblr.com/share",
    "tumblr.com/widgets/share",
    "api.whatsapp.com/send",
    "wa.me/",
    "t.me/share",
    "telegram.me/share",
    "vk.com/share.php",
    "connect.ok.ru/",
    "bsky.app/intent/",
    "getpocket.com/save",
    "addtoany.com/",
    "addthis.com/",
    "sharethis.com/",
    "feeds.feedburner.com/~ff/",
    "feeds.wordpress.com/1.0/",
    "del.icio.us/post",
    "digg.com/submit",
    "stumbleupon.com/submit",
)
_ICON_SIZE = (130, 64)
"""The largest width and height of a share button; old ones with a counter were 110 wide."""


@rule(
    "share.image",
    Kind.SHARE,
    "a picture that is a share button: by the address it leads to, or its name and its size or row",
)
def image(document: Document) -> Iterator[Finding]:
    named = {number for number, image in numbered(document.images) if _names_a_network(image)}
    for number, image in numbered(document.images):
        in_row = not named.isdisjoint((number - 1, number + 1))
        if _leads_to_sharing(image) or (number in named and (in_row or is_small(image, *_ICON_SIZE))):
            yield finding(number, image, Kind.SHARE, "a share button")


def _leads_to_sharing(image: Image) -> bool:
    """Whether a click would share the article, and the picture is not plainly one of the article's own."""
    leads = leads_to(image.href, SHARE_ADDRESSES) or image.href.startswith("mailto:?")
    return leads and max(image.width or 0, image.height or 0) <= _ICON_SIZE[0]


def _names_a_network(image: Image) -> bool:
    """Whether the picture's text, or its file's name when it has none, is a network's and says no more."""
    said = words(image.alt) or [word for word in file_words(image.src) if not word[0].isdigit()]
    return not NETWORKS.isdisjoint(said) and all(word in NETWORKS or word in _GLUE for word in said)


RULES = (phrased(Kind.SHARE), cued(Kind.SHARE, "Copy this link or tweet it to your friends"), networks, image)
