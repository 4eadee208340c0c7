"""What goes from hand to hand: pure machines, which a database keeps and a clock moves."""
