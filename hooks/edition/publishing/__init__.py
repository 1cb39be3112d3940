"""Publishing a finished site: locked, compared with its plan, exchanged with the last one in one step."""
