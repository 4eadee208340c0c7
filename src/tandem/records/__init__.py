"""What is kept: the tables, the one door to them, and how they map onto the core."""
