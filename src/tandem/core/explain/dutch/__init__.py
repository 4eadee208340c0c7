"""The sentences of Tandem in plain Dutch (B1)."""
