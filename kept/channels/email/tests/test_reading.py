"""From raw bytes to an arrival: headers, charsets, parts, identity, tokens."""

import base64
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from kept.channels.base import Arrival, Envelope, Party, Unreadable
from kept.channels.email import reading, tokens
from kept.channels.email.addresses import parties
from kept.channels.email.tests.cases import mail

TOKEN = "abcdefgh234567xy"
OTHER = "zzzzzzzzzzzzzzzz"


def read(raw: bytes, envelope: Envelope | None = None) -> Arrival:
    [arrival] = reading.parse(raw, envelope)
    return arrival


def test_a_plain_mail() -> None:
    arrival = read(mail("Cc: Bob <bob@example.com>, carl@example.com", "In-Reply-To: <0@example.com>"))
    assert arrival.author == Party("ann@example.com", "Ann Bell")
    assert arrival.to == (Party("help@firm.example"),)
    assert arrival.cc == (Party("bob@example.com", "Bob"), Party("carl@example.com"))
    assert (arrival.subject, arrival.text, arrival.quoted, arrival.html) == ("Sofa", "Hello", "", "")
    assert arrival.at == datetime(2021, 11, 15, 18, 42, 11, tzinfo=UTC)
    assert (arrival.message_id, arrival.in_reply_to) == ("<1@example.com>", ("<0@example.com>",))
    assert (arrival.automatic, arrival.bounce, arrival.enclosures) == ("", None, ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?q?Umz=C3=BCge?=", "Umzüge"),
        ("=?UTF-8?B?VW16w7xnZQ==?=", "Umzüge"),
        ("=?utf-8?Q?Umz=C3?= =?utf-8?Q?=BCge?=", "Umzüge"),  # a character split between two words
        ("=?utf-8?q?Umz=C3=BCge?=\r\n =?utf-8?q?_im_Mai?=", "Umzüge im Mai"),
        ("=?utf-8?q?Umz=C3=BCge und mehr?=", "Umzüge und mehr"),  # spaces inside
        ("=?iso-8859-1?q?Umz=FCge?=", "Umzüge"),
        ("=?us-ascii?q?Umz=C3=BCge?=", "Umzüge"),  # a lie
        ("=?utf-8?b?VW16w7xnZQ?=", "Umzüge"),  # no padding
        ("=?utf-8?b?VW16w7xnZQ=?=", "Umzüge"),
        ("=?gb2312?B?sOG80g==?=", "搬家"),
        ("=?iso-2022-jp?B?GyRCMHobKEI=?=", "引"),
        ("=?utf-8*en?q?Umz=C3=BCge?=", "Umzüge"),  # RFC 2231 5
        ("Umzüge", "Umzüge"),
        ("=?unknown?q?plain?=", "plain"),
        ("=?utf-8?x?what?=", "=?utf-8?x?what?="),
        ("Re: [a =?= b] =?", "Re: [a =?= b] =?"),
    ],
)
def test_subjects_as_people_read_them(written: str, meant: str) -> None:
    assert read(mail(f"Subject: {written}")).subject == meant


def test_a_raw_latin_subject() -> None:
    assert read(b"From: a@b.org\r\nSubject: Umz\xfcge\r\n\r\nx").subject == "Umzüge"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"Bell, Ann" <ann@x.org>', [Party("ann@x.org", "Bell, Ann")]),
        ("=?utf-8?q?Bell=2C_Ann?= <ann@x.org>", [Party("ann@x.org", "Bell, Ann")]),
        ('"=?utf-8?q?J=C3=B6rg?=" <j@x.org>', [Party("j@x.org", "Jörg")]),
        ("ann@x.org (Ann Bell)", [Party("ann@x.org", "Ann Bell")]),
        ("friends: a@x.org, b@x.org;, c@x.org", [Party("a@x.org"), Party("b@x.org"), Party("c@x.org")]),
        ("undisclosed-recipients:;", []),
        ("a@x.org; b@x.org", [Party("a@x.org"), Party("b@x.org")]),
        ('"a@x.org" <a@x.org>', [Party("a@x.org")]),
        ("Ann <mailto:ann@x.org>", [Party("ann@x.org", "Ann")]),
        ("<@relay.org:ann@x.org>", [Party("ann@x.org")]),
        ('"Ann <ann@x.org>', [Party("ann@x.org", "Ann")]),
        ("Ann Bell ann@x.org", [Party("ann@x.org", "Ann Bell")]),
        ("Пётр <пётр@почта.рф>", [Party("пётр@почта.рф", "Пётр")]),
        ("Ann <ann@x.org", [Party("ann@x.org", "Ann")]),
        (",,;, ", []),
        ('"Ann \\"the\\" Bell" <ann@x.org>', [Party("ann@x.org", 'Ann "the" Bell')]),
    ],
)
def test_addresses_in_their_many_forms(written: str, meant: list[Party]) -> None:
    assert list(read(mail(f"To: {written}")).to) == meant


