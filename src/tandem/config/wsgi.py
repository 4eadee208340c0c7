"""The site for a WSGI server: `granian --interface wsgi tandem.config.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from tandem.config.database import AS_OWNER, AS_WORKER
from tandem.config.processes import stop_with_parent

# Whatever the one who starts it was doing, the site is neither the owner nor the worker.
for variable in (AS_OWNER, AS_WORKER):
    os.environ.pop(variable, None)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings.production")

if os.environ.get("TANDEM_STOP_WITH_PARENT"):
    stop_with_parent()

application = get_wsgi_application()

from tandem.config.checks import refuse_unfit_database  # noqa: E402 - needs the settings
from tandem.config.rubbish import seldom  # noqa: E402 - when all is loaded

refuse_unfit_database()
seldom()
