"""The one plan of a household: circumstances, parts, goals, agreements, answers, changes."""
