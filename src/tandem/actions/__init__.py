"""What people do, a module per verb: policy, change, event. Pages, the API and commands call these.

An action takes the open work first, so it cannot run outside a transaction or without an actor.
"""
