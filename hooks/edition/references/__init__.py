"""References: identifiers, addresses, citations and redirects."""
