"""The search: records, facets, words of queries, and the files that the browser loads."""