def test_spellings_of_one_address_share_a_key() -> None:
    assert Party("Ann@BÜCHER.example").key == Party("ann@xn--bcher-kva.EXAMPLE").key == "ann@xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("fields", "envelope", "author"),
    [
        (["From: ", "Sender: s@x.org"], None, "s@x.org"),
        (["From: ", "Return-Path: <r@x.org>"], None, "r@x.org"),
        (["From: "], Envelope(sender="e@x.org"), "e@x.org"),
        (["From: MAILER-DAEMON"], None, "mailer-daemon@localhost"),
        (["From: a@x.org", "From: b@x.org"], None, "a@x.org"),
    ],
)
def test_somebody_is_its_author(fields: list[str], envelope: Envelope | None, author: str) -> None:
    assert read(mail(*fields), envelope).author.address == author


@pytest.mark.parametrize("raw", [b"", b" \r\n\r\n", b"Subject: x\r\n\r\nhello", b"hello"])
def test_what_nobody_sent_is_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        reading.parse(raw)


def test_a_stray_line_in_the_header_loses_no_field() -> None:
    arrival = read(b"X-Long: one\r\ntwo without indent\r\nFrom: a@x.org\r\nSubject: Sofa\r\n\r\nHello")
    assert (arrival.author.address, arrival.subject, arrival.text) == ("a@x.org", "Sofa", "Hello")


def test_a_missing_blank_line_after_the_header_loses_no_text() -> None:
    arrival = read(b"From: a@x.org\r\nSubject: Sofa\r\nHello, it broke.\r\nPlease help.")
    assert (arrival.subject, arrival.text) == ("Sofa", "Hello, it broke.\nPlease help.")


def test_what_a_mailbox_file_writes_above_is_passed_over() -> None:
    for first in (b"From bob Mon Nov 15 19:42:11 2021\n", b">From bob Mon Nov 15 19:42:11 2021\n", b"\r\n\r\n"):
        assert read(first + mail()).subject == "Sofa"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon, 15 Nov 2021 19:42:11 -0000", datetime(2021, 11, 15, 19, 42, 11, tzinfo=UTC)),
        ("15 Nov 21 19:42 EST", datetime(2021, 11, 16, 0, 42, tzinfo=UTC)),
        ("Mon, 15 Nov 2021 24:61:00 +0100", None),
        ("yesterday", None),
        ("Mon, 15 Nov 1901 19:42:11 +0100", None),
        ("Mon, 15 Nov 2021 19:42:11 +9999", datetime(2021, 11, 15, 19, 42, 11, tzinfo=UTC)),
    ],
)
def test_dates(written: str, meant: datetime | None) -> None:
    at = read(mail(f"Date: {written}")).at
    assert at == meant
    assert at is None or at.tzinfo is not None


