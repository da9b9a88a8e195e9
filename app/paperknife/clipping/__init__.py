"""An article or a selection as Markdown with front matter and its images."""
