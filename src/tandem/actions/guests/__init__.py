"""Guests: asking a professional without an account by a link, and what he or she answers."""
