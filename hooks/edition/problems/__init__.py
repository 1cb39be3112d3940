"""Problems of the content and of the code: what they are, and how each reader gets them."""
