"""Bytes in, pages out: one module per kind of saved page."""
