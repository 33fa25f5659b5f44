"""Bytes of mail to clean text, whatever their declared charset says."""

import codecs
import re
from functools import lru_cache

# What mail programs call some charsets; Latin labels mean windows-1252, as browsers read them.
_ALIASES = {
    "": "ascii", "us-ascii": "ascii", "ansi_x3.4-1968": "ascii", "default": "ascii", "unknown": "ascii",
    "unknown-8bit": "ascii", "x-unknown": "ascii", "8bit": "ascii", "binary": "ascii", "none": "ascii",
    "utf8": "utf-8", "utf-8": "utf-8", "utf8mb4": "utf-8", "utf-8-sig": "utf-8", "unicode": "utf-8",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso_8859-1": "cp1252",
    "x-ansi": "cp1252", "ansi": "cp1252", "x-cp1252": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "windows-874": "cp874", "iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949",
    "korean": "cp949", "windows-949": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "hz-gb-2312": "hz", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "ms_kanji": "cp932", "windows-31j": "cp932", "cp932": "cp932", "iso-2022-jp": "iso2022_jp_ext",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "big-5": "big5hkscs", "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "koi8-ru": "koi8_u",
}  # fmt: skip
_NOT_OF_MAIL = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SAMPLE = 16_384
_TELLING = 64


@lru_cache(maxsize=256)
def codec(label: str) -> str | None:
    """The Python codec for a charset label of mail; None when there is no such text encoding."""
    label = label.strip().strip("\"'").lower().partition("*")[0]
    name = _ALIASES.get(label, label)
    try:
        info = codecs.lookup(name)
        b"x\xff".decode(name, "replace")  # some codecs are not for text, or know no mercy
    except (LookupError, ValueError, TypeError, UnicodeError):
        stripped = re.sub(r"^(x-|cs)|[^a-z0-9_-]", "", label)
        return codec(stripped) if stripped and stripped != label else None
    return None if info.name in _NOT_OF_MAIL else info.name


def decode(data: bytes, label: str = "") -> str:
    """The text of `data`, taking the label for a hint; always succeeds, and the outcome is `clean`."""
    return clean(_decode(data, codec(label)))


def _decode(data: bytes, name: str | None) -> str:
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-16", "replace")
    if data.isascii():
        return _ascii(data, name)
    # Eight-bit text that happens to be valid UTF-8 is UTF-8, whatever it is called.
    for candidate in ("utf-8", name):
        if candidate is not None and (text := _strictly(data, candidate)) is not None:
            return text
    if name not in (None, "ascii", "utf-8"):
        return data.decode(name, "replace")
    return _mostly_utf8(data, is_said=name == "utf-8") or data.decode(_guess(data) or "cp1252", "replace")


def _mostly_utf8(data: bytes, *, is_said: bool) -> str | None:
    """UTF-8 with a few broken places, such as a text cut in the middle of a character. Where it is said to be UTF-8, as
    many may be broken as are whole."""
    text = data.decode("utf-8", "replace")
    broken, most = text.count("\ufffd"), 2 if is_said else 10
    return text if broken * most <= sum(not char.isascii() for char in text) else None


def _ascii(data: bytes, name: str | None) -> str:
    """Plain ASCII, unless escapes or NULs say that it is one of the encodings made of ASCII bytes."""
    if name in ("utf-7", "hz") or b"\x1b" in data:
        text = _strictly(data, name if name and b"\x1b" not in data else "iso2022_jp_ext")
        if text is not None:
            return text
    if data.count(0) * 3 > len(data):
        wide = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
        return data.decode(wide, "replace")
    return data.decode("ascii")


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guess(data: bytes) -> str | None:
    """What the bytes look like, when nothing that was declared holds. Few of them tell little: Latin, then."""
    high = sum(byte > 127 for byte in data[:_SAMPLE])
    if len(data) < _TELLING and high * 2 < len(data):
        return None
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    best = from_bytes(data[:_SAMPLE], steps=3, chunk_size=512, threshold=0.3).best()
    return best.encoding if best is not None else None


def clean(text: str) -> str:
    """Text that a database and JSON can hold: no NUL or other control, no lone surrogate, line ends as \\n."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
    return text
