"""Whether a mail is from whom it says: the rules of `docs/mail-trust.md`. Asks the resolver, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address

from kept.channels.base import Envelope
from kept.channels.email.lookup import Resolver, Unanswered
from kept.channels.email.trust import dkim, dmarc, relayed, spf
from kept.channels.email.trust.dmarc import Policy
from kept.channels.email.trust.domains import aligned, normal
from kept.channels.email.trust.relayed import Result
from kept.lib.bulk import Content

PROVED, FAILED, UNKNOWN = "proved", "failed", ""
ENFORCED = {"quarantine", "reject"}
# How SPF may end without having decided anything.
UNDECIDED = {"temperror", ""}


@dataclass(frozen=True, slots=True)
class Ways:
    """Whom this installation trusts on the way: `relays` hand over mail that others brought them, `servers` write
    Authentication-Results there, `sealers` are domains whose ARC seals count."""

    relays: tuple[IPv4Network | IPv6Network, ...] = ()
    servers: tuple[str, ...] = ()
    sealers: frozenset[str] = frozenset()

    def came_by_relay(self, client: str) -> bool:
        """Whether a server of ours brought it, so that its address says nothing about the sender."""
        address = ip_address(client)
        return not address.is_global or any(address in each for each in self.relays)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`trust` is proved, failed or '', `reason` one of `Doubt` when it failed, `details` what was found."""

    trust: str = UNKNOWN
    reason: str = ""
    details: str = ""


@dataclass(slots=True)
class Evidence:
    """What is found out about one message, little by little. `open`: something that might prove it is not known."""

    author: str
    proofs: list[tuple[str, str]] = field(default_factory=list)
    spf: str = ""
    spf_domain: str = ""
    dmarc: str = ""
    asks: str = ""
    open: bool = False
    said: list[str] = field(default_factory=list)

    def proves(self, policy: Policy | None) -> bool:
        """Whether something speaks for the author's domain, as closely as the domain asks for."""
        strict = {"dkim": policy.strict_dkim, "spf": policy.strict_spf} if policy else {}
        return any(aligned(domain, self.author, strict=strict.get(how, False)) for how, domain in self.proofs)


def judge(
    raw: Content, author: str, envelope: Envelope, ways: Ways, resolver: Resolver, *, is_colleague: bool = False
) -> Verdict:
    """What can be said about a mail whose author's address is `author`.

    `habit` as the reason is provisional: whoever knows the earlier mail of that address must confirm it.
    """
    evidence = Evidence(normal(author.rpartition("@")[2]))
    if not evidence.author:
        return Verdict()
    given = relayed.topmost(raw, ways.servers) if _came_by_ours(envelope, ways) else None
    if given is not None:
        _believe(given, evidence)
    else:
        _look(raw, envelope, ways, resolver, evidence)
    trust, reason = _weigh(raw, ways, resolver, evidence, is_colleague)
    return Verdict(trust, reason, "; ".join(evidence.said))


def _came_by_ours(envelope: Envelope, ways: Ways) -> bool:
    """Whether a server of ours had it first, which alone may tell us what it found."""
    return envelope.mailbox is not None or bool(envelope.client and ways.came_by_relay(envelope.client))


def _believe(results: Sequence[Result], evidence: Evidence) -> None:
    """Take over what a server of ours found."""
    for each in results:
        evidence.said.append(f"{each.method}={each.result} {each.about}".strip())
        if each.method in {"dkim", "spf"} and each.result == "pass":
            evidence.proofs.append((each.method, each.about))
        if each.method == "dmarc" and aligned(each.about or evidence.author, evidence.author):
            evidence.dmarc, evidence.asks = each.result, each.asks
        if each.method == "spf":
            evidence.spf, evidence.spf_domain = each.result, each.about
    if evidence.dmarc == "fail":
        evidence.proofs.clear()
    methods = {each.method for each in results}
    unsure = any(each.result == "temperror" for each in results)
    evidence.open = unsure or not ("dmarc" in methods or {"dkim", "spf"} <= methods)


