"""Taking in mail by SMTP and LMTP, with real clients over real sockets."""

import asyncio
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.db import connection
from pytest_django import Settings

from kept.channels import intake
from kept.channels.email import doorstep, listening, porter
from kept.channels.email.certificate import Certificate
from kept.channels.email.doorstep import Doorstep, Shelf
from kept.channels.email.listening import Listener, Undotting
from kept.channels.inbound import Inbound, accept
from kept.channels.tests.letters import letter
from kept.checks import check_certificate
from kept.cli.examination import _certificate
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.lib.bulk import PIECE, Bulk

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT = 1_000_000
SENDER = "vera@lindqvist.example"
SALES = "sales@hillside.example"
HELO = "mx.lindqvist.example"
ENVELOPE = {"sender": SENDER, "recipients": [SALES], "client": "127.0.0.1", "helo": HELO}


class Running:
    """A listener in a thread with a loop of its own."""

    def __init__(self, catch_all: bool = False, certificate: Certificate | None = None) -> None:
        self.catch_all = catch_all
        self.certificate = certificate
        self.told = 0
        self.loop = asyncio.new_event_loop()
        self.stop = asyncio.Event()
        self.port = 0
        self.thread = Thread(target=self.loop.run_until_complete, args=[self._serve()])

    async def _serve(self) -> None:
        async with doorstep.pool() as self.lines:
            shelf = Shelf(self.lines, self._tell)
            door = Doorstep(self.lines, catch_all=self.catch_all)
            listener = Listener(door, shelf.put, size=LIMIT, certificate=self.certificate)
            _host, self.port = await listener.open("127.0.0.1", 0)
            await self.stop.wait()
            await listener.close()

    def _tell(self) -> None:
        self.told += 1

    def __enter__(self) -> "Running":
        self.thread.start()
        while not self.port:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join()
        self.loop.close()

    def client(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.port, local_hostname=HELO, timeout=30)


@pytest.fixture
def running(sales: Inbox) -> Iterator[Running]:
    with Running() as running:
        yield running


@pytest.fixture
def client(running: Running) -> Iterator[smtplib.SMTP]:
    with running.client() as client:
        yield client


Raw = Callable[[str], str]


