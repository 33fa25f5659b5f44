"""The chain at the desk: who is asked sees who waits, and the holder writes the word that it takes longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.notifications.news import News
from kept.notifications.notice import Notice
from kept.people.member import Member, Team
from kept.promises.chain.asking import Asking
from kept.promises.chain.resting import Resting
from kept.promises.chain.whom import asked_for
from kept.promises.confirming import Confirmation, confirm
from kept.promises.deadlines import ring_due
from kept.promises.feed import Feed
from kept.promises.promise import Promise
from kept.promises.renegotiating import Renegotiation, Told

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
WEDNESDAY, THURSDAY, FRIDAY = (TUESDAY.replace(hour=17) + timedelta(days=n) for n in (1, 2, 3))
MONDAY = FRIDAY + timedelta(days=3)
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def cleo(teammate: Member) -> Client:
    return signed_in(teammate)


@pytest.fixture
def olga(outsider: Member) -> Client:
    return signed_in(outsider)


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def upper(conversation: Conversation, teammate: Member) -> Promise:
    News().catch_up()
    return Promise.objects.make("bring the boxes", in_=conversation, due=FRIDAY, by=teammate)  # type: ignore[no-any-return]


@pytest.fixture
def request_(upper: Promise, teammate: Member, outsider: Member) -> Asking:
    return Asking.objects.ask(outsider, "have twenty boxes ready", upper=upper, wished=THURSDAY, by=teammate)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def news(member: Member) -> list[tuple[str, str]]:
    News().catch_up()
    return [(each.event.kind, each.url) for each in Notice.objects.of(member).unseen().order_by("pk")]


def late(request_: Asking) -> Promise:
    """Promised back, and then moved to Friday afternoon: too late for Friday evening."""
    lower = request_.promise_back(THURSDAY, by=request_.asked)
    lower.renegotiate(FRIDAY.replace(hour=16), by=request_.asked, told=Told.HERE)
    ring_due()
    return lower  # type: ignore[no-any-return]


def test_one_asks_in_the_conversation_and_takes_it_back(cleo: Client, upper: Promise, outsider: Member) -> None:
    url = f"/conversations/{upper.conversation_id}/promises/{upper.pk}"
    menu = text(cleo, f"{url}/chain/")
    assert f'value="m{outsider.pk}"' in menu
    said = {"what": "twenty boxes", "whom": f"m{outsider.pk}", "wished": "2026-11-26T17:00"}
    assert cleo.post(f"{url}/asking/", said, headers=PART).status_code == 200
    row = Asking.objects.get()
    assert (row.asked, row.wished, row.is_open) == (outsider, THURSDAY, True)
    assert "Olga Petrova is asked: twenty boxes" in text(cleo, f"/conversations/{upper.conversation_id}/")
    cleo.post(f"{url}/asking/", {"_method": "delete", "asking": row.pk}, headers=PART)
    assert not Asking.objects.open().exists()
    cleo.post(f"{url}/asking/", {"again": row.pk}, headers=PART)
    assert Asking.objects.open().get() == row


def test_what_is_taken_back_before_it_was_read_is_one_word(
    request_: Asking, teammate: Member, outsider: Member
) -> None:
    assert [kind for kind, _url in news(outsider)] == ["promise.asked"]
    request_.take_back(by=teammate)
    assert [kind for kind, _url in news(outsider)] == ["promise.asking_taken_back"]
    request_.stand(by=teammate)
    assert [kind for kind, _url in news(outsider)] == ["promise.asking_taken_back", "promise.asked"]


def test_what_is_asked_for_too_late_is_refused(cleo: Client, upper: Promise, outsider: Member) -> None:
    said = {"what": "boxes", "whom": f"m{outsider.pk}", "wished": "2026-11-28T17:00"}
    url = f"/conversations/{upper.conversation_id}/promises/{upper.pk}/asking/"
    assert cleo.post(url, said, headers=PART).status_code == 422
    assert not Asking.objects.exists()


def test_whoever_is_asked_sees_who_waits_and_none_of_the_words(
    olga: Client, request_: Asking, conversation: Conversation, outsider: Member
) -> None:
    url = f"/promises/asked/{request_.pk}/"
    assert news(outsider) == [("promise.asked", url)]
    for page in (text(olga, url), text(olga, "/promises/"), text(olga, "/news/")):
        assert "Vera Lindqvist" in page
        assert "bring the boxes" in page
        assert conversation.subject not in page
        assert "Could you bring twenty boxes" not in page
    assert olga.get(f"/conversations/{conversation.pk}/").status_code == 404
    assert news(outsider) == []


def test_strangers_to_it_get_404(request_: Asking, claims: object, organisation: object) -> None:
    stranger = Member.objects.create_user("eve@hillside.example", name="Eve Lund", role="agent")
    client = signed_in(stranger)
    assert client.get(f"/promises/asked/{request_.pk}/").status_code == 404
    assert client.post(f"/promises/asked/{request_.pk}/promise/", {"due": "2026-11-26T17:00"}).status_code == 404


def test_it_is_promised_back_moved_and_kept_without_a_way_to_the_conversation(
    olga: Client, request_: Asking, upper: Promise, teammate: Member, outsider: Member
) -> None:
    url = f"/promises/asked/{request_.pk}/"
    assert olga.post(f"{url}promise/", {"due": "2026-11-26T12:00"}).status_code == 302
    lower = Promise.objects.get(promiser=outsider)
    assert Resting.objects.get().lower == lower
    assert news(teammate) == [("promise.made", f"/conversations/{upper.conversation_id}/")]
    assert "Vera Lindqvist waits: bring the boxes" in text(olga, "/promises/")
    olga.post(f"{url}renegotiation/", {"due": "2026-11-27T16:00"})
    ring_due()
    assert "promise.held_up" in [kind for kind, _url in news(teammate)]
    olga.post(f"{url}keeping/", {"back": "/promises/?of=mine"})
    ring_due()
    assert "promise.can_go_on" in [kind for kind, _url in news(teammate)]
    assert Promise.objects.get(pk=lower.pk).is_kept


def test_who_only_looks_on_answers_nothing(cleo: Client, request_: Asking) -> None:
    for noun in ("promise", "declining", "keeping", "renegotiation", "withdrawal", "asking"):
        cleo.post(f"/promises/asked/{request_.pk}/{noun}/", {"due": "2026-11-26T17:00", "why": "No."})
    request_.refresh_from_db()
    assert request_.is_open


def test_declining_says_why_and_can_be_undone(olga: Client, request_: Asking, teammate: Member) -> None:
    url = f"/promises/asked/{request_.pk}/declining/"
    olga.post(url, {"why": ""})
    assert not Asking.objects.get().is_declined
    olga.post(url, {"why": "The shop is shut."})
    assert Asking.objects.get().declining.why == "The shop is shut."
    assert "promise.declined" in [kind for kind, _url in news(teammate)]
    olga.post(url, {"_method": "delete"})
    assert Asking.objects.get().is_open


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ("Could you bring twenty boxes on Friday?", "We will do it by Monday at 16:00."),
        ("Könnten Sie bitte am Freitag zwanzig Kartons bringen?", "Wir schaffen es bis Montag um 16:00 Uhr."),
    ],
)
def test_the_word_is_proposed_and_moves_the_promise_when_it_is_sent(
    cleo: Client, request_: Asking, upper: Promise, teammate: Member, theirs: str, told: str
) -> None:
    here = upper.conversation
    write(here, theirs)
    late(request_)
    assert "Write it to Vera Lindqvist" in text(cleo, f"/conversations/{here.pk}/")
    assert not Confirmation.objects.exists()
    url = f"/conversations/{here.pk}/draft/reply/promises/{upper.pk}/word/"
    card = cleo.post(url, {"word_due": "2026-11-30T16:00", "text": ""}, headers=PART).content.decode()
    assert told in card
    assert "the promise is moved to" in card
    assert Promise.objects.get(pk=upper.pk).due == FRIDAY, "nothing is sent, nothing is moved"
    reply = here.reply(f"Hello Vera,\n\nIt takes longer. {told}", by=teammate)
    row = Renegotiation.objects.get(promise=upper)
    assert (row.after, row.message, row.told) == (datetime(2026, 11, 30, 16, tzinfo=UTC), reply, Told.MESSAGE)
    ring_due()
    assert not Promise.objects.get(pk=upper.pk).is_held_up
    assert "Is this a promise?" not in text(cleo, f"/conversations/{here.pk}/")


def test_what_holds_it_up_is_said_once(cleo: Client, request_: Asking, upper: Promise) -> None:
    late(request_)
    page = text(cleo, f"/conversations/{upper.conversation_id}/")
    beside = page[page.index("What it waits for comes late.") : page.index("It does not wait for it")]
    assert beside.count(request_.what) == 1


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        (
            "Where are the boxes?",
            "Hello Vera Lindqvist, We gave you our word for yesterday at 17:00, and we did not keep it.",
        ),
        ("Wo bleiben denn die Kartons?", "Für gestern um 17:00 Uhr hatten wir Ihnen unser Wort gegeben"),
    ],
)
def test_the_word_that_it_was_not_kept_promises_and_moves_nothing(
    cleo: Client, upper: Promise, theirs: str, told: str
) -> None:
    here = upper.conversation
    with time_machine.travel(FRIDAY + timedelta(hours=16), tick=False):
        ring_due()
        write(here, theirs)
        assert "Tell them" in text(cleo, f"/conversations/{here.pk}/")
        url = f"/conversations/{here.pk}/draft/reply/promises/{upper.pk}/word/"
        card = cleo.post(url, {"text": ""}, headers=PART).content.decode()
        assert told in " ".join(card.split())
        assert "No promise" not in card, "nothing in it reads like a promise"
    assert not Confirmation.objects.exists()


def test_words_that_say_it_no_more_move_nothing(
    cleo: Client, request_: Asking, upper: Promise, teammate: Member
) -> None:
    late(request_)
    url = f"/conversations/{upper.conversation_id}/draft/reply/promises/{upper.pk}/word/"
    cleo.post(url, {"word_due": "2026-11-30T16:00", "text": ""}, headers=PART)
    upper.conversation.reply("I'll ring you.", by=teammate)
    assert Promise.objects.get(pk=upper.pk).due == FRIDAY


def test_a_reply_taken_back_moves_nothing_and_waits_again(
    request_: Asking, upper: Promise, teammate: Member, cleo: Client
) -> None:
    late(request_)
    url = f"/conversations/{upper.conversation_id}/draft/reply/promises/{upper.pk}/word/"
    cleo.post(url, {"word_due": "2026-11-30T16:00", "text": ""}, headers=PART)
    reply = upper.conversation.reply("We will do it by Monday at 16:00.", by=teammate)
    assert Promise.objects.get(pk=upper.pk).due > FRIDAY
    upper.conversation.take_back(reply, by=teammate)
    assert Promise.objects.get(pk=upper.pk).due == FRIDAY
    assert Confirmation.objects.get().moves == upper


@pytest.mark.parametrize(
    ("words", "wished"),
    [
        ("The crew tells me by Thursday, so you hear by Friday.", THURSDAY),
        ("I'll ask the crew and ring you by Friday at 17:00.", None),
        ("Ich frage bei Crew nach und melde mich bis Freitag um 17 Uhr.", None),
        ("I'll ring you by Friday at 17:00 about the crew.", ...),
    ],
)
def test_whom_the_words_wait_for_is_offered(
    cleo: Client, conversation: Conversation, admin: Member, light: Member, words: str, wished: object
) -> None:
    Team.objects.form("Crew", by=admin, members=[light])
    url = f"/conversations/{conversation.pk}/draft/reply/promises"
    response = cleo.post(f"{url}/found/", {"text": words}, headers=PART)
    (proposal,) = response.context["card"].proposals
    if wished is ...:
        assert proposal.asked is None
        return
    assert str(proposal.asked.whom) == "Crew"
    assert wished is None or proposal.asked.wished == wished
    said = {"nth": "1", "text": words, "asks": proposal.asked.key, "asks_by": f"{proposal.asked.wished:%Y-%m-%dT%H:%M}"}
    fields = {"quote": proposal.quote, "what": proposal.what, "promiser": proposal.promiser.pk}
    fields["due"] = f"{proposal.due:%Y-%m-%dT%H:%M}"
    said |= {f"promise-1-{name}": value for name, value in fields.items()}
    assert "Crew is asked for it" in cleo.post(f"{url}/confirmations/", said, headers=PART).content.decode()
    conversation.reply(words, by=Member.objects.get(email__startswith="cleo"))
    row = Asking.objects.get()
    assert (str(row.team), row.asked, row.upper.quote) == ("Crew", light, proposal.quote)


def test_what_is_asked_is_what_the_words_say_of_it(light: Member) -> None:
    assert asked_for("ask Dan about the stairs and write to you", light) == "about the stairs"
    assert asked_for("ask Dan and write to you", light) == "ask Dan and write to you"
    assert asked_for("bring Dan the boxes", light) == "bring Dan the boxes"


def test_the_calendar_says_who_waits(request_: Asking, outsider: Member, client: Client) -> None:
    request_.promise_back(THURSDAY, by=outsider)
    feed = Feed.objects.renew(outsider)
    (entry,) = Calendar.from_ical(client.get(f"/promises/calendar/{feed.token}.ics").content).walk("VEVENT")
    assert "Vera Lindqvist waits: bring the boxes" in str(entry["description"])
    assert str(entry["url"]).endswith(f"/promises/asked/{request_.pk}/")


def test_the_list_says_for_whom_it_waits(cleo: Client, request_: Asking) -> None:
    late(request_)
    assert "waits for Olga Petrova, late" in text(cleo, "/inbox/open/")
    assert "waits for Olga Petrova, late" in text(cleo, "/promises/")


def test_pages_cost_the_same_however_many_links_there_are(
    cleo: Client, upper: Promise, teammate: Member, light: Member, outsider: Member
) -> None:
    def chain(n: int) -> None:
        top = Promise.objects.make(f"deed {n}", in_=upper.conversation, due=FRIDAY, by=teammate)
        middle = Asking.objects.ask(light, f"{n}", upper=top, wished=THURSDAY, by=teammate)
        below = middle.promise_back(THURSDAY, by=light)
        lowest = Asking.objects.ask(outsider, f"{n} too", upper=below, wished=WEDNESDAY, by=light)
        lowest.promise_back(WEDNESDAY, by=outsider).renegotiate(MONDAY, by=outsider, told=Told.HERE)
        Asking.objects.ask(outsider, f"{n} again", upper=top, wished=THURSDAY, by=teammate)
        ring_due()

    def queries(path: str) -> int:
        text(cleo, path)  # what is new is marked as seen
        with CaptureQueriesContext(connection) as found:
            text(cleo, path)
        return len(found)

    paths = [f"/conversations/{upper.conversation_id}/", "/promises/?of=company", "/inbox/open/"]
    chain(1)
    few = [queries(each) for each in paths]
    for n in range(2, 6):
        chain(n)
    assert [queries(each) for each in paths] == few


def test_who_leaves_is_followed_by_another_of_the_team(
    upper: Promise, owner: Member, light: Member, teammate: Member, outsider: Member
) -> None:
    crew = Team.objects.form("Crew", by=owner, members=[light, outsider])
    row = Asking.objects.ask(crew, "boxes", upper=upper, wished=THURSDAY, by=teammate)
    other = outsider if row.asked == light else light
    row.asked.deactivate(by=owner)
    row.refresh_from_db()
    assert row.asked == other


def test_a_reply_taken_back_takes_its_request_back(conversation: Conversation, teammate: Member, light: Member) -> None:
    words, due = "I'll ask Dan and ring you by Friday at 17:00.", FRIDAY
    confirm(words, by=teammate, in_=conversation, kind="reply", what="ring", due=due, promiser=teammate, asks=light)
    reply = conversation.reply(words, by=teammate)
    assert Asking.objects.open().get().asked == light
    conversation.take_back(reply, by=teammate)
    assert not Asking.objects.open().exists()
    assert Confirmation.objects.get().asks == light
