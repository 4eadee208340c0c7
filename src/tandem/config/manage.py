"""Django's commands: `python -m tandem.config.manage COMMAND`.

What changes tables runs as their owner, named by `TANDEM_OWNER_DATABASE_URL`; everything else runs
as the site does. Without `DJANGO_SETTINGS_MODULE` the settings are those of the demo.
"""

from __future__ import annotations

import os
import sys

from tandem.config.database import AS_OWNER

OWNERS_COMMANDS = frozenset({"makemigrations", "migrate", "showmigrations", "sqlmigrate"})


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings.demo")
    if len(sys.argv) > 1 and sys.argv[1] in OWNERS_COMMANDS:
        os.environ[AS_OWNER] = "1"
    else:
        os.environ.pop(AS_OWNER, None)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage", *sys.argv[1:]])


if __name__ == "__main__":
    main()
