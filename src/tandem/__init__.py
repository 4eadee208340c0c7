"""Tandem: one household, one plan, one lead."""

__version__ = "0.1.0"
