"""The charts: the table, drawing, finding and files of each."""