def test_a_broken_date_falls_back_to_the_time_of_receipt() -> None:
    at = read(mail("Received: from a by b; Tue, 16 Nov 2021 08:00:00 +0000", "Date: soon")).at
    assert at == datetime(2021, 11, 16, 8, tzinfo=UTC)
    assert at.utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("label", "data", "meant"),
    [
        ("utf-8", "Grüße".encode(), "Grüße"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("iso-8859-1", "Grüße".encode(), "Grüße"),
        ("iso-8859-1", "Grüße €".encode("cp1252"), "Grüße €"),
        ("utf-8", "Grüße aus Köln".encode("cp1252"), "Grüße aus Köln"),
        ("nonsense", "Grüße".encode(), "Grüße"),
        ("", "Grüße".encode("cp1252"), "Grüße"),
        ("utf-8", "ä ö".encode()[:-1], "ä \ufffd"),
        ("gb2312", "镕基搬家".encode("gb18030"), "镕基搬家"),
        ("shift_jis", "①搬入".encode("cp932"), "①搬入"),
        ("iso-2022-jp", "引越し".encode("iso-2022-jp"), "引越し"),
        ("koi8-r", "Привет".encode("koi8-r"), "Привет"),
        ("utf-16", "Grüße".encode("utf-16"), "Grüße"),
        ("", b"a\x00b\x07c", "abc"),
        ("utf-7", b"+2AA-x", "\ufffdx"),
    ],
)
def test_bodies_whatever_their_charset_says(label: str, data: bytes, meant: str) -> None:
    encoded = base64.encodebytes(data)
    raw = mail(f"Content-Type: text/plain; charset={label}", "Content-Transfer-Encoding: base64", body=encoded)
    assert read(raw).text == meant


def test_flowed_lines_are_put_together() -> None:
    raw = mail("Content-Type: text/plain; format=flowed", body="one \r\ntwo\r\n> old \r\n> er\r\n-- \r\nAnn")
    arrival = read(raw)
    assert arrival.text == "one two"
    assert arrival.quoted == "> old er\n-- \nAnn"


def message(**attachments: bytes) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Message-ID"] = "ann@example.com", "help@firm.example", "<1@example.com>"
    made.set_content("plain")
    made.add_alternative('<p>page <img src="cid:pic@x"></p>', subtype="html")
    for name, content in attachments.items():
        made.add_attachment(content, maintype="application", subtype="pdf", filename=f"{name}.pdf")
    return made


def test_alternatives_related_and_attachments() -> None:
    made = message(invoice=b"%PDF")
    page = made.get_body(("html",))
    assert page is not None
    page.add_related(b"GIF", maintype="image", subtype="gif", cid="<pic@x>", filename="pic.gif", disposition="inline")
    arrival = read(made.as_bytes())
    assert (arrival.text, arrival.html) == ("plain", '<p>page <img src="cid:pic@x"></p>')
    by_name = {one.name: one for one in arrival.enclosures}
    assert by_name["pic.gif"].inline
    assert by_name["pic.gif"].content_id == "pic@x"
    assert not by_name["invoice.pdf"].inline
    assert by_name["invoice.pdf"].content == b"%PDF"


def test_an_enclosed_mail_is_a_file_with_its_very_bytes() -> None:
    inner = b"From: b@x.org\nSubject: =?utf-8?q?Umz=C3=BCge?=\n\nhi\n"
    raw = mail(
        'Content-Type: multipart/mixed; boundary="x"',
        body=b"--x\n\nsee\n--x\nContent-Type: message/rfc822\n\n" + inner + b"\n--x--\n",
    )
    [enclosure] = read(raw).enclosures
    assert (enclosure.name, enclosure.type, enclosure.content) == ("Umzüge.eml", "message/rfc822", inner)


def test_a_name_neither_turns_round_what_stands_beside_it_nor_loses_its_brackets() -> None:
    read = parties(['"\u202eevil" <ann@example.org>', '"<b>Ben</b>" <ben@example.org>'])
    assert [each.name for each in read] == ["evil", "<b>Ben</b>"]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ('attachment; filename="=?utf-8?q?M=C3=B6bel.pdf?="', "Möbel.pdf"),
        ("attachment; filename*=utf-8''M%C3%B6bel.pdf", "Möbel.pdf"),
        ("attachment; filename*0*=utf-8''M%C3%B6; filename*1*=bel; filename*2=.pdf", "Möbel.pdf"),
        ("attachment; filename*1=bel.pdf; filename*0=Moe", "Moebel.pdf"),
        ("attachment; filename*=M%C3%B6bel.pdf", "Möbel.pdf"),
        ("attachment; filename=Möbel.pdf", "Möbel.pdf"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\Users\\\\ann\\\\list.pdf"', "list.pdf"),
        ('attachment; filename="a\u202egpj.exe"', "agpj.exe"),
        ("attachment", "attachment.pdf"),
        ('attachment; filename="', "attachment.pdf"),
        (f'attachment; filename="{"a" * 400}.pdf"', "a" * 146 + ".pdf"),
    ],
)
def test_names_of_files(field: str, name: str) -> None:
    [enclosure] = read(mail("Content-Type: application/pdf", f"Content-Disposition: {field}")).enclosures
    assert enclosure.name == name