@pytest.fixture
def raw(running: Running) -> Iterator[Raw]:
    """Say a line, hear the answer's last line."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as line, line.makefile("rwb") as file:
        file.readline()

        def say(words: str) -> str:
            file.write(words.encode() + b"\r\n")
            file.flush()
            while (heard := file.readline().decode())[3:4] == "-":
                pass
            return heard.strip()

        say("EHLO client.example")
        yield say


def test_what_got_250_is_stored_byte_for_byte(client: smtplib.SMTP, running: Running) -> None:
    content = letter("A line\r\n.\r\n..\r\n.dots\r\nÜmlaut " + "x" * 5000)
    client.sendmail(SENDER, [SALES], content)
    stored = Inbound.objects.get()
    assert bytes(stored.raw) == content
    assert stored.size == len(content)
    assert stored.envelope == ENVELOPE
    assert running.told == 1


def test_it_writes_what_accept_writes(client: smtplib.SMTP) -> None:
    client.sendmail(SENDER, [SALES], letter())
    accept("email", letter(), envelope=ENVELOPE)
    one, other = Inbound.objects.order_by("pk")
    for field in Inbound._meta.get_fields():
        if field.concrete and field.name not in {"id", "raw", "received_at"}:
            assert getattr(one, field.attname) == getattr(other, field.attname), field.name
    assert bytes(one.raw) == bytes(other.raw)


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        (("192.0.2.7", 25), "192.0.2.7"),
        (("::ffff:192.0.2.7", 25, 0, 0), "192.0.2.7"),
        (("2001:db8::1", 25, 0, 0), "2001:db8::1"),
        ("", ""),
        (None, ""),
    ],
)
def test_it_writes_down_who_brings_it(peer: object, address: str) -> None:
    assert porter.client(peer) == address


def test_a_large_mail_lies_in_pieces_and_its_file_is_there_in_the_end(client: smtplib.SMTP) -> None:
    plan = bytes(range(256)) * 2000
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = SENDER, SALES, "<plan@x.example>"
    mail.set_content("See the plan.")
    mail.add_attachment(plan, "application", "pdf", filename="plan.pdf")
    raw = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
    client.sendmail(SENDER, [SALES], raw)
    stored = Inbound.objects.get()
    assert (bytes(stored.raw), stored.size) == (b"", len(raw))
    assert stored.pieces.count() == len(raw) // PIECE + 1
    assert stored.content[:] == raw
    intake.take_in_waiting()
    message = Message.objects.get()
    attachment = message.attachments.get()
    assert message.text == "See the plan."
    assert (attachment.name, attachment.size, attachment.read()[:]) == ("plan.pdf", len(plan), plan)


@pytest.mark.parametrize("lines", [[b".", b"..", b".a"], [b"", b".", b""], [b"a\r", b".b"], [b"\r.", b"c"]])
def test_dots_are_undone_wherever_pieces_end(lines: list[bytes]) -> None:
    text = b"\r\n".join(lines) + b"\r\n"
    wire = (
        b"\r\n" + text.replace(b"\r\n.", b"\r\n..")
        if text[:1] != b"."
        else b"\r\n." + text.replace(b"\r\n.", b"\r\n..")
    )
    for cut in range(len(wire) + 1):
        undotting = Undotting()
        parts = undotting.read(wire[:cut], is_last=False), undotting.read(wire[cut:], is_last=True)
        assert b"".join(parts) == text, cut


def test_when_the_disk_is_full_the_sender_keeps_it_and_nothing_of_it_is_taken_for_commands(
    client: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Bulk, piece: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Bulk, "append", full)
        with pytest.raises(smtplib.SMTPDataError, match="no room"):
            client.sendmail(SENDER, [SALES], letter("RSET\r\n" + "z" * 600_000 + "\r\nQUIT\r\n"))
    assert not Inbound.objects.exists()
    client.sendmail(SENDER, [SALES], letter())
    assert Inbound.objects.count() == 1


def test_it_becomes_a_conversation(client: smtplib.SMTP, sales: Inbox) -> None:
    client.sendmail(SENDER, [SALES], letter())
    intake.take_in_waiting()
    assert Message.objects.get().conversation.inbox == sales


def test_several_mails_go_over_one_line(client: smtplib.SMTP) -> None:
    for number in range(5):
        client.sendmail(SENDER, [SALES], letter(message_id=f"<{number}@x>"))
    assert Inbound.objects.count() == 5


def test_an_empty_message_ends_like_any_other(raw: Raw) -> None:
    for words in (f"MAIL FROM:<{SENDER}>", f"RCPT TO:<{SALES}>", "DATA"):
        assert raw(words)[0] in "23"
    assert raw(".").startswith("250")
    assert bytes(Inbound.objects.get().raw) == b""


def test_a_large_message_in_long_lines_arrives_whole(client: smtplib.SMTP) -> None:
    content = letter("\r\n".join(["y" * 300_000] * 3))
    client.sendmail(SENDER, [SALES], content)
    assert Inbound.objects.get().content[:] == content


def test_only_a_whole_end_ends_a_message(raw: Raw, running: Running) -> None:
    for words in (f"MAIL FROM:<{SENDER}>", f"RCPT TO:<{SALES}>", "DATA"):
        raw(words)
    smuggled = "Subject: x\r\n\r\none\n.\nMAIL FROM:<evil@x>\r.\r\ntwo\n.\r\nthree\r\n."
    assert raw(smuggled).startswith("250")
    assert b"evil" in bytes(Inbound.objects.get().raw), "all of it is one message"


def test_strangers_addresses_are_refused(client: smtplib.SMTP) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.sendmail(SENDER, ["else@hillside.example"], letter())
    assert refused.value.recipients["else@hillside.example"][0] == 550
    assert not Inbound.objects.exists()


def test_ours_is_taken_where_another_is_refused(client: smtplib.SMTP) -> None:
    refused = client.sendmail(SENDER, ["else@x.example", SALES], letter())
    assert list(refused) == ["else@x.example"]
    assert Inbound.objects.get().envelope["recipients"] == [SALES]


@pytest.mark.parametrize("address", ["SALES@Hillside.Example", "sales+abcdefghijklmnop@hillside.example"])
def test_our_address_is_known_in_any_case_and_with_a_token(client: smtplib.SMTP, address: str) -> None:
    client.sendmail(SENDER, [address], letter())
    assert Inbound.objects.exists()


def test_a_new_inbox_is_known_within_a_second(client: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch) -> None:
    client.sendmail(SENDER, [SALES], letter())
    Inbox.objects.create(name="New", slug="new", address="new@hillside.example")
    monkeypatch.setattr(doorstep, "NEWS_AFTER", 0.0)
    assert client.sendmail(SENDER, ["new@hillside.example"], letter()) == {}


def test_a_domain_can_be_taken_whole(sales: Inbox) -> None:
    with Running(catch_all=True) as running, running.client() as client:
        assert client.sendmail(SENDER, ["anybody@hillside.example"], letter()) == {}
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail(SENDER, ["anybody@elsewhere.example"], letter())


def test_bounces_come_of_nobody(client: smtplib.SMTP) -> None:
    client.sendmail("", [SALES], letter())
    assert Inbound.objects.get().envelope["sender"] == ""


def test_addresses_beyond_ascii_are_taken(client: smtplib.SMTP, sales: Inbox) -> None:
    Inbox.objects.filter(pk=sales.pk).update(address="grüße@hillside.example")
    options = ["SMTPUTF8", "BODY=8BITMIME"]
    client.ehlo()
    client.command_encoding = "utf-8"
    client.sendmail("jürgen@x.example", ["grüße@hillside.example"], letter(), mail_options=options)
    assert Inbound.objects.get().envelope["sender"] == "jürgen@x.example"


@pytest.mark.parametrize("address", ['"vera lindqvist"@x.example', "vera@[192.0.2.1]", "o'brien+x=y@x.example"])
def test_senders_with_odd_addresses_are_taken(raw: Raw, address: str) -> None:
    for words in (f"MAIL FROM:<{address}> SIZE=10 BODY=8BITMIME", f"RCPT TO:<{SALES}>", "DATA"):
        assert raw(words)[0] in "23", words
    assert raw("Subject: x\r\n.").startswith("250")
    assert Inbound.objects.get().envelope["sender"] == address


@pytest.mark.parametrize("declared", [True, False])
def test_too_large_is_refused_for_good(client: smtplib.SMTP, declared: bool) -> None:
    client.ehlo()
    if not declared:
        client.esmtp_features.pop("size")
    with pytest.raises(smtplib.SMTPResponseException) as refused:
        client.sendmail(SENDER, [SALES], letter("z" * (LIMIT + 1)))
    assert refused.value.smtp_code == 552
    assert not Inbound.objects.exists()
    assert client.sendmail(SENDER, [SALES], letter()) == {}, "the line goes on"


def test_a_message_that_breaks_off_is_not_stored(running: Running) -> None:
    client = running.client()
    client.ehlo()
    client.mail(SENDER)
    client.rcpt(SALES)
    client.docmd("DATA")
    client.send(b"Subject: half\r\n\r\nThis is not all")
    client.close()
    with running.client() as other:
        other.noop()
    assert not Inbound.objects.exists()


def test_lmtp_answers_for_each_recipient(running: Running, claims: Inbox) -> None:
    with smtplib.LMTP("127.0.0.1", running.port) as client:
        client.ehlo()
        client.mail(SENDER)
        client.rcpt(SALES)
        client.rcpt("claims@hillside.example")
        assert client.docmd("DATA")[0] == 354
        client.send(letter() + b".\r\n")
        assert [client.getreply()[0], client.getreply()[0]] == [250, 250]
        assert client.noop()[0] == 250, "there were exactly two answers"
    assert Inbound.objects.count() == 1


def test_too_many_recipients_are_put_off(client: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(porter, "MOST_RECIPIENTS", 2)
    refused = client.sendmail(SENDER, [SALES, "Sales@hillside.example", "sAles@hillside.example"], letter())
    assert [code for code, _said in refused.values()] == [452]


def test_too_many_lines_are_put_off(client: smtplib.SMTP, running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MOST_CONNECTIONS", 1)
    with pytest.raises(smtplib.SMTPConnectError) as refused:
        running.client()
    assert refused.value.smtp_code == 421


def test_while_the_database_is_away_the_sender_keeps_it(sales: Inbox) -> None:
    with Running() as running, running.client() as client:
        client.sendmail(SENDER, [SALES], letter())
        running.lines.timeout = 1.0
        with _database_away(), pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail(SENDER, [SALES], letter("Not lost", message_id="<2@x>"))
        assert refused.value.smtp_code == 451
        running.lines.timeout = doorstep.ANSWER_WITHIN
        _again(client, letter("Not lost", message_id="<2@x>"))
    assert Inbound.objects.count() == 2


def _again(client: smtplib.SMTP, raw: bytes) -> None:
    """As a mail server does: on the same line, until it is taken."""
    for _ in range(20):
        try:
            client.sendmail(SENDER, [SALES], raw)
        except smtplib.SMTPDataError as refused:
            assert refused.smtp_code == 451
        else:
            return
    raise AssertionError("it was never taken")


@contextmanager
def _database_away() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connection.close()
    allow = f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS '
    with _elsewhere() as other:
        other.execute(allow + "false")
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            other.execute(allow + "true")


def test_a_database_that_was_started_anew_costs_no_mail(client: smtplib.SMTP) -> None:
    client.sendmail(SENDER, [SALES], letter())
    name = connection.settings_dict["NAME"]
    connection.close()
    with _elsewhere() as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    assert client.sendmail(SENDER, [SALES], letter(message_id="<2@x>")) == {}


def _elsewhere() -> "psycopg.Connection[tuple[object, ...]]":
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    for each in ("cursor_factory", "context"):
        parameters.pop(each, None)
    return psycopg.connect(**parameters, autocommit=True)


def make_certificate(folder: Path, name: str, ends: datetime | None = None) -> Certificate:
    """One for `localhost` that signs itself, in place of whatever was there."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=99))
    made = made.not_valid_after(ends or now + timedelta(days=90))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    chain = made.sign(key, SHA256()).public_bytes(Encoding.PEM)
    (folder / "chain.pem").write_bytes(chain)
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Certificate(folder / "chain.pem", folder / "key.pem")


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path, "first")


