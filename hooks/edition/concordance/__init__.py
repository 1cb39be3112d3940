"""The concordance: where words occur in the texts, and how they are translated there."""
