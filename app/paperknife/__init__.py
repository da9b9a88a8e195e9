"""Paperknife opens saved web pages, strikes what is not the article, and keeps clippings as Markdown."""

__version__ = "0.1.0"
