"""Problems of the content and of the code, and their formats for terminals, workflows and pages."""
