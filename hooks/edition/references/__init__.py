"""References: identifiers, addresses, what refers to what, and where what has moved is found."""