@pytest.fixture
def safe(sales: Inbox, certificate: Certificate) -> Iterator[Running]:
    with Running(certificate=certificate) as running:
        yield running


def trusting(certificate: Certificate) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate.chain))


def test_a_line_is_made_safe_and_mail_taken_over_it(safe: Running, certificate: Certificate) -> None:
    with smtplib.SMTP("localhost", safe.port, local_hostname=HELO, timeout=30) as client:
        client.starttls(context=trusting(certificate))
        assert client.sendmail(SENDER, [SALES], letter("Safely")) == {}
        client.ehlo()
        assert not client.has_extn("starttls"), "it is safe already"
        assert isinstance(client.sock, ssl.SSLSocket)
        assert client.sock.version() in {"TLSv1.2", "TLSv1.3"}
    assert bytes(Inbound.objects.get().raw) == letter("Safely")


def test_lmtp_is_made_safe_as_well(safe: Running, certificate: Certificate) -> None:
    with smtplib.LMTP("localhost", safe.port) as client:
        client.starttls(context=trusting(certificate))
        client.ehlo()
        assert client.sendmail(SENDER, [SALES], letter()) == {}


def test_without_a_certificate_nothing_is_offered(client: smtplib.SMTP) -> None:
    client.ehlo()
    assert not client.has_extn("starttls")
    assert client.docmd("STARTTLS")[0] == 454


