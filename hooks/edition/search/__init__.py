"""Search: the records that are searched, how they are narrowed, and the files that the browser asks."""