def _look(raw: Content, envelope: Envelope, ways: Ways, resolver: Resolver, evidence: Evidence) -> None:
    """Find out ourselves: first by signature, which holds however it came, then by the server that brought it."""
    signed = dkim.signed(raw, evidence.author, resolver)
    evidence.proofs += [("dkim", domain) for domain in signed.by]
    evidence.open = signed.unanswered
    evidence.said += [f"dkim=pass {each}" for each in signed.by] + [f"dkim=fail {each}" for each in signed.broken]
    if not (signed.by or signed.broken):
        evidence.said.append("dkim=temperror" if signed.unanswered else "dkim=none")
    if evidence.author not in signed.by:
        _look_at_server(envelope, ways, resolver, evidence)


def _look_at_server(envelope: Envelope, ways: Ways, resolver: Resolver, evidence: Evidence) -> None:
    if not envelope.client or ways.came_by_relay(envelope.client) or envelope.sender is None:
        evidence.open = True
        return
    domain = normal((envelope.sender or envelope.helo).rpartition("@")[2])
    if not aligned(domain, evidence.author):  # what it says of another domain proves nothing here
        evidence.said.append(f"spf=none {domain} ({envelope.client})")
        return
    evidence.spf, evidence.spf_domain = spf.result(envelope.client, envelope.sender, envelope.helo, resolver), domain
    evidence.said.append(f"spf={evidence.spf} {domain} ({envelope.client})")
    if evidence.spf == "pass":
        evidence.proofs.append(("spf", domain))
    evidence.open |= evidence.spf == "temperror"


def _weigh(raw: Content, ways: Ways, resolver: Resolver, evidence: Evidence, is_colleague: bool) -> tuple[str, str]:
    if evidence.dmarc == "pass" or any(domain == evidence.author for _how, domain in evidence.proofs):
        return PROVED, ""
    policy = None
    if evidence.proofs or not evidence.open:
        policy = _policy(resolver, evidence)
    if evidence.proves(policy) or _is_vouched_for(raw, ways, resolver, evidence):
        return PROVED, ""
    if evidence.open:
        return UNKNOWN, ""
    reason = _doubt(policy, evidence, is_colleague)
    return (FAILED if reason else UNKNOWN), reason


def _policy(resolver: Resolver, evidence: Evidence) -> Policy | None:
    """What the author's domain asks for; a server of ours may have found that out already."""
    if evidence.asks:
        return Policy(evidence.asks)
    try:
        policy = dmarc.policy(evidence.author, resolver)
    except Unanswered:
        evidence.open = True
        evidence.said.append("policy=temperror")
        return None
    evidence.said.append(f"policy={policy.asks if policy else 'none published'}")
    return policy


def _is_vouched_for(raw: Content, ways: Ways, resolver: Resolver, evidence: Evidence) -> bool:
    """Whether forwarders that we trust had it while it still proved itself (RFC 8617)."""
    try:
        said = dkim.vouched_for(raw, ways.sealers, resolver)
    except Unanswered:
        evidence.open = True
        return False
    seen = relayed.read(said)
    holds = [each for each in seen if each.result == "pass" and each.method in {"dmarc", "dkim", "spf"}]
    good = any(aligned(each.about, evidence.author) for each in holds)
    if said:
        evidence.said.append("arc=pass" if good else "arc=none")
    return good


def _doubt(policy: Policy | None, evidence: Evidence, is_colleague: bool) -> str:
    """Why it is doubted; '' where nothing says that it had to prove itself."""
    asks = policy.asks if policy else ""
    if asks in ENFORCED:
        return "policy"
    if evidence.spf == "fail" and aligned(evidence.spf_domain, evidence.author):
        return "server"
    if is_colleague and (asks or evidence.spf not in UNDECIDED | {"none"}):
        return "colleague"
    return "habit" if asks else ""
