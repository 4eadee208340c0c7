"""The site for the server of the benchmark; its database may be the one that comes along."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from tandem.config.processes import stop_with_parent

stop_with_parent()
application = get_wsgi_application()

from tandem.config.checks import owned_tables, unfit_roles  # noqa: E402 - needs the settings
from tandem.config.rubbish import seldom  # noqa: E402 - when all is loaded

if found := [*unfit_roles(), *owned_tables()]:
    raise ImproperlyConfigured("\n".join(found))

seldom()
