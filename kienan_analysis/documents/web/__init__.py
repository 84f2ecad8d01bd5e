"""Saved web pages: the article as it is shown, apart from what stands around it."""
