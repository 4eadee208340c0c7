"""Doors to the world outside: each a narrow protocol with a real end and one in memory."""
