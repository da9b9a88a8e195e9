"""A letter that was saved from a mail program: a newsletter with its pictures."""

from collections.abc import Iterator
from dataclasses import replace
from email.utils import parseaddr

from paperknife.errors import NoPageInside
from paperknife.formats import mime
from paperknife.formats.dates import date_of_mail
from paperknife.formats.mhtml import LIMIT, page_of_message
from paperknife.formats.source import Progress, Source
from paperknife.page.page import Page

# Fields that letters have and saved pages do not.
_OF_LETTERS = ("Message-ID", "Received", "Delivered-To", "Return-Path", "To")


def looks_like(source: Source) -> bool:
    """Whether the file begins with the header of a letter that was on its way."""
    header = None if source.is_folder else mime.is_message(source.head())
    return (
        header is not None
        and any(name in header for name in _OF_LETTERS)
        and "Snapshot-Content-Location" not in header
        and "Content-Location" not in header
    )


def read(source: Source, progress: Progress) -> Iterator[Page]:
    """The letter as a page: who sent it is its byline, when it was sent is when it was published."""
    whole, parts = mime.parts_of(source.data(LIMIT))
    progress(0.5)
    page = page_of_message(whole, parts, "eml")
    if page is None:
        raise NoPageInside(source.label, "letter")
    name, address = parseaddr(whole.field("From"))
    sender = name or address
    facts = page.metadata.known(
        title=whole.field("Subject"), byline=(sender,) if sender else (), published=date_of_mail(whole.field("Date"))
    )
    yield replace(page, metadata=replace(facts, saved=""))
