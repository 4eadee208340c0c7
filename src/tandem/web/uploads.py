"""Files on their way in: kept in memory, counted while they come, and let go when too large.

What somebody sends never touches a disk before it is looked at and sealed.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest

from tandem.core.model.files import MOST_BYTES

LARGER = {"files": MOST_BYTES, "rights-correction": MOST_BYTES}
"""Routes that take larger files than others do, with how many bytes."""


class CountingUploadHandler(MemoryFileUploadHandler):
    """Keeps a file in memory as long as it is no larger than its page takes."""

    limit = 0
    seen = 0

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Look which page it is for; what the request says of its own length is not believed."""
        super().handle_raw_input(*args, **kwargs)
        self.activated = True
        self.limit = limit_of(self.request)

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Begin to count."""
        self.seen = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, or let the whole file go when it makes it too large."""
        self.seen += len(raw_data)
        if self.seen > self.limit:
            self.file.close()
            if self.request is not None:
                self.request.META[TOO_LARGE] = "1"
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


TOO_LARGE = "tandem.file_too_large"
"""Where a request says that a file in it was let go."""


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file was sent that is larger than this page takes."""
    _ = request.FILES  # what was sent is read when somebody asks for it
    return TOO_LARGE in request.META


def limit_of(request: HttpRequest | None) -> int:
    """Return how many bytes a file may have that is sent to this page."""
    match = getattr(request, "resolver_match", None)
    name = getattr(match, "url_name", None)
    return LARGER.get(name or "", settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
