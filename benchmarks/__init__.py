"""Benchmarks of the plan check on seeded households; run with `python -m benchmarks`."""
