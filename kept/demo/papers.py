"""Files that people send along: small, real, and the same each time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    name: str
    type: str
    content: bytes
    content_id: str = ""


def photo(name: str, *colours: str) -> Paper:
    """A picture made of soft bands of those colours (`rrggbb`), as PNG (ISO/IEC 15948)."""
    width, height = 240, 180
    bands = [_row(bytes.fromhex(each), width) for each in colours]
    rows = b"".join(bands[y * len(bands) // height] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return Paper(name, "image/png", b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks))


def _row(colour: bytes, width: int) -> bytes:
    """One line of that colour, darker towards its ends."""
    shades = (1 - 0.25 * abs(2 * x / width - 1) for x in range(width))
    return b"\0" + b"".join(bytes(int(value * shade) for value in colour) for shade in shades)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(name: str, *lines: str) -> Paper:
    """One page with those lines, as PDF 1.4."""
    shown = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 60 780 Td 18 TL {shown}ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return Paper(name, "application/pdf", _pdf_file(objects))


def _pdf_file(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(body))
    )


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def sheet(name: str, *rows: Iterable[object]) -> Paper:
    """A table as CSV (RFC 4180)."""
    lines = (",".join(f'"{each}"' for each in row) for row in rows)
    return Paper(name, "text/csv", ("\r\n".join(lines) + "\r\n").encode())
