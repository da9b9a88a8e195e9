"""What each block of a page is, and why."""
