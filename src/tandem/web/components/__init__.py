"""A living sheet of every component in every state: for the demo and the tests."""
