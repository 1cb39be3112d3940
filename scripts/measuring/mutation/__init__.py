"""Mutation testing: small changes to the sources that at least one test should notice."""
