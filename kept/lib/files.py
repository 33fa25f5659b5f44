"""Files that are on the disk when we say they are."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage


class DurableStorage(FileSystemStorage):
    """Django's storage on disk, flushed to the device before it returns."""

    def _save(self, name: str, content: Any) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc] # the stubs leave it out
        path = Path(self.path(saved))
        for each in (path, path.parent):
            handle = os.open(each, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return saved


def content_name(sha256: str) -> str:
    """Where content with that digest is kept; the same content is kept once."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(content: bytes) -> str:
    """Store the content durably and return its SHA-256 in hex. Harmless the second time."""
    digest = hashlib.sha256(content).hexdigest()
    name = content_name(digest)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return digest


def keep_file(file: File[bytes]) -> str:
    """As `keep`, a piece at a time."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    name = content_name(digest.hexdigest())
    if not default_storage.exists(name):
        file.seek(0)
        default_storage.save(name, file)
    return digest.hexdigest()
