"""Organisations, professionals, persons, accounts, households, and who is involved in which."""
