"""Parameters of MIME headers: `text/plain; charset=…`, with RFC 2231 and RFC 2047 in all the forms that occur."""

import re
from urllib.parse import unquote_to_bytes

from kept.channels.email import charsets, words

_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)')
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")
_ESCAPE = re.compile(r'\\(["\\])')


def split(value: str) -> tuple[str, dict[str, str]]:
    """The lower-case main value of an unfolded header and its parameters, decoded, by lower-case name."""
    main, semicolon, rest = value.partition(";")
    parameters: dict[str, str] = {}
    if semicolon:
        sections: dict[str, list[tuple[int, bool, str]]] = {}
        for name, raw in _PARAMETER.findall(semicolon + rest):
            section = _SECTION.fullmatch(name.lower())
            if section is None:
                continue
            text = _ESCAPE.sub(r"\1", raw[1:].removesuffix('"')) if raw.startswith('"') else raw.strip()
            if section[2] is None and section[3] is None:
                parameters.setdefault(section[1], words.decode(text))
            else:
                sections.setdefault(section[1], []).append((int(section[2] or 0), bool(section[3]), text))
        for name, pieces in sections.items():
            parameters[name] = _join(pieces)
    return main.strip().lower(), parameters


def _join(pieces: list[tuple[int, bool, str]]) -> str:
    """RFC 2231: sections in their order, percent-encoded ones in the charset that the first names."""
    pieces.sort(key=lambda piece: piece[0])
    charset = ""
    data = b""
    for index, (_, encoded, text) in enumerate(pieces):
        if encoded:
            if index == 0 and text.count("'") >= 2:
                charset, _, text = text.split("'", 2)
            data += unquote_to_bytes(text)
        else:
            data += text.encode("utf-8", "replace")
    return words.decode(charsets.decode(data, charset))