def test_a_boundary_that_the_header_does_not_tell_is_found() -> None:
    raw = mail(
        "Content-Type: multipart/mixed",
        body="--frontier\n\nseen\n--frontier\nContent-Type: image/png\n\nx\n--frontier--",
    )
    arrival = read(raw)
    assert arrival.text == "seen"
    assert [one.type for one in arrival.enclosures] == ["image/png"]


@pytest.mark.parametrize(
    ("content_type", "protection"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "S/MIME encrypted"),
        ("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", "S/MIME signed"),
        ('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x', "OpenPGP encrypted"),
        ('multipart/signed; protocol="application/pgp-signature"; boundary=x', "OpenPGP signed"),
        ('multipart/signed; protocol="application/pkcs7-signature"; boundary=x', "S/MIME signed"),
        ("text/plain", ""),
    ],
)
def test_protection_is_named(content_type: str, protection: str) -> None:
    assert read(mail(f"Content-Type: {content_type}", body="--x\n\nhi\n--x--\n")).protection == protection


class TestIdentity:
    def test_the_same_mail_by_another_way_is_the_same(self) -> None:
        plain = mail("Content-Type: text/plain; charset=utf-8", body="Grüße an alle\nAnn")
        other = mail(
            "Received: from x by y; Mon, 15 Nov 2021 19:43:00 +0100",
            "Delivered-To: second@firm.example",
            "List-Id: <team.firm.example>",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            body=base64.encodebytes("Grüße an alle\r\nAnn\r\n".encode()),
        )
        assert read(plain).external_id == read(other).external_id

    @pytest.mark.parametrize(
        "change", ["From: bob@x.org", "Message-ID: <2@x>", "Date: Tue, 16 Nov 2021 19:42:11 +0100"]
    )
    def test_another_mail_is_another(self, change: str) -> None:
        assert read(mail()).external_id != read(mail(change)).external_id

    def test_mails_that_share_a_message_id_are_told_apart(self) -> None:
        assert read(mail(body="one")).external_id != read(mail(body="two")).external_id

    def test_mails_without_a_message_id_are_told_apart(self) -> None:
        one, two = (mail("Message-ID: ", f"Subject: {subject}") for subject in ("one", "two"))
        assert read(one).external_id != read(two).external_id


class TestTokens:
    def test_recipients_come_before_references(self) -> None:
        raw = mail(
            f"To: help+{OTHER}@firm.example",
            f"References: <a@b> {tokens.message_id(TOKEN, 'firm.example')}",
        )
        assert read(raw).tokens == (OTHER, TOKEN)

    def test_the_envelope_counts_as_well(self) -> None:
        assert read(mail(), Envelope(recipients=(f"help+{TOKEN}@firm.example",))).tokens == (TOKEN,)

    @pytest.mark.parametrize(
        "address", ["help+news@firm.example", "help+abc@firm.example", f"help+{TOKEN}x@firm.example"]
    )
    def test_other_plus_addresses_are_none(self, address: str) -> None:
        assert read(mail(f"To: {address}")).tokens == ()

    def test_a_strangers_message_id_is_none(self) -> None:
        assert read(mail("In-Reply-To: <kept.short.1@x.org> <keptx.abcdefgh234567xy.1@x.org>")).tokens == ()

    def test_addresses_with_a_token_can_lose_it(self) -> None:
        assert tokens.without_token(tokens.reply_address("help@firm.example", TOKEN)) == "help@firm.example"
        assert tokens.is_token(tokens.new_token())
