"""What is newly written, found among quotes and signatures in plain bodies."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.channels.email.inspection import inspect
from kept.channels.email.lines import of_text
from kept.channels.email.tests.cases import FIXTURES, blocks, expected, folded
from kept.channels.email.trimming import trim

QUOTES = {
    "quoted": "\n\n> Dear Bob,\n> we come at nine.\n>\n> Jana\n",
    "quoted below at once": "\n> Dear Bob,\n> we come at nine.\n",
    "unmarked": "\n\nDear Bob,\nwe come at nine.\n\nJana\n",
}
ANSWER = "Hello Jana,\nthat suits us. We have 3 boxes.\n\nThanks\nBob"
HEADER = "From: Bob <b@x.org>\nSent: Monday, 5 May 2024 10:30\nTo: Ann <a@x.org>\nSubject: hi"


@pytest.mark.parametrize("name", expected("replies"))
def test_public_replies(name: str) -> None:
    found = inspect((FIXTURES / "replies" / name).read_bytes())
    assert folded(found["text"]) == folded(expected("replies")[name])


@pytest.mark.parametrize("name", expected("standard_replies"))
def test_public_mails_whose_signature_may_stand_apart(name: str) -> None:
    found = inspect((FIXTURES / "standard_replies" / name).read_bytes())
    wanted = folded(expected("standard_replies")[name])
    assert folded(found["text"]) in (wanted, "Hello")
    assert wanted.startswith("Hello")
    assert set(wanted.split()) <= set((found["text"] + " " + found["quoted"]).split())


@pytest.mark.parametrize("quote", QUOTES)
@pytest.mark.parametrize("name", blocks("attributions.txt"))
def test_introductions_of_quotes_in_many_languages(name: str, quote: str) -> None:
    head = blocks("attributions.txt")[name]
    for gap in ("\n\n", "\n"):
        text, quoted = trim(of_text(ANSWER + gap + head + QUOTES[quote]))
        assert folded(text) == folded(ANSWER)
        assert "nine" in quoted


@pytest.mark.parametrize("name", blocks("whole.txt"))
def test_what_merely_looks_like_a_quote_stays_visible(name: str) -> None:
    whole = blocks("whole.txt")[name]
    assert trim(of_text(whole)) == (whole.strip("\n"), "")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("> When do you come?\nOn Tuesday.\n\n> And the price?\n50 pounds.\n> ok\n", "On Tuesday. 50 pounds."),
        (
            "On 5 May 2024, at 10:30, Bob <b@x.org> wrote:\n> When?\n\nTuesday.\n\n> Price?\n\n50.\n\nAnn",
            "Tuesday. 50. Ann",
        ),
        (
            "See below.\n\nOn 5 May 2024, at 10:30, Bob <b@x.org> wrote:\n"
            "> Could you please tell me when your driver will arrive at our house?\ntuesday at nine\n> And price?\nfifty\n",  # noqa: E501
            "See below. tuesday at nine fifty",
        ),
        ("> hi\n> there\n\nHello", "Hello"),
    ],
)
def test_answers_between_quotes_are_never_folded(body: str, wanted: str) -> None:
    assert folded(trim(of_text(body))[0]) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "FYI\n\n---------- Forwarded message ---------\nFrom: Ann <a@x.org>\nDate: Mon, 5 May 2024 at 10:30\n"
        "Subject: sofa\n\nthe sofa is broken\n\nOn 4 May 2024 at 10:00 Bob <b@x.org> wrote:\n> hi\n",
        "See this.\n\nBegin forwarded message:\n\n> From: Ann <a@x.org>\n> Subject: sofa\n>\n> broken\n",
        "Siehe unten\n\n-------- Weitergeleitete Nachricht --------\nBetreff: Sofa\nVon: Ann <a@x.org>\n\nkaputt",
        "Voir\n\n---------- Message transféré ---------\nDe : Ann <a@x.org>\n\ncassé",
    ],
)
def test_a_forwarded_message_is_what_its_sender_wants_read(body: str) -> None:
    text, quoted = trim(of_text(body))
    assert (folded(text), quoted) == (folded(body), "")


def test_the_subject_tells_a_forward_from_a_reply() -> None:
    body = f"Please see.\n\n{HEADER}\n\nThe sofa is broken."
    assert "broken" in trim(of_text(body), subject="FW: hi")[0]
    assert "broken" in trim(of_text(body), subject="WG: hi")[0]
    assert trim(of_text(body), subject="RE: FW: hi")[0] == "Please see."


@pytest.mark.parametrize(
    "body",
    [
        "Hello\n\nSent from my iPhone\n\n> On 5 May 2024, at 10:30, Bob <b@x.org> wrote:\n> \n> hi\n",
        "Hello\n\nVon meinem iPhone gesendet\n\n> Am 05.05.2024 um 10:30 schrieb Bob <b@x.org>:\n> hi\n",
        "Hello\n\nEnvoyé de mon iPhone\n\n> Le 5 mai 2024 à 10:30, Bob <b@x.org> a écrit :\n> hi\n",
        "Hello\n\niPhoneから送信\n\n2024/05/05 10:30、Bob <b@x.org>のメール:\n\n> hi",
        "Hello\n\n发自我的iPhone\n\n> 在 2024年5月5日，10:30，Bob <b@x.org> 写道：\n> hi",
        "Hello\n\nGet Outlook for Android<https://aka.ms/x>\n",
        "Hello\n\nSent from Mail for Windows\n\nFrom: Bob\nSent: 05 May 2024 10:30\nTo: a@x.org\nSubject: x\n\nold",
        "Hello\n\n-- \nAnn Bell\nDirector\n",
        "Hello\n\n--\nAnn Bell\nDirector\n\nOn 5 May 2024 10:30, Bob <b@x.org> wrote:\n> hi\n",
        "Hello\n\n_______________________________________________\nusers mailing list\nusers@x.org",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----\n",
        "Hello\n\n##- Please type your reply above this line -##\n\nold",
        f"Hello\n\n________________________________\n{HEADER}\n\nold",
    ],
)
def test_signatures_and_earlier_messages_are_folded(body: str) -> None:
    text, quoted = trim(of_text(body))
    assert text == "Hello"
    assert Counter((text + " " + quoted).split()) == Counter(body.split())


def test_a_phones_line_above_the_text_hides_nothing() -> None:
    assert trim(of_text("Sent from my iPhone\n\nThe text stands here.\n"))[0] == "The text stands here."


def test_a_reply_without_words_of_its_own_is_all_quote() -> None:
    text, quoted = trim(of_text(f"\n\n{HEADER}\n\nold"))
    assert text == ""
    assert quoted.endswith("old")


SNIPPETS = ["Hello", "> quoted", "", "-- ", "--", "On 5 May 2024 10:30, Bob <b@x.org> wrote:", "From: a@x.org",
            "Sent: 5 May 2024 10:30", "To: b@x.org", "Subject: x", "Sent from my phone", "____________", "a:",
            "-----Original Message-----", "---------- Forwarded message ---------", ">>> deep", "Danke"]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=14))
def test_every_line_is_in_one_of_the_two_texts(snippets: list[str]) -> None:
    text, quoted = trim(of_text("\n".join(snippets)))
    assert Counter((text + " " + quoted).split()) == Counter(" ".join(snippets).split())
