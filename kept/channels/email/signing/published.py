"""The records that a domain has to publish so that its mail arrives, and what is right, missing or wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.channels.email.lookup import Resolver, Unanswered
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.services.service import MailService
from kept.channels.email.signing.domain import SendingDomain
from kept.channels.email.trust import dmarc, spf
from kept.channels.email.trust.domains import organisation

# What large services ask to be put into SPF, by the end of their server's name.
INCLUDES = {
    "gmail.com": "include:_spf.google.com",
    "googlemail.com": "include:_spf.google.com",
    "google.com": "include:_spf.google.com",
    "office365.com": "include:spf.protection.outlook.com",
    "outlook.com": "include:spf.protection.outlook.com",
    "amazonaws.com": "include:amazonses.com",
    "sendgrid.net": "include:sendgrid.net",
    "mailgun.org": "include:mailgun.org",
    "postmarkapp.com": "include:spf.mtasv.net",
    "messagingengine.com": "include:spf.messagingengine.com",
    "fastmail.com": "include:spf.messagingengine.com",
    "zoho.com": "include:zohomail.com",
}


class State(models.TextChoices):
    RIGHT = "right", _("right")
    MISSING = "missing", _("missing")
    WRONG = "wrong", _("not right")
    UNKNOWN = "unknown", _("not known")


class Why(models.TextChoices):
    """What is the matter with a record, and what to do."""

    PUBLISHED = "published", _("It is published as it should be.")
    UNANSWERED = "unanswered", _("The name servers of the domain did not answer. Try again in a few minutes.")
    NO_KEY = "no_key", _("Nothing is published at that name yet. New records can take an hour to be seen everywhere.")
    OTHER_KEY = "other_key", _("Another key is published at that name. Replace it by the one above.")
    SEVERAL_KEYS = "several_keys", _("Several records stand at that name. Leave only the one above.")
    NO_SPF = "no_spf", _("The domain does not say which servers may send for it.")
    SEVERAL_SPF = "several_spf", _("There are several such records, so that none counts. Make them one, as above.")
    BROKEN_SPF = "broken_spf", _("The record has a mistake, or asks for too many others, so that it does not count.")
    NOT_NAMED = "not_named", _("The server that sends for you is not named in it. Change it to the one above.")
    CANNOT_TELL = "cannot_tell", _("It is there. Whether it names the server that sends for you, Kept cannot tell.")
    NO_POLICY = "no_policy", _("The domain does not say what to do with mail that others write in its name.")
    BROKEN_POLICY = "broken_policy", _("The record cannot be understood, or there are several. Leave the one above.")
    WATCHES = (
        "watches",
        _("It only watches. When all else is right, p=quarantine protects your customers from forgers."),
    )
    PROTECTS = "protects", _("It has other servers put aside or refuse what forgers send in your name.")


@dataclass(frozen=True, slots=True)
class Record:
    """A TXT record to publish, and what the last look found there."""

    which: str
    title: Any
    purpose: Any
    name: str
    value: str
    state: str = ""
    why: str = ""
    found: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return str(Why(self.why).label) if self.why in Why else ""

    @property
    def state_words(self) -> str:
        return str(State(self.state).label) if self.state in State else ""


def records(domain: SendingDomain) -> list[Record]:
    """What to publish, with the findings of the last look."""
    spf_found = domain.findings.get("spf", {}).get("found", [])
    wanted = [
        Record(
            "dkim", _("The key"), _("With it other servers check the signature (DKIM)."), key_name(domain), key(domain)
        ),
        Record(
            "spf",
            _("The servers"),
            _("Says which servers may send for you (SPF). A domain has one such record."),
            domain.name,
            spf_value(domain.name, spf_found),
        ),
        Record(
            "dmarc",
            _("The policy"),
            _("Says what to do with mail that proves nothing (DMARC)."),
            f"_dmarc.{domain.name}",
            "v=DMARC1; p=none",
        ),
    ]
    return [_with(each, domain.findings.get(each.which, {})) for each in wanted]


def _with(record: Record, found: dict[str, Any]) -> Record:
    values = {name: found.get(name) or getattr(record, name) for name in ("state", "why", "found")}
    return Record(record.which, record.title, record.purpose, record.name, record.value, **values)


def key_name(domain: SendingDomain) -> str:
    return f"{domain.selector}._domainkey.{domain.name}"


def key(domain: SendingDomain) -> str:
    return f"v=DKIM1; k=rsa; p={domain.public_key}"


def check(domain: SendingDomain, resolver: Resolver) -> dict[str, Any]:
    """Ask the name servers for all three, and say what is the matter with each."""
    looks: dict[str, Callable[[SendingDomain, Resolver], tuple[State, Why, list[str]]]] = {
        "dkim": _check_key,
        "spf": _check_servers,
        "dmarc": _check_policy,
    }
    findings = {}
    for which, look in looks.items():
        try:
            state, why, found = look(domain, resolver)
        except Unanswered:
            state, why, found = State.UNKNOWN, Why.UNANSWERED, []
        findings[which] = {"state": state.value, "why": why.value, "found": found}
    return findings


def _check_key(domain: SendingDomain, resolver: Resolver) -> tuple[State, Why, list[str]]:
    found = resolver.look_up(key_name(domain), "TXT")
    if not found:
        return State.MISSING, Why.NO_KEY, found
    if len(found) > 1:
        return State.WRONG, Why.SEVERAL_KEYS, found
    published = "".join(dmarc.tags(found[0]).get("p", "").split())
    if published != domain.public_key:
        return State.WRONG, Why.OTHER_KEY, found
    return State.RIGHT, Why.PUBLISHED, found


def _check_servers(domain: SendingDomain, resolver: Resolver) -> tuple[State, Why, list[str]]:
    found = [each for each in resolver.look_up(domain.name, "TXT") if is_spf(each)]
    if not found:
        return State.MISSING, Why.NO_SPF, found
    if len(found) > 1:
        return State.WRONG, Why.SEVERAL_SPF, found
    host = server_of(domain.name)
    wanted = mechanism(host)
    if wanted and wanted in found[0].lower().split():
        return State.RIGHT, Why.PUBLISHED, found
    if not wanted:
        return State.UNKNOWN, Why.CANNOT_TELL, found
    if wanted.startswith("include:"):
        return State.WRONG, Why.NOT_NAMED, found
    results = {_may_send(address, domain.name, resolver) for address in resolver.look_up(host, "A")}
    if "permerror" in results:
        return State.WRONG, Why.BROKEN_SPF, found
    if "temperror" in results:
        return State.UNKNOWN, Why.UNANSWERED, found
    return (State.RIGHT, Why.PUBLISHED, found) if results == {"pass"} else (State.WRONG, Why.NOT_NAMED, found)


def _may_send(address: str, domain: str, resolver: Resolver) -> str:
    return spf.result(address, f"postmaster@{domain}", domain, resolver)


def _check_policy(domain: SendingDomain, resolver: Resolver) -> tuple[State, Why, list[str]]:
    found = _policies(domain.name, resolver)
    if not found and (above := organisation(domain.name)) != domain.name:
        found = _policies(above, resolver)
    if not found:
        return State.MISSING, Why.NO_POLICY, found
    policy = dmarc.policy(domain.name, resolver)
    if policy is None:
        return State.WRONG, Why.BROKEN_POLICY, found
    return State.RIGHT, Why.WATCHES if policy.asks == "none" else Why.PROTECTS, found


def _policies(domain: str, resolver: Resolver) -> list[str]:
    return [each for each in resolver.look_up(f"_dmarc.{domain}", "TXT") if dmarc.is_record(each)]


def is_spf(text: str) -> bool:
    return text.lower().split(" ")[0] == "v=spf1"


def server_of(domain: str) -> str:
    """The server or service by which mail from the domain leaves; '' where none is set."""
    if service := MailService.objects.filter(is_sending=True, inbox__address__iendswith=f"@{domain}").first():
        return service.what.host or service.what.label
    own = Mailbox.objects.filter(is_active=True, inbox__address__iendswith=f"@{domain}").exclude(smtp_host="").first()
    return (own.smtp_host if own else settings.EMAIL_HOST if settings.KEPT_SMTP_URL else "").lower().rstrip(".")


def mechanism(host: str) -> str:
    """What names the server in SPF; '' where nothing does, as for one on this machine."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        service = next((each for end, each in INCLUDES.items() if host == end or host.endswith(f".{end}")), "")
        return service or (f"a:{host}" if "." in host else "")
    return f"ip{address.version}:{address}" if address.is_global else ""


def spf_value(domain: str, found: list[str]) -> str:
    """The one record to publish: what is there already, with our server named in it."""
    wanted = mechanism(server_of(domain))
    terms = found[0].split() if len(found) == 1 else ["v=spf1", "mx", "~all"]
    if wanted and wanted not in [each.lower() for each in terms]:
        terms.insert(1, wanted)
    return " ".join(terms)
