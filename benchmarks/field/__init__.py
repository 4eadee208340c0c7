"""A benchmark for the field: labelled households, and a runner that scores any solver on them."""
