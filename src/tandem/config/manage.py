"""Django's commands: `python -m tandem.config.manage COMMAND`.

What changes tables runs as their owner, named by `TANDEM_OWNER_DATABASE_URL`, and the worker as
`TANDEM_WORKER_DATABASE_URL` says; everything else runs as the site does. Without
`DJANGO_SETTINGS_MODULE` the settings are those of the demo.
"""

from __future__ import annotations

import os
import sys

from tandem.config.database import AS_OWNER, AS_WORKER

OWNERS_COMMANDS = frozenset(
    {"invite", "makemigrations", "migrate", "seal_anew", "showmigrations", "sqlmigrate"}
)
WORKERS_COMMANDS = frozenset({"worker"})


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings.demo")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    for variable, commands in ((AS_OWNER, OWNERS_COMMANDS), (AS_WORKER, WORKERS_COMMANDS)):
        os.environ.pop(variable, None)
        if command in commands:
            os.environ[variable] = "1"
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage", *sys.argv[1:]])


if __name__ == "__main__":
    main()