def test_mail_without_tls_is_taken_too(safe: Running) -> None:
    with safe.client() as client:
        assert client.sendmail(SENDER, [SALES], letter()) == {}


def test_what_was_said_before_the_line_was_safe_counts_no_more(safe: Running, certificate: Certificate) -> None:
    with socket.create_connection(("localhost", safe.port), timeout=30) as line:
        line.recv(1000)
        line.sendall(b"HELO x\r\n")
        line.recv(1000)
        line.sendall(b"MAIL FROM:<evil@x.example>\r\n")
        line.recv(1000)
        line.sendall(b"STARTTLS\r\nRCPT TO:<sales@hillside.example>\r\n")
        assert line.recv(1000).startswith(b"220")
        with trusting(certificate).wrap_socket(line, server_hostname="localhost") as tls:
            tls.sendall(b"NOOP\r\n")
            assert tls.recv(1000).startswith(b"250"), "the answer to this, and to nothing that was slipped in before"
            tls.sendall(b"RCPT TO:<sales@hillside.example>\r\n")
            assert tls.recv(1000).startswith(b"503")


def test_a_renewed_certificate_counts_from_the_next_line(safe: Running, certificate: Certificate) -> None:
    def proves_itself_by(known: ssl.SSLContext) -> bool:
        with smtplib.SMTP("localhost", safe.port, timeout=30) as client, suppress(ssl.SSLError):
            client.starttls(context=known)
            return True
        return False

    before = trusting(certificate)
    assert proves_itself_by(before)
    certificate.key.write_bytes(b"half written")
    assert proves_itself_by(before), "until both files fit each other"
    after = trusting(make_certificate(certificate.chain.parent, "second"))
    assert proves_itself_by(after)
    assert not proves_itself_by(before)


@pytest.mark.parametrize(("days", "state"), [(-1, "fault"), (13, "warning"), (15, "fine")])
def test_the_doctor_tells_when_it_ends(tmp_path: Path, settings: Settings, days: int, state: str) -> None:
    found = make_certificate(tmp_path, "ours", datetime.now(UTC) + timedelta(days=days, hours=1))
    settings.KEPT_MAIL_CERTIFICATE, settings.KEPT_MAIL_KEY = str(found.chain), str(found.key)
    assert [each for each, _words in _certificate()] == [state]


def test_a_certificate_that_cannot_be_used_is_refused_at_the_start(
    certificate: Certificate, settings: Settings
) -> None:
    settings.KEPT_MAIL_CERTIFICATE, settings.KEPT_MAIL_KEY = str(certificate.chain), str(certificate.key)
    assert check_certificate() == []
    certificate.key.write_text("no key")
    assert [each.id for each in check_certificate()] == ["kept.E003"]
    settings.KEPT_MAIL_KEY = ""
    assert "belong together" in check_certificate()[0].msg
