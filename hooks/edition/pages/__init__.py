"""The model as pages: which there are, and what stands on each."""
