"""What a subject says besides its prefixes, and whether two name the same matter. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

# How mail programs begin the subject of an answer, in the languages they do it in.
REPLY = (
    "re", "r", "aw", "antw", "antwort", "sv", "svar", "vs", "vá", "ref", "réf", "rép", "odp", "odg", "odpověď",
    "ynt", "yan", "yanıt", "atb", "bls", "res", "resp", "risposta", "rif", "ats", "vast", "vá", "sp", "απ", "σχετ",
    "отв", "ответ", "відп", "на", "回复", "回覆", "答复", "答覆", "返信", "回信", "회신", "답장", "תשובה", "השב",
    "הנדון", "رد", "ตอบ", "ตอบกลับ", "trả lời", "balas", "vastus", "ha", "re:re", "aw:aw",
)  # fmt: skip
FORWARD = (
    "fwd", "fw", "wg", "tr", "rv", "enc", "i", "inoltra", "vb", "vl", "vidarebefordrat", "vidaresänt",
    "videresendt", "fs", "pd", "przek", "doorst", "doorgestuurd", "továbbítás", "tov", "i̇let", "ilt", "yml", "πρθ",
    "прд", "пересл", "转发", "轉寄", "転送", "전달", "הועבר", "إعادة توجيه", "chuyển tiếp", "trs", "reenv",
    "encam",
)  # fmt: skip
# What machines put before the subject that they answer.
MACHINE = (
    "automatic reply", "auto reply", "autoreply", "auto", "automatic response", "out of office", "out of the office",
    "ooo", "automatische antwort", "abwesenheitsnotiz", "abwesenheit", "abwesend", "réponse automatique",
    "absence du bureau", "respuesta automática", "fuera de la oficina", "resposta automática", "risposta automatica",
    "fuori sede", "automatisch antwoord", "afwezigheid", "autosvar", "automatiskt svar", "automatisk svar",
    "frånvaro", "automaattinen vastaus", "odpowiedź automatyczna", "automatická odpověď", "автоответ",
    "автоматический ответ", "自动答复", "自動回覆", "自動応答", "자동 회신", "accepted", "declined", "tentative",
    "zugesagt", "abgesagt", "mit vorbehalt", "accepté", "refusé", "read", "gelesen", "lu", "undeliverable",
    "unzustellbar", "returned mail", "delivery failure",
)  # fmt: skip
# What gateways put there; anything else in brackets may be what tells two matters apart.
_TAG = re.compile(
    r"^(?:[\[({*<]{1,6}\s*(?:ext(?:ern(?:al|e|o|a|es)?)?|esterno|outside|external[ -](?:e-?mail|sender)|"
    r"e-?mail externo|"
    r"(?:possible |suspected |probable )?(?:spam|junk|bulk|phish(?:ing)?)\??|caution|warning|unverified|unknown sender|"
    r"disarmed|virenfrei|virus checked|secure|sec|encrypted|verschlüsselt|confidential|vertraulich)"
    r"\s*[\])}*>]{1,6}|spam:|external:)\s*[-:]?\s*",
    re.IGNORECASE,
)


def _prefix(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words, perhaps with a count (`Re[2]:`, `AW (3):`, `RE^2:`), and a colon."""
    alternatives = "|".join(re.escape(each) for each in sorted(set(words), key=len, reverse=True))
    return re.compile(rf"^(?:{alternatives})\s*(?:[\[(^*]\s*\d{{1,3}}\s*[\])]?)?\s*[:：]\s*", re.IGNORECASE)


_ANSWER = _prefix((*REPLY, *MACHINE))
_ANY = _prefix((*REPLY, *FORWARD, *MACHINE))
_FORWARD = _prefix(FORWARD)
_WAS = re.compile(
    r"[\[(]\s*(?:was|war|vorher|früher|formerly|ex|anciennement|avant|antes|era|prima|voorheen|vroeger|tidigare|tidligere|"
    r"было|раньше|oli|poprzednio)\s*[:：]?\s+(.+?)[\])]\s*$",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Shorter than so many letters, that one subject holds another is chance.
TELLING = 8
_LOST = re.compile("[?\ufffd]|=\\?|Ã|Â")


def is_answer(subject: str) -> bool:
    """Whether it is written as an answer: `Re:` in any language, also behind a gateway's tag."""
    return _ANSWER.match(_untagged(_clean(subject))) is not None


def is_forward(subject: str) -> bool:
    return _FORWARD.match(_untagged(_clean(subject))) is not None


def bare(subject: str) -> str:
    """The subject as somebody first wrote it, without prefixes and tags."""
    subject, before = _clean(subject), None
    while subject != before:
        before = subject
        subject = _ANY.sub("", _untagged(subject), count=1).strip()
    return subject


def key(subject: str) -> str:
    """What two spellings of one subject share; '' when it says nothing."""
    return " ".join(bare(subject).casefold().split())


def same_matter(subject: str, known: Iterable[str]) -> bool:
    """Whether an answer with this subject goes on with what these subjects name.

    In doubt it does: a mail program may shorten, garble or decorate a subject, and an empty one says nothing.
    `New (was: old)` is how people say that it does not.
    """
    new = key(subject)
    olds = [old for old in map(key, known) if old]
    if not new or not olds or new in olds:
        return True
    if (was := _WAS.search(new)) and _letters(new[: was.start()]):
        new = new[: was.start()].strip()
        return new in olds
    return any(_alike(new, old) for old in olds)


def _alike(new: str, old: str) -> bool:
    ours, theirs = _letters(new), _letters(old)
    if not ours or not theirs or ours == theirs:
        return True
    if ours.endswith(theirs) and len(theirs) > 3:
        return True
    if len(theirs) >= TELLING and theirs in ours:
        return True
    if _digits(new) != _digits(old):
        return False
    if len(ours) >= TELLING + 2 and theirs.startswith(ours):
        return True
    if _LOST.search(new) or _LOST.search(old):
        return _ratio(_ascii(new), _ascii(old)) > 0.8
    return _ratio(ours, theirs) > 0.9


def _clean(subject: str) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", subject[:1000])).split())


def _untagged(subject: str) -> str:
    rest = _TAG.sub("", subject, count=1)
    return rest if rest else subject


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())


def _ascii(text: str) -> str:
    return "".join(each for each in text if each.isascii() and each.isalnum())


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
