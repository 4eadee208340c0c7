"""Opening households and involving people."""
