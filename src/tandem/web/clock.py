"""The one clock of the site: pages ask it, and hand the moment on."""

from tandem.records.clock import now

__all__ = ["now"]
