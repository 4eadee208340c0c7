"""How passwords are hashed."""

from __future__ import annotations

from django.contrib.auth import hashers


class PasswordHasher(hashers.Argon2PasswordHasher):
    """Argon2id with 46 MiB, one pass, one lane: the first choice of OWASP's cheat sheet.

    One lane, because a process answers one request at a time: more would take the time of others.
    See decision 53.
    """

    time_cost = 1
    memory_cost = 47104
    parallelism = 1
