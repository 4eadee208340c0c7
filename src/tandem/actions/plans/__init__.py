"""Writing the plan, answering it, checking it, and choosing what would fit."""
