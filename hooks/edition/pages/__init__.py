"""The pages of the site: their kinds, views, templates, HTML and dates."""
