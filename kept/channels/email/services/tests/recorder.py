"""A server that speaks the APIs of mail services: it writes down what it is told and answers as they document."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What each says when it takes a mail to Vera, by the path that it is asked at.
TAKEN: dict[str, Any] = {
    "/smtp/email": {"messageId": "<202611240001@smtp-relay.mailin.fr>"},
    "/hillside.example/messages": {"id": "<kept@hillside.example>", "message": "Queued. Thank you."},
    "/send": {
        "Messages": [
            {
                "Status": "success",
                "To": [{"Email": "vera@lindqvist.example", "MessageID": 1152921526586530304}],
                "Cc": [{"Email": "nils@x.example", "MessageID": 1152921526586530305}],
                "Bcc": [{"Email": "boss@x.example", "MessageID": 1152921526586530306}],
            }
        ]
    },
    "/messages/send.json": [
        {"email": "vera@lindqvist.example", "status": "sent", "_id": "4f1"},
        {"email": "nils@x.example", "status": "queued", "_id": "4f2"},
        {"email": "boss@x.example", "status": "sent", "_id": "4f3"},
    ],
    "/api/v1/send/message": {
        "status": "success",
        "data": {"messages": {"vera@lindqvist.example": {"id": 1}, "nils@x.example": {"id": 2}}},
    },
    "/email": {"To": "vera@lindqvist.example", "MessageID": "0a129aee", "ErrorCode": 0, "Message": "OK"},
    "/emails": {"id": "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"},
    "/mail/send": "",
    "/transmissions/": {"results": {"total_accepted_recipients": 3, "total_rejected_recipients": 0, "id": "11668"}},
}


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@dataclass
class Recorder:
    """`answers` take the place of what it would say, one after the other."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: list[tuple[int, Any]] = field(default_factory=list)

    def answer(self, path: str) -> tuple[int, Any]:
        if self.answers:
            return self.answers.pop(0)
        return (200, TAKEN[path]) if path in TAKEN else (404, {"message": "no such place"})


@contextmanager
def recorder() -> Iterator[Recorder]:
    recording = Recorder()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            recording.asked.append(Asked(self.path, dict(self.headers), body))
            status, words = recording.answer(self.path)
            said = words.encode() if isinstance(words, str) else json.dumps(words).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status in {301, 302, 307}:
                self.send_header("Location", recording.url + "/elsewhere")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    recording.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield recording
    finally:
        server.shutdown()
        server.server_close()
