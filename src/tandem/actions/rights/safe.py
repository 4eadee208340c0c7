"""Where this site keeps files, and with what it seals: from the configuration, made once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tandem.gateways.file_store import DiskStore, FileStore
from tandem.gateways.sealing import Sealer
from tandem.gateways.virus_scanner import Clamd, VirusScanner


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """Return where files lie."""
    return DiskStore(Path(settings.TANDEM_FILES))


@lru_cache(maxsize=1)
def file_sealer() -> Sealer:
    """Return what seals the keys of files."""
    return Sealer.of(settings.TANDEM_SEALING_KEYS, "files")


@lru_cache(maxsize=1)
def number_sealer() -> Sealer:
    """Return what seals citizen service numbers."""
    return Sealer.of(settings.TANDEM_SEALING_KEYS, "bsn")


@lru_cache(maxsize=1)
def virus_scanner() -> VirusScanner | None:
    """Return the virus scanner; None when this site has none, by choice."""
    return Clamd(settings.TANDEM_CLAMD) if settings.TANDEM_CLAMD else None
