"""What leaves is signed with its domain's own key and verifies at the other side; what to publish is shown."""

from __future__ import annotations

from collections.abc import Iterator

import dkim
import pytest
from django.test import Client
from pytest_django import Settings

from kept.channels import sending
from kept.channels.email import lookup
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.signing import published
from kept.channels.email.signing.domain import SendingDomain
from kept.channels.email.tests.domains import SERVER, Records
from kept.channels.email.tests.servers import Sink, sink
from kept.channels.email.trust.dkim import signed
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.lib import environment
from kept.people.member import Member

URL = "/settings/domains/hillside.example/"


@pytest.fixture
def domain(sales: Inbox, owner: Member) -> SendingDomain:
    return SendingDomain.objects.prepare("hillside.example", by=owner)


@pytest.fixture
def records(domain: SendingDomain) -> Iterator[Records]:
    """What a careful owner publishes."""
    known = Records()
    known.known = {
        (published.key_name(domain), "TXT"): [published.key(domain)],
        ("hillside.example", "TXT"): ["v=spf1 a:smtp.hillside.example ~all", "unrelated"],
        ("smtp.hillside.example", "A"): [SERVER],
        ("_dmarc.hillside.example", "TXT"): ["v=DMARC1; p=quarantine"],
    }
    with lookup.asking(known):
        yield known


@pytest.fixture
def client(admin: Member) -> Client:
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def taking(settings: Settings) -> Iterator[Sink]:
    with sink() as (taking, url):
        settings.KEPT_SMTP_URL = url
        for name, value in environment.smtp(url).items():
            setattr(settings, name, value)
        yield taking


def sent(conversation: Conversation, by: Member, taking: Sink, text: str = "Gladly.\n.\nÄh – yes.") -> bytes:
    """An answer, as it arrived at the other side."""
    message = conversation.reply(text, by=by)
    sending.deliver(message.delivery.pk)
    message.delivery.refresh_from_db()
    assert message.delivery.state == "sent", message.delivery.reason
    content = taking.taken[-1].content
    assert isinstance(content, bytes)
    return content


def test_an_answer_verifies_at_the_other_side(
    conversation: Conversation, teammate: Member, domain: SendingDomain, records: Records, taking: Sink
) -> None:
    domain.begin_signing(by=None)
    raw = sent(conversation, teammate, taking)
    assert signed(raw, "hillside.example", records).by == ["hillside.example"]
    assert dkim.verify(raw, dnsfunc=lambda name, timeout=5: published.key(domain).encode())


@pytest.mark.parametrize(
    "tampered",
    [
        lambda raw: raw.replace(b"Gladly", b"Never"),
        lambda raw: raw.replace(b"Subject: ", b"Subject: Not "),
        lambda raw: raw.replace(b"\r\nReply-To: ", b"\r\nReply-To: evil+"),
        lambda raw: b"From: Boss <boss@hillside.example>\r\n" + raw,
        lambda raw: b"Subject: Another\r\n" + raw,
        lambda raw: b"Cc: more@hillside.example\r\n" + raw,
        lambda raw: raw + b"And pay here.\r\n",
    ],
)
def test_nothing_a_reader_goes_by_can_be_changed_or_added(
    conversation: Conversation,
    teammate: Member,
    domain: SendingDomain,
    records: Records,
    taking: Sink,
    tampered: object,
) -> None:
    assert callable(tampered)
    domain.begin_signing(by=None)
    raw = sent(conversation, teammate, taking)
    assert tampered(raw) != raw
    assert not signed(tampered(raw), "hillside.example", records).by


def test_relays_may_fold_and_trace_it(
    conversation: Conversation, teammate: Member, domain: SendingDomain, records: Records, taking: Sink
) -> None:
    domain.begin_signing(by=None)
    raw = sent(conversation, teammate, taking)
    relayed = b"Received: from kept by mx\r\n" + raw.replace(b"\r\nTo: ", b"\r\nTo:\r\n  ") + b"\r\n"
    assert signed(relayed, "hillside.example", records).by


def test_nothing_is_signed_before_it_is_turned_on(
    conversation: Conversation, teammate: Member, domain: SendingDomain, taking: Sink
) -> None:
    assert b"DKIM-Signature" not in sent(conversation, teammate, taking)


def test_a_key_that_cannot_be_opened_holds_mail_back_with_words(
    conversation: Conversation, teammate: Member, domain: SendingDomain, taking: Sink
) -> None:
    domain.begin_signing(by=None)
    SendingDomain.objects.update(sealed_key="sealed elsewhere")
    message = conversation.reply("Gladly.", by=teammate)
    sending.deliver(message.delivery.pk)
    message.delivery.refresh_from_db()
    assert (message.delivery.state, taking.taken) == ("pending", [])
    assert "hillside.example can no longer be opened" in message.delivery.reason


def test_the_key_is_nowhere_in_clear(domain: SendingDomain) -> None:
    assert b"RSA PRIVATE KEY" in domain.key
    assert "PRIVATE" not in domain.sealed_key


def test_preparing_twice_keeps_the_key(domain: SendingDomain, owner: Member) -> None:
    again = SendingDomain.objects.prepare("Hillside.example", by=owner)
    assert (again, again.public_key) == (domain, domain.public_key)


def test_another_key_has_another_name_and_is_not_used_at_once(domain: SendingDomain, owner: Member) -> None:
    domain.begin_signing(by=owner)
    before = published.key_name(domain), domain.public_key
    domain.make_key(by=owner)
    assert (published.key_name(domain), domain.public_key) != before
    assert not domain.is_signing
    names = Event.objects.order_by("pk").values_list("kind", flat=True)
    assert [each for each in names if each.startswith("domain.")] == [
        "domain.prepared",
        "domain.signing_begun",
        "domain.prepared",
    ]


def why(domain: SendingDomain, records: Records, which: str) -> tuple[str, str]:
    finding = published.check(domain, records)[which]
    return finding["state"], finding["why"]


@pytest.mark.parametrize(
    ("txt", "state", "words"),
    [
        ([], "missing", "no_key"),
        (["v=DKIM1; p=AAAA"], "wrong", "other_key"),
        (["v=DKIM1; p="], "wrong", "other_key"),
        (["v=DKIM1; p=AAAA", "v=DKIM1; p=BBBB"], "wrong", "several_keys"),
        (None, "right", "published"),
    ],
)
def test_the_key_is_looked_up(
    domain: SendingDomain, records: Records, txt: list[str] | None, state: str, words: str
) -> None:
    if txt is not None:
        records.known[published.key_name(domain), "TXT"] = txt
    assert why(domain, records, "dkim") == (state, words)


def test_spaces_within_the_key_do_no_harm(domain: SendingDomain, records: Records) -> None:
    value = published.key(domain)
    records.known[published.key_name(domain), "TXT"] = [value[:90] + " " + value[90:]]
    assert why(domain, records, "dkim") == ("right", "published")


@pytest.mark.parametrize(
    ("server", "txt", "state", "words"),
    [
        ("smtp.hillside.example", [], "missing", "no_spf"),
        ("smtp.hillside.example", ["v=spf1 -all", "v=spf1 mx -all"], "wrong", "several_spf"),
        ("smtp.hillside.example", ["v=spf1 a:smtp.hillside.example -all"], "right", "published"),
        ("smtp.hillside.example", [f"v=spf1 ip4:{SERVER} -all"], "right", "published"),
        ("smtp.hillside.example", ["v=spf1 ip4:192.0.2.1 -all"], "wrong", "not_named"),
        ("smtp.hillside.example", ["v=spf1 include:hillside.example -all"], "wrong", "broken_spf"),
        ("smtp.gmail.com", ["v=spf1 include:_spf.google.com ~all"], "right", "published"),
        ("smtp.gmail.com", ["v=spf1 mx ~all"], "wrong", "not_named"),
        (SERVER, [f"v=spf1 ip4:{SERVER} -all"], "right", "published"),
        ("localhost", ["v=spf1 mx ~all"], "unknown", "cannot_tell"),
        ("10.0.0.1", ["v=spf1 mx ~all"], "unknown", "cannot_tell"),
    ],
)
def test_the_servers_are_looked_up(
    domain: SendingDomain, records: Records, sales: Inbox, server: str, txt: list[str], state: str, words: str
) -> None:
    Mailbox.objects.create(inbox=sales, smtp_host=server)
    records.known["hillside.example", "TXT"] = txt
    assert why(domain, records, "spf") == (state, words)


@pytest.mark.parametrize(
    ("txt", "state", "words"),
    [
        ([], "missing", "no_policy"),
        (["v=DMARC1; p=none"], "right", "watches"),
        (["v=DMARC1; p=reject"], "right", "protects"),
        (["v=DMARC1; reject"], "wrong", "broken_policy"),
        (["v=DMARC1; p=none", "v=DMARC1; p=none"], "wrong", "broken_policy"),
    ],
)
def test_the_policy_is_looked_up(
    domain: SendingDomain, records: Records, txt: list[str], state: str, words: str
) -> None:
    records.known["_dmarc.hillside.example", "TXT"] = txt
    assert why(domain, records, "dmarc") == (state, words)


def test_while_the_name_servers_are_silent_nothing_is_said_to_be_wrong(domain: SendingDomain) -> None:
    names = ["hillside.example", "_dmarc.hillside.example", published.key_name(domain)]
    found = published.check(domain, Records(silent=names))
    assert {each["why"] for each in found.values()} == {"unanswered"}


def test_what_is_published_already_is_kept_in_the_suggestion(domain: SendingDomain, sales: Inbox) -> None:
    Mailbox.objects.create(inbox=sales, smtp_host="smtp.gmail.com")
    assert published.spf_value("hillside.example", []) == "v=spf1 include:_spf.google.com mx ~all"
    found = ["v=spf1 ip4:192.0.2.1 -all"]
    assert published.spf_value("hillside.example", found) == "v=spf1 include:_spf.google.com ip4:192.0.2.1 -all"


def test_from_the_first_visit_to_signed_mail(client: Client, sales: Inbox) -> None:
    assert "not signed" in client.get("/settings/domains/").content.decode()
    assert "Make the key" in client.get(URL).content.decode()
    assert not SendingDomain.objects.exists(), "looking makes nothing"
    client.post(URL)
    domain = SendingDomain.objects.get()
    page = client.get(URL).content.decode()
    assert published.key_name(domain) in page
    known = Records()
    with lookup.asking(known):
        refused = client.post(URL + "signing/", follow=True).content.decode()
        assert "the key must be published first" in refused
        assert not SendingDomain.objects.get().is_signing
        known.known[published.key_name(domain), "TXT"] = [published.key(domain)]
        client.post(URL + "check/")
        assert "It is published as it should be." in client.get(URL).content.decode()
        client.post(URL + "signing/")
    assert SendingDomain.objects.get().is_signing
    assert "chip-kept" in client.get("/settings/domains/").content.decode()
    client.post(URL + "signing/", {"_method": "delete"})
    assert not SendingDomain.objects.get().is_signing


def test_a_domain_of_no_inbox_is_not_there(client: Client, sales: Inbox) -> None:
    for path in ("", "check/", "signing/", "key/"):
        assert client.post(f"/settings/domains/evil.example/{path}").status_code == 404
