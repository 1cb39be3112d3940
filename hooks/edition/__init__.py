"""The edition: texts, registers and corrections as data, and their projections. Knows nothing of MkDocs."""
