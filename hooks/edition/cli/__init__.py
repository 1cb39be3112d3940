"""The commands of scripts/edition, one module each."""
