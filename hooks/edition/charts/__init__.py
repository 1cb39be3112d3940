"""Pictures drawn from the data: for each a table, and from it a drawing, a sentence, a file."""
