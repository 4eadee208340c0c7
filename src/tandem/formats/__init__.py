"""Readers and writers of files: strict, bounded, with line and column."""
