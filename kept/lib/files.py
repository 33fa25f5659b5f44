"""Files that are on the disk when we say they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage

from kept.lib import bulk
from kept.lib.bulk import Content


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


def keep(content: Content) -> str:
    """Store the content durably and return its SHA-256 in hex. Harmless the second time."""
    digest = bulk.digest(content)
    name = content_name(digest)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content) if isinstance(content, bytes) else File(content.file))
    return digest
