"""Files that come with a form: taken up to a limit, and counted beyond it, so that the words beside them are read
however big the files are."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_FILES = 10
MOST_FILE_BYTES = 15 * 1024 * 1024
MOST_BYTES = 25 * 1024 * 1024


class Capped(FileUploadHandler):
    """Holds each file in memory while it and all together keep the limits; of the rest it keeps the size alone."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.all_bytes = 0
        self.parts: list[bytes] = []
        self.bytes = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.parts, self.bytes = [], 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.bytes += len(raw_data)
        self.all_bytes += len(raw_data)
        if self.bytes > MOST_FILE_BYTES or self.all_bytes > MOST_BYTES:
            self.parts.clear()
        else:
            self.parts.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        content = BytesIO(b"".join(self.parts))
        return InMemoryUploadedFile(
            content, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )
