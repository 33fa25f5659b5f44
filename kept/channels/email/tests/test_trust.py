"""Whether a mail is from whom it says: real signatures and records, asked of a resolver that tests fill."""

from __future__ import annotations

import hashlib
import time
from ipaddress import ip_network

import pytest
from dkim import rfc822_parse
from dkim.canonicalization import CanonicalizationPolicy
from hypothesis import given
from hypothesis import strategies as st

from kept.channels.base import Envelope
from kept.channels.email.tests.domains import ELSEWHERE, SERVER, Domain, Records
from kept.channels.email.trust import bodies, dmarc, relayed
from kept.channels.email.trust.domains import aligned, organisation
from kept.channels.email.trust.judging import Verdict, Ways, judge
from kept.channels.tests.letters import letter
from kept.lib.bulk import Bulk, gathered

VERA = "vera@lindqvist.example"
FROM_SERVER = Envelope(VERA, ("sales@hillside.example",), SERVER, "mx.lindqvist.example")
FROM_ELSEWHERE = Envelope(VERA, ("sales@hillside.example",), ELSEWHERE, "vps.example")
BY_IMAP = Envelope(mailbox=1)
BY_RELAY = Envelope(VERA, ("sales@hillside.example",), "10.0.0.7", "mx.hillside.example")
STRANGER = Envelope("bounce@mailer.example", ("sales@hillside.example",), ELSEWHERE, "vps.example")


@pytest.fixture(scope="module")
def lindqvist() -> Domain:
    return Domain("lindqvist.example")


@pytest.fixture(scope="module")
def google() -> Domain:
    return Domain("google.com", selector="arc")


def publishing(domain: Domain, *, spf: str | None = None, dmarc: str | None = None) -> Domain:
    """The same domain with the same key, publishing something else."""
    changed = Domain(domain.name, domain.spf if spf is None else spf, domain.dmarc if dmarc is None else dmarc)
    changed.key = domain.key
    return changed


def judged(raw: bytes, envelope: Envelope, *domains: Domain, **ways: object) -> Verdict:
    return judge(raw, VERA, envelope, Ways(**ways), Records(*domains))  # type: ignore[arg-type]


def test_a_signature_of_the_authors_domain_proves_it_however_it_came(lindqvist: Domain) -> None:
    raw = lindqvist.sign(letter())
    for envelope in (FROM_SERVER, FROM_ELSEWHERE, BY_IMAP, BY_RELAY, STRANGER, Envelope()):
        verdict = judged(raw, envelope, lindqvist)
        assert verdict.trust == "proved", envelope
    assert "dkim=pass lindqvist.example" in verdict.details


def test_a_signature_over_a_large_mail_is_checked_in_pieces(lindqvist: Domain) -> None:
    raw = lindqvist.sign(letter("A  line \t\r\n" * 60_000 + "\r\n \r\n"))
    for content, trust in ((raw, "proved"), (raw.replace(b"A  line", b"B  line", 1), "failed")):
        bulk = gathered([content])
        assert isinstance(bulk, Bulk)
        assert judge(bulk, VERA, FROM_ELSEWHERE, Ways(), Records(lindqvist)).trust == trust


PARTS = st.lists(st.sampled_from([b"a", b" ", b"\t", b"\r", b"\n", b"\r\n", b"\r\n\r\n", b" \r\n"]), max_size=20)


@given(PARTS, st.booleans(), st.none() | st.integers(0, 12))
def test_the_digest_of_a_body_in_pieces_is_the_librarys(parts: list[bytes], relaxed: bool, length: int | None) -> None:
    policy = CanonicalizationPolicy.from_c_value(b"simple/relaxed" if relaxed else b"simple/simple")
    _head, body = rfc822_parse(b"A: b\r\n\r\n" + b"".join(parts))
    expected = hashlib.sha256(policy.canonicalize_body(body)[:length]).digest()
    assert bodies.digest(parts, algorithm=b"rsa-sha256", relaxed=relaxed, length=length) == expected


@pytest.mark.parametrize("changed", ["Subject: Boxes", "How many"])
def test_a_signature_over_something_else_proves_nothing(lindqvist: Domain, changed: str) -> None:
    raw = lindqvist.sign(letter())
    forged = raw.replace(changed.encode(), b"X" + changed.encode() if changed[0] == "H" else b"Subject: Now Boxes")
    assert forged != raw
    assert judged(raw, FROM_ELSEWHERE, lindqvist).trust == "proved"
    assert judged(forged, FROM_ELSEWHERE, lindqvist).trust == "failed"


def test_a_signature_of_another_domain_proves_nothing(lindqvist: Domain) -> None:
    mailer = Domain("mailer.example")
    verdict = judged(mailer.sign(letter()), STRANGER, lindqvist, mailer)
    assert (verdict.trust, verdict.reason) == ("failed", "policy")


def test_the_domain_of_another_sender_is_not_even_asked(lindqvist: Domain) -> None:
    records = Records(lindqvist, silent=["mailer.example"])
    assert judge(letter(), VERA, STRANGER, Ways(), records).trust == "failed"
    assert not [each for each in records.asked if "mailer" in each]


def test_a_second_author_above_the_signed_one_proves_nothing(lindqvist: Domain) -> None:
    raw = b"From: Boss <boss@lindqvist.example>\r\n" + lindqvist.sign(letter())
    verdict = judge(raw, "boss@lindqvist.example", FROM_ELSEWHERE, Ways(), Records(lindqvist))
    assert verdict.trust == "failed"


def test_words_below_the_signed_part_prove_nothing(lindqvist: Domain) -> None:
    raw = lindqvist.sign(letter(), length=True) + b"Pay here instead.\r\n"
    assert b"l=" in raw
    assert judged(raw, FROM_ELSEWHERE, lindqvist).trust == "failed"


def test_the_server_that_may_send_proves_it(lindqvist: Domain) -> None:
    verdict = judged(letter(), FROM_SERVER, lindqvist)
    assert verdict == Verdict("proved", "", f"dkim=none; spf=pass lindqvist.example ({SERVER})")


def test_a_server_of_the_same_organisation_does_too(lindqvist: Domain) -> None:
    post = Domain("post.lindqvist.example", dmarc="")
    by_post = Envelope("bounce@post.lindqvist.example", (), SERVER, "x")
    assert judged(letter(), by_post, lindqvist, post).trust == "proved"
    strict = publishing(lindqvist, dmarc="v=DMARC1; p=reject; aspf=s; adkim=s")
    assert judged(letter(), by_post, strict, post).trust == "failed"
    assert judged(post.sign(letter()), by_post, strict, post).trust == "failed"


def test_for_mail_without_a_sender_the_name_it_gives_counts(lindqvist: Domain) -> None:
    helo = Domain("mx.lindqvist.example", dmarc="")
    empty = Envelope("", (), SERVER, "mx.lindqvist.example")
    assert judged(letter(), empty, lindqvist, helo).trust == "proved"


@pytest.mark.parametrize("asks", ["reject", "quarantine"])
def test_what_the_policy_forbids_is_doubted(lindqvist: Domain, asks: str) -> None:
    domain = publishing(lindqvist, dmarc=f"v=DMARC1; p={asks}")
    for envelope in (FROM_ELSEWHERE, STRANGER):
        verdict = judged(letter(), envelope, domain)
        assert (verdict.trust, verdict.reason) == ("failed", "policy")


def test_a_server_that_may_not_send_is_enough_without_any_policy(lindqvist: Domain) -> None:
    silent = publishing(lindqvist, dmarc="")
    verdict = judged(letter(), FROM_ELSEWHERE, silent)
    assert (verdict.trust, verdict.reason) == ("failed", "server")
    assert judged(letter(), FROM_ELSEWHERE, publishing(silent, spf=f"v=spf1 ip4:{SERVER} ~all")).trust == ""


def test_who_publishes_nothing_is_not_blamed(lindqvist: Domain) -> None:
    nothing = publishing(lindqvist, spf="", dmarc="")
    for envelope in (FROM_SERVER, FROM_ELSEWHERE, STRANGER):
        assert judged(letter(), envelope, nothing).trust == ""


def test_a_policy_that_only_watches_leaves_it_to_habit(lindqvist: Domain) -> None:
    watching = publishing(lindqvist, dmarc="v=DMARC1; p=none; rua=mailto:x@lindqvist.example")
    assert judged(letter(), STRANGER, watching).reason == "habit"


def test_a_colleague_must_prove_it_where_the_domain_publishes_anything(lindqvist: Domain) -> None:
    watching, nothing = publishing(lindqvist, dmarc="v=DMARC1; p=none"), publishing(lindqvist, spf="", dmarc="")
    verdict = judge(letter(), VERA, STRANGER, Ways(), Records(watching), is_colleague=True)
    assert (verdict.trust, verdict.reason) == ("failed", "colleague")
    assert judge(letter(), VERA, STRANGER, Ways(), Records(nothing), is_colleague=True).trust == ""


def test_while_nobody_answers_nobody_is_blamed(lindqvist: Domain) -> None:
    signed = lindqvist.sign(letter())
    for name in ("s1._domainkey.lindqvist.example", "_dmarc.lindqvist.example"):
        raw = signed.replace(b"How many", b"How few") if "dmarc" in name else signed
        assert judge(raw, VERA, STRANGER, Ways(), Records(lindqvist, silent=[name])).trust == ""
    silent = Records(lindqvist, silent=["lindqvist.example"])
    assert judge(letter(), VERA, FROM_ELSEWHERE, Ways(), silent).trust == ""


@pytest.mark.parametrize("envelope", [BY_IMAP, BY_RELAY, Envelope(), Envelope(VERA)])
def test_without_knowing_who_brought_it_nobody_is_blamed(lindqvist: Domain, envelope: Envelope) -> None:
    assert judged(letter(), envelope, lindqvist).trust == ""
    assert judged(letter(), FROM_ELSEWHERE, lindqvist).trust == "failed", "or this would prove nothing"


def test_a_relay_with_a_public_address_is_told_by_the_settings(lindqvist: Domain) -> None:
    assert judged(letter(), FROM_ELSEWHERE, lindqvist, relays=(ip_network(f"{ELSEWHERE}/32"),)).trust == ""


@pytest.mark.parametrize(
    ("found", "trust", "reason"),
    [
        ("dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=lindqvist.example", "proved", ""),
        ("dmarc=fail (p=REJECT dis=NONE) header.from=lindqvist.example", "failed", "policy"),
        ("dkim=fail; spf=none; dmarc=fail policy.published-domain-policy=reject", "failed", "policy"),
        ("dkim=fail header.d=lindqvist.example; dmarc=fail header.from=lindqvist.example", "failed", "policy"),
        ("dkim=pass header.d=lindqvist.example; spf=none", "proved", ""),
        ("dkim=pass header.i=@lindqvist.example; spf=none", "proved", ""),
        ("spf=pass (sender IP is 1.2.3.4; really) smtp.mailfrom=x@lindqvist.example; dkim=none", "proved", ""),
        ("dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=mailer.example", "failed", "policy"),
        ('dkim=none; spf=pass smtp.mailfrom="x; dmarc=pass"@mailer.example', "failed", "policy"),
        ("spf=pass smtp.mailfrom=mailer.example", "", ""),
        ("dkim=temperror; dmarc=fail header.from=lindqvist.example", "", ""),
        ("none", "", ""),
    ],
)
def test_what_our_own_server_found_is_believed(lindqvist: Domain, found: str, trust: str, reason: str) -> None:
    raw = f"Authentication-Results: mx.hillside.example; {found}\r\n".encode() + letter()
    verdict = judged(raw, BY_IMAP, lindqvist, servers=("mx.hillside.example",))
    assert (verdict.trust, verdict.reason) == (trust, reason), verdict.details


def test_nobody_elses_word_is_believed(lindqvist: Domain) -> None:
    passed = b"dmarc=pass header.from=lindqvist.example\r\n"
    ours, theirs = (
        b"Authentication-Results: mx.hillside.example 1; " + passed,
        b"Authentication-Results: vps.example; " + passed,
    )
    servers = ("mx.hillside.example",)
    assert judged(ours + letter(), BY_RELAY, lindqvist, servers=servers).trust == "proved", "the premise"
    assert judged(ours + letter(), BY_RELAY, lindqvist).trust == "", "a server that nobody named"
    assert judged(theirs + ours + letter(), BY_RELAY, lindqvist, servers=servers).trust == "", "not the topmost"
    assert judged(ours + letter(), FROM_ELSEWHERE, lindqvist, servers=servers).trust == "failed", "the sender wrote it"
    comment = b"Authentication-Results: (mx.hillside.example) vps.example; " + passed
    assert judged(comment + letter(), BY_RELAY, lindqvist, servers=servers).trust == ""


def test_a_forwarder_whom_we_trust_vouches_for_what_it_changed(lindqvist: Domain, google: Domain) -> None:
    changed = lindqvist.sign(letter()).replace(b"Subject: ", b"Subject: [list] ")
    found = "dkim=pass header.d=lindqvist.example; dmarc=pass header.from=lindqvist.example"
    raw = google.seal(changed, found)
    assert judged(changed, STRANGER, lindqvist, google).trust == "failed", "the premise"
    assert judged(raw, STRANGER, lindqvist, google, sealers=frozenset({"google.com"})).trust == "proved"
    assert judged(raw, STRANGER, lindqvist, google).trust == "failed"
    tampered = raw.replace(b"How many", b"How few")
    assert judged(tampered, STRANGER, lindqvist, google, sealers=frozenset({"google.com"})).trust == "failed"
    unproved = google.seal(changed, "dkim=fail; dmarc=fail header.from=lindqvist.example")
    assert judged(unproved, STRANGER, lindqvist, google, sealers=frozenset({"google.com"})).trust == "failed"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" folded\r\nFrom: x",
        b"DKIM-Signature: ;;;=\r\nFrom: a\r\n\r\n",
        b"DKIM-Signature: v=1; d=lindqvist.example; s=s1; h=; b=; bh=\r\nFrom: a\r\n\r\n",
        b"DKIM-Signature: d=\xff.example\r\nARC-Seal: i=99\r\nFrom: a\r\n\r\nx",
        b"Authentication-Results: " + b"(" * 9000 + b"\r\n\r\n",
        b"Authentication-Results: mx.hillside.example; \xff=\x00 ;;; dmarc==\r\n\r\n",
    ],
)
def test_nonsense_is_no_reason_to_stop(lindqvist: Domain, raw: bytes) -> None:
    for envelope in (FROM_ELSEWHERE, BY_IMAP):
        judged(raw, envelope, lindqvist, servers=("mx.hillside.example",), sealers=frozenset({"google.com"}))


HOSTILE = b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=lindqvist.example; s=s1; h=from; bh=AA==; b=%s\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        HOSTILE % b"AA==" + b"From: a\r\n\r\n" + b" " * 3_000_000 + b"x",
        HOSTILE % b"AA==" + b"From: a\r\n\r\n" + b" \t" * 1_000_000 + b"x\r\n" + b"\r\n" * 500_000,
        HOSTILE % (b"A" + b" " * 1_000_000 + b"!") + b"From: a\r\n\r\nx",
        HOSTILE % (b"A" + b" " * 100_000 + b"!") + b"From: a\r\n\r\nx",
        HOSTILE % b"AA==" + b"X: a\r\n" + b" b\r\n" * 1_000_000 + b"From: a\r\n\r\nx",
        b"ARC-Seal: i=1; d=google.com; b=" + b" " * 100_000 + b"!\r\nFrom: a\r\n\r\nx",
        b"Authentication-Results: " + b'"' * 7000 + b"\r\n\r\n",
        b"Authentication-Results: " + b"a" * 7000 + b"\r\n\r\n",
    ],
)
def test_what_was_written_to_take_long_does_not(lindqvist: Domain, raw: bytes) -> None:
    began = time.process_time()  # others may be busy too
    ways = {"servers": ("mx.hillside.example",), "sealers": frozenset({"google.com"})}
    for envelope in (FROM_ELSEWHERE, BY_IMAP):
        judged(raw, envelope, lindqvist, **ways)
    assert time.process_time() - began < 3


def test_spaces_at_line_ends_count_for_nothing_in_a_signature(lindqvist: Domain) -> None:
    raw = lindqvist.sign(letter("One  two \t\r\n\r\nthree"))
    padded = raw.replace(b"two \t\r\n", b"two" + b" \t" * 50 + b"\r\n").replace(b"three", b"three   ")
    assert padded != raw
    assert judged(padded, FROM_ELSEWHERE, lindqvist).trust == "proved"


def test_domains_belong_together_below_what_anybody_may_register() -> None:
    assert organisation("mail.shop.firm.co.uk") == "firm.co.uk"
    assert aligned("a.firm.com", "b.Firm.com.")
    assert not aligned("one.co.uk", "other.co.uk")
    assert not aligned("a.github.io", "b.github.io")
    assert aligned("bücher.example", "xn--bcher-kva.example")
    assert not aligned("", "")


@pytest.mark.parametrize(
    ("record", "which", "asks"),
    [
        ("v=DMARC1; p=reject; sp=none", "p", "reject"),
        ("v=DMARC1; p=reject; sp=none", "sp", "none"),
        ("v=DMARC1;p=quarantine", "sp", "quarantine"),
        ("v=DMARC1; p=reject; pct=0", "p", "none"),
        ("v=DMARC1; p=nonsense; rua=mailto:a@b.example", "p", "none"),
        ("v=DMARC1; p=nonsense", "p", None),
    ],
)
def test_policies_are_read(record: str, which: str, asks: str | None) -> None:
    found = dmarc.read(record, which)
    assert (found.asks if found else None) == asks


def test_the_organisations_policy_holds_below_it(lindqvist: Domain) -> None:
    records = Records(publishing(lindqvist, dmarc="v=DMARC1; p=none; sp=reject"))
    found = dmarc.policy("shop.lindqvist.example", records)
    assert found is not None
    assert found.asks == "reject"
    records.known["_dmarc.lindqvist.example", "TXT"] *= 2
    assert dmarc.policy("shop.lindqvist.example", records) is None, "two records count as none"


def test_results_are_read_with_comments_and_quotes() -> None:
    said = 'spf=fail (a; "b" (c)) smtp.mailfrom="x;y"@z.example; dkim=PASS reason="ok; dmarc=pass" header.d=z.example'
    assert [(each.method, each.result, each.about) for each in relayed.read(said)] == [
        ("spf", "fail", "z.example"),
        ("dkim", "pass", "z.example"),
    ]
