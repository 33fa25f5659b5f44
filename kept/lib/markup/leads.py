"""Where a link leads, as a browser would follow it, and whether its words say something else."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from publicsuffixlist import PublicSuffixList

_WEB = re.compile(r"(https?):[/\\]*([^/\\?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_IGNORED = re.compile(r"[\t\r\n]")
_CONTROLS = "".join(map(chr, range(33)))
_NAMED = re.compile(r"(?:https?:[/\\]{1,4}|\bwww\.)([^\s/\\?#<>\"'()]{1,300})", re.IGNORECASE)
_BARE = re.compile(r"(?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,24}(?=[/:?#]|$)")
# Ends of files that are also ends of hosts.
_FILES = {"zip", "md", "py", "sh", "rs", "pl", "ps", "mov", "app", "ai", "doc", "pub", "cc", "cs", "so"}


@dataclass(frozen=True)
class Lead:
    """A link's address in one form, and where that leads: a host, an address of mail or a telephone number."""

    kind: str
    href: str
    place: str


def lead(href: str) -> Lead | None:
    """None for an address of a kind that no link may have.

    >>> lead("https://bank.example@evil.example\\\\@bank.example/").place
    'evil.example'
    """
    href = _IGNORED.sub("", href).strip(_CONTROLS)
    scheme, colon, rest = href.partition(":")
    kind = scheme.lower()
    if kind in {"mailto", "tel"} and colon:
        return Lead(kind, f"{kind}:{rest}", unquote(rest.partition("?")[0]).strip())
    web = _WEB.match(href)
    if web is None:
        return None
    place = host(web[2])
    return Lead(web[1].lower(), f"{web[1].lower()}://{web[2]}{web[3]}", place) if place else None


def host(authority: str) -> str:
    """The host of the middle part of a web address, in lower case, without port, as ASCII (IDNA) so that nothing poses.

    '' where there is none.
    """
    name = unquote(authority.rpartition("@")[2])
    if name.startswith("["):
        return name.partition("]")[0].lower() + "]"
    name = name.partition(":")[0].strip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return name.lower()
    return name.lower()


def is_elsewhere(words: str, to: Lead) -> bool:
    """Whether the words of a link, or what its address has before an @, name another's host than it leads to."""
    if to.kind not in {"http", "https"}:
        return False
    if "@" in re.split(r"[/?#\\]", to.href.partition("//")[2], maxsplit=1)[0]:
        return True
    named = claimed(html.unescape(words))
    return bool(named) and site(named) != site(to.place)


def claimed(words: str) -> str:
    """The host that words name to a reader; '' when they name none.

    >>> claimed("Sign in at https://bank.example/login"), claimed("Ask bank.com!"), claimed("plan.pdf")
    ('bank.example', 'bank.com', '')
    """
    words = " ".join(words.split())
    if found := _NAMED.search(words):
        return host(found[1].rstrip(".,;:!"))
    for word in words.split(" ")[:50]:
        bare = _BARE.match(word.strip("()[]<>\"'“”‘’.,;:!").rpartition("@")[2])
        name = host(bare[0]) if bare else ""
        if name and name.rpartition(".")[2] not in _FILES and _suffixes().publicsuffix(name, accept_unknown=False):
            return name
    return ""


def site(name: str) -> str:
    """The part of a host's name that its owner registered."""
    name = name.removeprefix("www.")
    return _suffixes().privatesuffix(name) or name


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
