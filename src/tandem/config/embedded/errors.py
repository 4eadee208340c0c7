"""What can go wrong with the embedded server, told in one line."""


class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot do what was asked; the text is one line for a person."""
