"""What the classes and ids of the elements around a block call it.

Names lie: an article may sit in a box called "widget". So a name counts only for boxes that hold little of the
page's prose, and names that speak for an article count from everywhere. A long text in a layer beside the article's
box (terms of use, another page) is what the layer is called.
"""

import re

from paperknife.page.blocks import Element
from paperknife.verdicts.survey import Survey

_WORD = re.compile(r"[a-z0-9]{2,}")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MOST_PROSE = 0.2  # a box with more of the page's prose is not what a bad name says

_MEANINGS = {
    "ad": (
        "ad ads advert adverts advertisement advertising advertise adsbygoogle adslot adunit adbox "
        "adsense dfp gpt banner banners werbung anzeige publicite pub publicidad reklama reklam mpu "
        "leaderboard billboard skyscraper adcontainer adwrapper"
    ),
    "sponsored": (
        "sponsor sponsored sponsors taboola outbrain zergnet trc revcontent mgid promoted advertorial "
        "partner partners affiliate affiliates deals deal commercial native paid plista ligatus teads "
        "dianomi"
    ),
    "related": (
        "related recommended recommendation recommendations recommend recirc recirculation more readmore "
        "morefrom similar popular trending mostread mostpopular latest recent upnext next prev previous "
        "also teaser teasers teaserlist suggested suggestions suggest relacionadas relacionados correlati "
        "crosslinks seealso further verwandte aehnliche top headlines carousel slider river promoblock "
        "onward topstories jp relatedposts yarpp crp nextpost prevpost headline list"
    ),
    "newsletter": (
        "newsletter newsletters subscribe subscription signup mailchimp optin mailing mc4wp mailpoet abo "
        "sumome emailsignup"
    ),
    "social": (
        "share sharing social socials shares sharedaddy addthis addtoany sharethis a2a facebook twitter "
        "instagram whatsapp follow followus tweet pinterest linkedin sharebar shariff heateor socialmedia "
        "buttons"
    ),
    "comments": (
        "comment comments commentlist disqus respond reply replies livefyre fbcomments kommentare "
        "kommentar discussion commentform reactions feedback thread"
    ),
    "cookie": (
        "cookie cookies consent gdpr cmp onetrust didomi usercentrics ccpa privacy cookiebar cookiebanner borlabs"
    ),
    "promo": (
        "promo promotion promotions promobox donate donation donations membership member paywall upsell "
        "app apps cta calltoaction notification notifications push tip tips tipus marketing campaign "
        "offer offers premium shop product"
    ),
    "navigation": (
        "nav navi navbar navigation menu menus submenu breadcrumb breadcrumbs crumbs pagination pager "
        "paging topbar toolbar tabs tab search searchform header masthead skip skiplink tags tag taglist "
        "tagcloud topics topic categories category cat keywords hashtags toc sitenav subnav mainnav menue "
        "login account logo site"
    ),
    "footer": (
        "footer foot copyright colophon imprint impressum legal bottom fineprint disclaimer credits siteinfo pagefooter"
    ),
    "sidebar": (
        "sidebar side aside rail right left rightcol leftcol rightcolumn leftcolumn column2 col2 "
        "secondary complementary widget widgets widgetarea sidebars marginalie marginal extra extras box "
        "boxes module infobox"
    ),
    "author": (
        "author authors byline bylines bio authorbox authorbio writer dateline autor vcard contributor "
        "contributors reporter profile posted postedby credit"
    ),
    "date": (
        "date time datetime timestamp published publish pubdate updated datum postdate entrydate postmeta "
        "entrymeta meta metadata info"
    ),
    "caption": (
        "caption captions figcaption imagecaption imgcaption photocaption wpcaption bildunterschrift "
        "credit credits legend photocredit copyright photo image media gallery figure picture bild foto"
    ),
    "deck": (
        "deck dek standfirst subtitle subheadline subhead subheading lead lede intro teasertext summary "
        "excerpt abstract description chapo vorspann kicker sapo tagline"
    ),
    "overlay": (
        "modal popup overlay lightbox dialog tooltip dropdown hidden hide offscreen interstitial snackbar toast flyout"
    ),
    "body": (
        "article articlebody articletext articlecontent story storybody storytext post postcontent "
        "postbody postentry entry entrycontent content contents maincontent bodytext body text textbody "
        "richtext main hentry single singlepost newstext articulo articolo artikel artikeltext cuerpo "
        "corpo testo texte paragraph copy prose blogpost fulltext entrytext detail"
    ),
    "code": ("highlight code codehilite hljs prettyprint syntaxhighlighter footnotes footnote references reflist"),
}
_MEANING_OF: dict[str, tuple[str, ...]] = {}
for _meaning, _words in _MEANINGS.items():
    for _word in _words.split():
        _MEANING_OF[_word] = (*_MEANING_OF.get(_word, ()), _meaning)
_LAYERS = frozenset(("overlay", "cookie", "newsletter"))
_GUARDED = frozenset(_MEANINGS) - {"body", "code"}


def see(survey: Survey) -> None:
    """Adds "name:" signs for what the boxes around a block are called, and "word:" for the words of its own."""
    known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    inherited: dict[Element, tuple[str, ...]] = {}
    own_words: dict[Element, tuple[str, ...]] = {}
    for element in survey.holders:
        above = inherited[element.parent] if element.parent is not None else ()
        attributes = element.attributes
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}" if attributes else " "
        if name == " ":
            inherited[element] = above
            continue
        read = known.get(name)
        if read is None:
            read = known[name] = _read(name)
        words, meanings = read
        own_words[element] = words
        if not meanings:
            inherited[element] = above
            continue
        guarded: frozenset[str] = frozenset()
        if survey.good_share(element) > _MOST_PROSE:
            guarded = _GUARDED - _LAYERS if _is_apart(element, survey.core) else _GUARDED
        fresh = tuple(
            sign for meaning in meanings if meaning not in guarded and (sign := f"name:{meaning}") not in above
        )
        inherited[element] = (*above, *fresh) if fresh else above
    for block, signs in zip(survey.blocks.all, survey.signs, strict=True):
        signs.extend(inherited[block.element])
        signs.extend(f"word:{word}" for word in own_words.get(block.element, ()))


def _is_apart(element: Element, core: Element | None) -> bool:
    """Whether an element holds nothing of the article's box."""
    return core is not None and (element.stop <= core.first or element.first >= core.stop)


def _read(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of class and id names, and what they mean."""
    lower = name.lower()
    parted = lower if lower == name else _CAMEL.sub("-", name).lower()
    words = dict.fromkeys(word for word in _WORD.findall(parted) if not word.isdigit())
    joined = lower.replace("-", "").replace("_", "").split()
    meanings = dict.fromkeys(meaning for word in (*words, *joined) for meaning in _MEANING_OF.get(word, ()))
    return tuple(words)[:8], tuple(meanings)
