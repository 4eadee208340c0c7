"""The fictional municipality: for the demo and for tests, built through the actions.

Nothing here is a dump. People sign in, open households, read plans in, are asked to lead and say
yes or no, each on a day of the story; so the demo holds only what the actions allow. Django knows
this room in the demo and in tests, and nowhere else: production has no command that loads it.
"""
