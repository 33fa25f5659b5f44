"""From an outbound to bytes: what other mail programs must find in it."""

import hashlib
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.channels.base import Earlier, Enclosure, Linked, Outbound, Party
from kept.channels.email.composing import MOST_REFERENCES, compose, is_international
from kept.channels.email.reading import read

AT = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
VERA = Party("vera@lindqvist.example", "Vera Lindqvist")
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=120)


def outbound(**changes: object) -> Outbound:
    fields: dict[str, object] = {
        "message_id": "<kept.abcdefghijklmnop.0123456789abcdef@hillside.example>",
        "author": Party("sales@hillside.example", "Cleo Marsh"),
        "to": (VERA,),
        "subject": "Re: Boxes",
        "text": "Twenty boxes, gladly.",
    }
    return Outbound(**(fields | changes))  # type: ignore[arg-type]


def composed(**changes: object) -> EmailMessage:
    message = message_from_bytes(compose(outbound(**changes), at=AT), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def enclosure(name: str, content: bytes = b"%PDF", type: str = "application/pdf", **columns: object) -> Enclosure:
    return Enclosure(name, type, len(content), hashlib.sha256(content).hexdigest(), content, **columns)  # type: ignore[arg-type]


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def page(message: EmailMessage) -> str:
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def test_the_head_says_who_to_whom_and_what_is_answered() -> None:
    message = composed(in_reply_to="<q1@x>", references=("<q0@x>", "<q1@x>"), cc=(Party("nils@x.example"),))
    assert message["From"] == "Cleo Marsh <sales@hillside.example>"
    assert message["To"] == "Vera Lindqvist <vera@lindqvist.example>"
    assert message["Cc"] == "nils@x.example"
    assert message["Message-ID"] == "<kept.abcdefghijklmnop.0123456789abcdef@hillside.example>"
    assert message["In-Reply-To"] == "<q1@x>"
    assert message["References"] == "<q0@x> <q1@x>"
    assert message["Date"].datetime == AT
    assert message["Auto-Submitted"] is None
    assert message["Reply-To"] is None


def test_bcc_is_nowhere_in_it() -> None:
    assert b"secret@x.example" not in compose(outbound(bcc=(Party("secret@x.example"),)), at=AT)


def test_the_token_is_where_answers_come_back() -> None:
    assert "sales+abcdefghijklmnop@hillside.example" in str(composed(token="abcdefghijklmnop")["Reply-To"])


def test_what_no_person_wrote_says_so() -> None:
    assert composed(automatic=True)["Auto-Submitted"] == "auto-generated"


def test_references_are_bounded_and_keep_the_first_and_the_last() -> None:
    ids = tuple(f"<{'r' * 90}{number}@x>" for number in range(100))
    kept = str(composed(references=ids)["References"]).split()
    assert len(kept) == MOST_REFERENCES
    assert (kept[0], kept[-1]) == (ids[0], ids[-1])


def test_long_message_ids_are_never_encoded() -> None:
    long = f"<{'x' * 400}@y>"
    raw = compose(outbound(in_reply_to=long, references=(long,)), at=AT)
    assert raw.count(long.encode()) == 2


def test_a_header_cannot_be_smuggled_in() -> None:
    message = composed(
        subject="Hello\r\nBcc: evil@x.example",
        author=Party("sales@hillside.example", "Cleo\r\nBcc: evil@x.example"),
        in_reply_to="<q1@x>\r\nBcc: evil@x.example",
        to=(Party("vera@lindqvist.example\r\nBcc: evil@x.example"),),
    )
    assert message["Bcc"] is None


def test_no_line_is_longer_than_mail_allows() -> None:
    raw = compose(outbound(text="word " * 5000 + "x" * 5000, subject="y" * 3000, references=("<z@x>",) * 50), at=AT)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


@settings(max_examples=60)
@given(WORDS, WORDS, WORDS)
def test_any_words_come_back_as_they_were(subject: str, name: str, text: str) -> None:
    message = composed(subject=subject, author=Party("a@b.example", name), text=f"Dear V\n{text}")
    assert str(message["Subject"]).split() == subject.split()
    author = message["From"].addresses[0]
    # The library's reader puts a space between the encoded words of a long name, against RFC 2047 6.2.
    assert "".join(author.display_name.split()) == "".join(name.split())
    assert author.addr_spec == "a@b.example"
    assert plain(message).replace("\r\n", "\n").rstrip("\n") == f"Dear V\n{text}".rstrip("\n")


@pytest.mark.parametrize(
    "name",
    ["plan.pdf", "Größe & Maße.pdf", "長い名前" * 20 + ".pdf", 'a "quoted"; name.pdf', "Ünï 100%.pdf", "x" * 200],
)
def test_a_file_of_any_name_comes_back(name: str) -> None:
    files = list(composed(enclosures=(enclosure(name),)).iter_attachments())
    assert [(each.get_filename(), each.get_content_type()) for each in files] == [(name, "application/pdf")]
    assert files[0].get_content() == b"%PDF"


def test_a_picture_that_stands_in_the_page_is_beside_it() -> None:
    picture = enclosure("van.png", b"\x89PNG", "image/png", content_id="van@x", inline=True)
    message = composed(enclosures=(picture, enclosure("plan.pdf")))
    related = next(each for each in message.walk() if each.get_content_type() == "multipart/related")
    assert [each.get_content_type() for each in related.iter_parts()] == ["text/html", "image/png"]
    assert message.get_content_type() == "multipart/mixed"


@pytest.mark.parametrize("type", ["message/rfc822", "multipart/mixed", "nonsense", "", "tëxt/plain"])
def test_a_file_of_a_strange_type_is_sent_as_it_is(type: str) -> None:
    arrival = read(compose(outbound(enclosures=(enclosure("x.eml", b"Subject: inner\r\n\r\nbody", type),)), at=AT))
    assert [each.content for each in arrival.enclosures] == [b"Subject: inner\r\n\r\nbody"]


def test_what_was_said_before_is_quoted_below_newest_first() -> None:
    history = (
        Earlier(VERA, AT, "How many boxes?\n\nVera"),
        Earlier(Party("sales@hillside.example", "Cleo"), AT, "Hello."),
    )
    message = composed(history=history, text="Twenty.\n\n-- \nCleo")
    lines = plain(message).splitlines()
    assert lines[:4] == ["Twenty.", "", "-- ", "Cleo"]
    assert lines[5] == "On Mon, 1 Jun 2026 10:00 +0000, Vera Lindqvist <vera@lindqvist.example> wrote:"
    assert lines[6:9] == ["> How many boxes?", ">", "> Vera"]
    assert lines[-1] == ">> Hello."
    assert page(message).count("<blockquote") == 2


def test_our_own_quotes_are_trimmed_by_our_own_reader() -> None:
    arrival = read(compose(outbound(history=(Earlier(VERA, AT, "How many boxes?"),)), at=AT))
    assert arrival.text == "Twenty boxes, gladly."
    assert "How many boxes?" in arrival.quoted


def test_the_page_is_escaped_and_its_addresses_are_links() -> None:
    html = page(composed(text="<script>alert(1)</script>\nsee https://hillside.example/a?b=1&c=2.\n\nBye"))
    assert "<script>" not in html
    assert '<a href="https://hillside.example/a?b=1&amp;c=2">https://hillside.example/a?b=1&amp;c=2</a>.' in html
    assert html.count('<p dir="auto">') == 2


def test_a_domain_beyond_ascii_travels_in_ascii() -> None:
    sent = outbound(to=(Party("vera@bücher.example"),))
    assert not is_international(sent)
    assert b"vera@xn--bcher-kva.example" in compose(sent, at=AT)


def test_a_local_part_beyond_ascii_makes_it_international() -> None:
    sent = outbound(to=(Party("jürgen@x.example"),))
    assert is_international(sent)
    assert "To: jürgen@x.example".encode() in compose(sent, at=AT)


@pytest.mark.parametrize("html", ["", "<b>Gladly.</b>"])
def test_links_to_files_stand_in_the_text_and_on_the_page_with_form_or_without(html: str) -> None:
    link = Linked("Plan & more.pdf", 40_000_000, "https://kept.hillside.example/files/1.abc/", AT)
    message = composed(links=(link, link), html=html, history=(Earlier(VERA, AT, "Boxes?"),))
    assert "They can be fetched here until 1 June 2026:" in plain(message)
    assert plain(message).index(link.url) < plain(message).index("> Boxes?")
    shown = page(message)
    assert 'href="https://kept.hillside.example/files/1.abc/"' in shown
    assert "Plan &amp; more.pdf" in shown
    assert shown.rstrip().endswith("</html>")
