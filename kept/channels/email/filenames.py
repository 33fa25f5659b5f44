"""Names of enclosures: one safe, speaking name each, whatever the mail calls it."""

import re
import unicodedata

from kept.channels.email import charsets
from kept.lib.bulk import Content

LONGEST = 150
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')
_SUBJECT = re.compile(rb"^subject:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_ENDINGS = {
    "application/pdf": "pdf", "application/zip": "zip", "application/json": "json", "application/xml": "xml",
    "application/msword": "doc", "application/vnd.ms-excel": "xls", "application/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/pgp-signature": "asc", "application/pgp-encrypted": "asc", "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s", "application/pkcs7-mime": "p7m", "application/x-pkcs7-mime": "p7m",
    "application/ms-tnef": "dat", "application/vnd.ms-tnef": "dat", "application/ics": "ics", "text/calendar": "ics",
    "text/plain": "txt", "text/html": "html", "text/csv": "csv", "text/vcard": "vcf", "text/x-vcard": "vcf",
    "text/xml": "xml", "text/rfc822-headers": "txt", "message/rfc822": "eml", "message/global": "eml",
    "message/delivery-status": "txt", "message/disposition-notification": "txt", "message/feedback-report": "txt",
    "image/jpeg": "jpg", "image/jpg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/heic": "heic", "image/heif": "heif", "image/svg+xml": "svg", "image/tiff": "tif", "image/bmp": "bmp",
    "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/wav": "wav", "audio/amr": "amr",
    "video/mp4": "mp4", "video/quicktime": "mov", "video/3gpp": "3gp", "video/webm": "webm",
}  # fmt: skip
_STEMS = {"text/calendar": "invitation", "message/rfc822": "message", "message/delivery-status": "delivery-status"}


def tidy(name: str, kind: str, data: Content) -> str:
    """The last piece of the path, without what a file system or a reader could be fooled by, at most `LONGEST`."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", charsets.clean(name).strip())[-1])
    name = " ".join(_UNSAFE.sub(" ", name).split()).strip(". ")
    if not name:
        return _made_up(kind, data)
    if len(name) > LONGEST:
        stem, dot, ending = name.rpartition(".")
        name = stem[: LONGEST - len(ending) - 1] + dot + ending if dot and len(ending) < 10 else name[:LONGEST]
    return name


def _made_up(kind: str, data: Content) -> str:
    ending = _ENDINGS.get(kind, "bin" if not kind.startswith("text/") else "txt")
    if kind == "message/rfc822" and (found := _SUBJECT.search(data[:20_000])):
        from kept.channels.email import words

        subject = words.decode(charsets.decode(found[1]))
        subject = " ".join(_UNSAFE.sub(" ", subject).split()).strip(". ")[:80]
        if subject:
            return f"{subject}.{ending}"
    stem = _STEMS.get(kind) or (
        kind.partition("/")[0] if kind.startswith(("image/", "audio/", "video/")) else "attachment"
    )
    return f"{stem}.{ending}"
