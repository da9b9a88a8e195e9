"""What a page says of itself: title, byline, site, dates, language, description, lead image, address."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from paperknife.page.headline import headline
from paperknife.page.tree import attribute, one_line


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts about a page; what is unknown is empty, never invented.

    `published`, `modified` and `saved` are ISO 8601 dates or times, `language` a BCP 47 tag, `address` the page's
    own http(s) address, `image` the lead image's address as the page gives it, `body` what the page's data for
    machines give as the article's text.
    """

    title: str = ""
    byline: tuple[str, ...] = ()
    site: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    description: str = ""
    image: str = ""
    address: str = ""
    saved: str = ""
    body: str = ""

    def known(self, **facts: Any) -> "Metadata":
        """The same with `facts` that a container (MHTML, WARC …) knows better; empty ones change nothing."""
        return replace(self, **{name: value for name, value in facts.items() if value})


_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?")
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates (Unicode, UAX 9)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_ARTICLES = ("article", "posting", "report", "recipe", "webpage", "review", "question", "product", "howto")


def metadata_of(tree: LexborHTMLParser) -> Metadata:
    """Collects the metadata of a parsed page. Sources, best first, are named in each of the small functions below."""
    metas = _metas(tree)
    linked = _linked_data(tree)
    site = _site(metas, linked)
    return Metadata(
        title=_title(tree, metas, linked, site),
        byline=_byline(tree, metas, linked),
        site=site,
        published=_date(tree, metas, linked, "datePublished", _PUBLISHED, "pubdate"),
        modified=_date(tree, metas, linked, "dateModified", _MODIFIED, ""),
        language=_language(tree, metas, linked),
        description=_first(metas, "og:description", "description", "twitter:description", "dc.description"),
        image=_first(metas, "og:image", "og:image:url", "twitter:image", "twitter:image:src"),
        address=_address(tree, metas),
        body=body if isinstance(body := linked.get("articleBody"), str) else "",
    )


_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "dc.date.created",
    "citation_publication_date",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """First value of every <meta>, by its lower-case name, property or itemprop."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        value = one_line(attributes.get("content") or "")
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _linked_data(tree: LexborHTMLParser) -> dict[str, Any]:
    """The JSON-LD object that describes the page's main thing, {} without one. Broken JSON is passed over."""
    best: dict[str, Any] = {}
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text(deep=True).strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kind = str(thing.get("@type", "")).lower()
            if any(word in kind for word in _ARTICLES) and (
                not best or "webpage" in str(best.get("@type", "")).lower()
            ):
                best = thing
    return best


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON-LD document's lists and graphs."""
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value[:200])
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[key] for key in ("@graph", "mainEntity") if key in value)


def _first(metas: dict[str, str], *names: str) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _site(metas: dict[str, str], linked: dict[str, Any]) -> str:
    """og:site_name, JSON-LD's publisher, application-name."""
    publisher = linked.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    return (
        _first(metas, "og:site_name")
        or (one_line(name) if isinstance(name, str) else "")
        or _first(metas, "application-name", "twitter:app:name:iphone")
    )


def _title(tree: LexborHTMLParser, metas: dict[str, str], linked: dict[str, Any], site: str) -> str:
    """The headline, confirmed by og:title, JSON-LD's headline, and what else the metadata call the page.

    It is shown in lists, so it must not turn the text around it.
    """
    name = linked.get("headline") or linked.get("name")
    said = (name if isinstance(name, str) else "", _first(metas, "twitter:title", "dc.title", "citation_title"))
    return _DIRECTIONS.sub("", headline(tree, _first(metas, "og:title"), said, site))


