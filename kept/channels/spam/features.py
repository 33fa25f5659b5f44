"""What of a message is weighed: its words and its subject's, where its links lead, how its header looks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from kept.conversations.message import Message

MOST = 400
LONGEST_TEXT = 20_000

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_LINK = re.compile(r"\bhttps?://[^\s<>\"')\]]+", re.IGNORECASE)
_HREF = re.compile(r"href=[\"']?(https?://[^\s\"'<>]+)", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥₦]\s?\d|\d\s?(?:[$€£¥]|usd\b|eur\b|dollars|million|bitcoin|btc\b)", re.IGNORECASE)
# Writings without spaces between words are read in pairs of letters.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")


def features(message: Message) -> list[str]:
    """At most `MOST`, each once. Words stand as they are; the others begin with what they are and a colon."""
    body = f"{message.text}\n{message.quoted}"[:LONGEST_TEXT]
    found = [*_header(message), *(f"subject:{each}" for each in _words(message.subject)), *_links(body, message.html)]
    found += [*_marks(message, body), *_words(body)]
    return list(dict.fromkeys(each[:100] for each in found))[:MOST]


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(_LINK.sub(" ", text)):
        word = match[0].casefold()
        if _UNSPACED.fullmatch(word):
            yield from (first + second for first, second in pairwise(word))
        elif 2 < len(word) <= 30:
            yield word


def _links(body: str, html: str) -> Iterator[str]:
    for link in [*_LINK.findall(body), *_HREF.findall(html[:200_000])][:50]:
        host = (_host(link) or "").removeprefix("www.")
        if host:
            yield f"link:{host}"
            yield f"link-end:{host.rpartition('.')[2]}"


def _host(link: str) -> str | None:
    try:
        return urlsplit(link).hostname
    except ValueError:
        return None


def _header(message: Message) -> Iterator[str]:
    author = _domain(message.author.get("address", ""))
    yield f"from:{author}"
    yield f"from-end:{author.rpartition('.')[2]}"
    if any(_domain(each["address"]) != author for each in message.reply_to):
        yield "header:answers go elsewhere"
    if not message.to:
        yield "header:to nobody"
    if message.channel == "email" and not message.message_id:
        yield "header:no message-id"
    if message.in_reply_to or message.references:
        yield "header:an answer"


def _marks(message: Message, body: str) -> Iterable[str]:
    if _MONEY.search(f"{message.subject} {body}"):
        yield "mark:money"
    if message.subject.isupper():
        yield "mark:shouted subject"
    if body.count("!") > 3:
        yield "mark:exclamations"
    if message.html and not message.text.strip():
        yield "mark:nothing but a page"


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()
