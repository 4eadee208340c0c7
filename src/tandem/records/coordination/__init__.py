"""Who leads and who holds: tracks, leads, stand-ins, items, offers, and what must happen later."""
