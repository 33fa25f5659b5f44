"""Fixtures as cases: named blocks of a text file, and the public replies with what is newly written in each."""

import json
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"


def blocks(name: str) -> dict[str, str]:
    """The blocks of a fixture file, each under a line `=== name`."""
    found: dict[str, str] = {}
    for block in (FIXTURES / name).read_text().split("=== ")[1:]:
        title, _, text = block.partition("\n")
        found[title] = text.removesuffix("\n")
    return found


def expected(folder: str) -> dict[str, str]:
    """File names of public cases with what a person newly wrote in each."""
    cases = json.loads((FIXTURES / folder / "expected.json").read_text())["expected_text"]
    assert isinstance(cases, dict)
    return cases


def folded(text: str) -> str:
    return " ".join(text.split())


def mail(*fields: str, body: str | bytes = "Hello") -> bytes:
    """A raw message: header fields as written, then those that every mail has unless they are given."""
    given = {field.partition(":")[0].lower() for field in fields}
    usual = ["From: Ann Bell <ann@example.com>", "To: help@firm.example", "Subject: Sofa",
             "Date: Mon, 15 Nov 2021 19:42:11 +0100", "Message-ID: <1@example.com>"]  # fmt: skip
    usual = [field for field in usual if field.partition(":")[0].lower() not in given]
    head = "\r\n".join([*fields, *usual]).encode("utf-8", "surrogateescape")
    return head + b"\r\n\r\n" + (body.encode() if isinstance(body, str) else body)