def _byline(tree: LexborHTMLParser, metas: dict[str, str], linked: dict[str, Any]) -> tuple[str, ...]:
    """JSON-LD's authors, meta author, rel=author, itemprop=author."""
    names = list(_names(linked.get("author") or linked.get("creator")))
    if not names:
        said = _first(
            metas,
            "author",
            "article:author",
            "dc.creator",
            "parsely-author",
            "sailthru.author",
            "byl",
            "citation_author",
            "twitter:data1" if metas.get("twitter:label1", "").lower() in _BY else "",
        )
        names = re.split(r"\s*(?:,| and | und | et | y |;|&)\s*", said) if said and "://" not in said else []
    if not names:
        for selector in ('[rel~="author"]', '[itemprop~="author"]', ".byline", ".author"):
            node = tree.css_first(selector)
            text = one_line(node.text(deep=True)) if node else ""
            if text and len(text) < 80:
                names = [text]
                break
    cleaned = (
        re.sub(r"^(?:by|von|par|por|di|af|av|door|przez|autor|от)\s*:?\s+", "", one_line(name), flags=re.I)
        for name in names
    )
    return tuple(dict.fromkeys(name for name in cleaned if name and "://" not in name and len(name) < 80))


_BY = ("written by", "geschrieben von", "verfasst von", "écrit par", "escrito por", "scritto da", "author")


def _names(value: Any) -> Iterator[str]:
    for entry in value if isinstance(value, list) else [value]:
        name = entry.get("name") if isinstance(entry, dict) else entry
        if isinstance(name, str) and name.strip():
            yield name
        elif isinstance(name, list):
            yield from (part for part in name if isinstance(part, str))


def _date(
    tree: LexborHTMLParser, metas: dict[str, str], linked: dict[str, Any], key: str, names: tuple[str, ...], flag: str
) -> str:
    """JSON-LD, then the metas `names`, then <time>: the first that is a true date."""
    candidates = [linked.get(key), *(metas.get(name) for name in names)]
    if flag:
        for node in tree.css("time[datetime]")[:3]:
            candidates.append(attribute(node, "datetime"))
        for node in tree.css('[itemprop~="datePublished"]')[:1]:
            candidates.append(attribute(node, "content") or attribute(node, "datetime"))
    for candidate in candidates:
        if isinstance(candidate, str) and (date := iso_date(candidate)):
            return date
    return ""


def iso_date(text: str) -> str:
    """The ISO 8601 date or time that `text` begins with, checked against the calendar; "" if it has none."""
    match = _DATE.match(text.strip())
    if not match:
        return ""
    found = match.group().replace(" ", "T", 1).replace(" ", "")
    try:
        datetime.fromisoformat(found)
    except ValueError:
        try:
            datetime.fromisoformat(found[:10])
        except ValueError:
            return ""
        return found[:10]
    return found


def _language(tree: LexborHTMLParser, metas: dict[str, str], linked: dict[str, Any]) -> str:
    """<html lang>, then content-language, og:locale, JSON-LD."""
    root = tree.css_first("html")
    meta = tree.css_first('meta[http-equiv="content-language" i]')
    for claim in (
        attribute(root, "lang") if root else "",
        attribute(root, "xml:lang") if root else "",
        attribute(meta, "content") if meta else "",
        metas.get("og:locale", ""),
        linked.get("inLanguage"),
    ):
        if isinstance(claim, str) and _LANGUAGE.match(claim.strip()):
            return claim.strip().replace("_", "-")
    return ""


def _address(tree: LexborHTMLParser, metas: dict[str, str]) -> str:
    """The browser's own "saved from" comment, then canonical, og:url."""
    saved = saved_from(tree)
    canonical = tree.css_first('link[rel~="canonical" i][href]')
    for claim in (saved, attribute(canonical, "href") if canonical else "", metas.get("og:url", "")):
        if is_web_address(claim.strip()):
            return claim.strip()
    return ""


def saved_from(tree: LexborHTMLParser) -> str:
    """The address in the comment that Chromium and Internet Explorer write at the top of a saved page."""
    node = tree.root.prev if tree.root is not None else None
    while node is not None:
        if node.is_comment_node and (match := _SAVED_FROM.match(node.comment_content or "")):
            return match.group(1)
        node = node.prev
    return ""


def is_web_address(text: str) -> bool:
    """Whether `text` is a whole http or https address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)
