"""Highlights: passages that the reader marked, how they are found again, and how they are written down."""
