"""What pages show, as plain frozen dataclasses: views fill them, templates read them.

A shape holds what is said, already decided: what a viewer may not see is not in it. Sentences of
the plan check and of agreements come in as text; days come in as days, and the templates say them.
Addresses come in ready, so a template never asks who may go where.
"""
