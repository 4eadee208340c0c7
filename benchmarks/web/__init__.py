"""Measures the pages of the site under load, on a hundred thousand households."""
