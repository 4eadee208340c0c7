"""The pure core: what a household plan means, and whether it can be lived.

Nothing here reads a clock, a file, a database or the network. Dates come in as arguments.
"""
