"""Leading: the track, who leads, who is asked to, who stands in."""
