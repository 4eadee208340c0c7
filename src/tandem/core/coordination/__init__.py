"""Who holds what: items, offers, and the clocks that run while nobody answers."""
