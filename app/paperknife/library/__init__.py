"""A plain folder of Markdown files, and a search over it."""
