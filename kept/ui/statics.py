"""Styles and scripts on their way to the browser: packed, for good, and all sheets of the desk as one."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from kept.lib.streaming import StreamedFile

SHEET = "ui/kept.css"
PARTS = Path(__file__).parent / "templates/ui/stylesheets.html"
SMALL = 200  # bytes that are not worth packing


class Sent(StreamedFile):
    def set_headers(self, filelike: Any) -> None:
        """They were made with the file."""


class Statics(WhiteNoiseMiddleware):  # type: ignore[misc]  # it ships no types
    """WhiteNoise, with what it needs besides the files themselves made once for each version, in the home."""

    def __init__(self, get_response: Any) -> None:
        self.folder = settings.KEPT_HOME / "static" / settings.STATIC_URL.strip("/").rpartition("/")[2]
        self.folder.mkdir(parents=True, exist_ok=True)
        super().__init__(get_response)

    def add_files_from_finders(self) -> None:
        super().add_files_from_finders()
        self.add_file_to_dictionary(self.static_prefix + SHEET, str(self._sheet()))

    def candidate_paths_for_url(self, url: str) -> Iterator[str]:
        """While developing, when files are looked for anew at each request."""
        if url == self.static_prefix + SHEET:
            yield str(self._sheet(anew=True))
        yield from super().candidate_paths_for_url(url)

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        if self.autorefresh or Path(path).stat().st_size < SMALL:
            return super().get_static_file(path, url, stat_cache)
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        packed = self._made(url.removeprefix(self.static_prefix).replace("/", "~") + ".gz", path)
        return StaticFile(path, headers.items(), encodings={"gzip": str(packed)})

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponseBase:
        answer = static_file.get_response(request.method, request.META)
        response = Sent(answer.file or (), status=int(answer.status))
        del response["Content-Type"]  # theirs is among the headers, where there is one
        for name, value in answer.headers:
            response[name] = value
        return response

    def _sheet(self, anew: bool = False) -> Path:
        sheet: Path = self.folder / "kept.css"
        if anew or not sheet.exists():
            _write(sheet, b"\n".join(Path(each).read_bytes() for each in parts()))
        return sheet

    def _made(self, name: str, path: str) -> Path:
        packed: Path = self.folder / name
        if not packed.exists():
            _write(packed, gzip.compress(Path(path).read_bytes(), mtime=0))
        return packed


def parts() -> list[str]:
    """The sheets that make up the one, in the order in which their template names them."""
    found = [finders.find(name) for name in re.findall(r"static '([^']+\.css)'", PARTS.read_text())]
    return [each for each in found if isinstance(each, str)]


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: another process may be at the same."""
    new = path.with_suffix(f".{os.getpid()}")
    new.write_bytes(content)
    new.replace(path)
