"""What a mail service calls us with, once more in the shape that anymail's webhook views look at.

Django's own request would refuse a mail of more than 10 MB and decode the bytes of a form; a mail is bytes.
"""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
MOST_FIELDS = 1000


class Call(HttpRequest):
    """One call, whole. `fields` are the bytes of a form's fields as they came."""

    def __init__(self, request: HttpRequest, content: bytes) -> None:
        super().__init__()
        self.method, self.META = request.method, request.META
        self.path, self.path_info = request.path, request.path_info
        self.content_type, self.content_params = request.content_type, request.content_params
        self._content = content
        form: Any = QueryDict(mutable=True)
        for name, value in self.fields.items():
            form[name] = value.decode("utf-8", "replace")
        self.POST, self.FILES = form, MultiValueDict()
        for part in self._parts:
            if filename := part.get_filename():
                file = SimpleUploadedFile(filename, _bytes(part), part.get_content_type())
                self.FILES.appendlist(_name(part), file)

    @property
    def body(self) -> bytes:
        return self._content

    @cached_property
    def fields(self) -> dict[str, bytes]:
        if self.content_type == FORM:
            pairs = parse_qsl(self._content.decode("latin-1"), True, encoding="latin-1", max_num_fields=MOST_FIELDS)
            return {name: value.encode("latin-1") for name, value in pairs}
        return {_name(part): _bytes(part) for part in self._parts if not part.get_filename()}

    @cached_property
    def _parts(self) -> list[Message]:
        if self.content_type != PARTS:
            return []
        head = f"Content-Type: {self.META.get('CONTENT_TYPE', '')}\r\n\r\n".encode("ascii", "replace")
        parts = BytesParser(policy=compat32).parsebytes(head + self._content).get_payload()
        return [each for each in parts[:MOST_FIELDS] if isinstance(each, Message)] if isinstance(parts, list) else []


def _name(part: Message) -> str:
    return str(part.get_param("name", "", "content-disposition"))


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
