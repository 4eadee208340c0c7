"""The sentences of Tandem in plain English."""
