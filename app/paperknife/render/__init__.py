"""A judged page as a person sees it: the article, and the original struck through."""
