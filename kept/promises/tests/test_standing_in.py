"""When the one who promised is away, a named person who is here keeps it, and it comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox, InboxAccess
from kept.events.event import Event
from kept.events.stream import catch_up_all
from kept.lib import clock
from kept.notifications.notice import Notice
from kept.people.absence import Absence
from kept.people.member import Member, Role, Team
from kept.people.roles import NotPossible
from kept.promises.callbacks.booking import who_rings
from kept.promises.deadlines import ring_due
from kept.promises.finding_out import FindingOut
from kept.promises.handing_over import HandingOver
from kept.promises.making import may_promise
from kept.promises.promise import Promise
from kept.promises.renegotiating import Told

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def eve(sales: Inbox) -> Member:
    eve = Member.objects.create_user("eve@hillside.example", name="Eve Larsen", role=Role.AGENT)
    InboxAccess.objects.create(inbox=sales, member=eve)
    return eve


def at(days: float) -> datetime:
    return NOW + days * DAY


def goes(days: float) -> None:
    """The clock rings at that time for whatever has come until then."""
    with clock.telling(at(days)):
        ring_due()


def promised(conversation: Conversation, by: Member, days: float) -> Promise:
    with clock.telling(NOW):
        return Promise.objects.make(f"ring in {days}", in_=conversation, due=at(days), by=by)  # type: ignore[no-any-return]


def away(member: Member, since: float, until: float, stands_in: Member | None = None) -> Absence:
    with clock.telling(NOW):
        return member.be_away(at(since), at(until), by=member, stands_in=stands_in)


def keeper(promise: Promise) -> Member:
    return Member.objects.get(promises=promise)


def test_what_falls_due_meanwhile_goes_to_who_stands_in_and_what_is_open_comes_back(
    conversation: Conversation, teammate: Member, eve: Member
) -> None:
    meanwhile, later = promised(conversation, teammate, 2.5), promised(conversation, teammate, 9)
    away(teammate, 1, 3, stands_in=eve)
    goes(0.9)
    assert keeper(meanwhile) == teammate
    goes(1)
    assert (keeper(meanwhile), keeper(later)) == (eve, teammate)
    row = HandingOver.objects.get()
    assert (row.before, row.after, row.why, row.by) == (teammate, eve, "away", None)
    told = Event.objects.get(kind="promise.handed_over")
    assert told.sentence == "Eve Larsen stands in for Cleo Marsh, who is away, and keeps the promise: ring in 2.5"
    goes(3)
    assert keeper(meanwhile) == teammate
    assert Event.objects.latest("pk").sentence.startswith("Cleo Marsh is back and keeps the promise again")


def test_both_hear_of_it(conversation: Conversation, teammate: Member, eve: Member) -> None:
    catch_up_all()
    promised(conversation, teammate, 2)
    away(teammate, 1, 3, stands_in=eve)
    goes(1)
    catch_up_all()
    told = Notice.objects.filter(event__kind="promise.handed_over")
    assert {each.member for each in told} == {teammate, eve}


def test_what_is_late_already_goes_too(conversation: Conversation, teammate: Member, eve: Member) -> None:
    late = promised(conversation, teammate, 0.5)
    away(teammate, 1, 3, stands_in=eve)
    goes(1)
    assert (keeper(late), Promise.objects.get().state) == (eve, "broken")


def test_who_may_not_open_it_keeps_nothing(
    conversation: Conversation, teammate: Member, outsider: Member, eve: Member, owner: Member, admin: Member
) -> None:
    """Then whoever has the conversation does, else the team's lead, else an owner or admin."""
    one = promised(conversation, teammate, 2)
    away(teammate, 1, 3, stands_in=outsider)
    goes(1)
    assert keeper(one) == owner
    with clock.telling(at(4)):
        team = Team.objects.form("Sales", by=owner, members=[teammate, eve])
        team.be_led_by(eve, by=owner)
    other = promised(conversation, teammate, 6)
    away(teammate, 5, 7, stands_in=outsider)
    goes(5)
    assert keeper(other) == eve
    goes(7)
    third = promised(conversation, teammate, 10)
    with clock.telling(at(7)):
        conversation.assign(admin, by=admin)
    away(teammate, 9, 11)
    goes(9)
    assert keeper(third) == admin


def test_while_who_stands_in_is_away_too_their_own_does(
    conversation: Conversation, teammate: Member, eve: Member, admin: Member, owner: Member
) -> None:
    promise = promised(conversation, teammate, 2.9)
    away(teammate, 1, 3, stands_in=eve)
    goes(1)
    with pytest.raises(NotPossible):
        away(teammate, 2, 4)
    away(eve, 2, 4, stands_in=admin)
    goes(2)
    assert keeper(promise) == admin
    goes(3)
    assert keeper(promise) == teammate, "whose word it is has come back first"
    goes(4)
    assert keeper(promise) == teammate


def test_what_was_agreed_anew_by_who_stands_in_stays_with_them(
    conversation: Conversation, teammate: Member, eve: Member
) -> None:
    promise = promised(conversation, teammate, 2)
    away(teammate, 1, 3, stands_in=eve)
    goes(1)
    with clock.telling(at(1.5)):
        Promise.objects.get().renegotiate(at(5), by=eve, told=Told.PHONE)
    goes(3)
    assert keeper(promise) == eve


def test_back_before_their_time(conversation: Conversation, teammate: Member, eve: Member) -> None:
    promise = promised(conversation, teammate, 2)
    absence = away(teammate, 1, 3, stands_in=eve)
    goes(1)
    with clock.telling(at(1.2)):
        absence.end(by=teammate)
        ring_due()
    assert keeper(promise) == teammate
    goes(3)
    assert keeper(promise) == teammate
    assert list(Event.objects.filter(kind__startswith="member.").values_list("kind", flat=True)) == [
        "member.away",
        "member.back",
    ]


def test_one_that_is_called_off_moves_nothing(conversation: Conversation, teammate: Member, eve: Member) -> None:
    promise = promised(conversation, teammate, 2)
    absence = away(teammate, 1, 3, stands_in=eve)
    with clock.telling(at(0.5)):
        absence.end(by=teammate)
    goes(1)
    assert keeper(promise) == teammate
    assert not Absence.objects.exists()


def test_who_is_asked_while_away_is_stood_in_for_but_not_in_what_they_promise_themselves(
    conversation: Conversation, teammate: Member, eve: Member, admin: Member
) -> None:
    away(teammate, 0.5, 3, stands_in=eve)
    goes(0.5)
    with clock.telling(at(1)):
        asked = Promise.objects.make("find out", in_=conversation, due=at(2), by=admin, promiser=teammate)
        own = Promise.objects.make("write", in_=conversation, due=at(2), by=teammate)
        long = Promise.objects.make("bring", in_=conversation, due=at(4), by=admin, promiser=teammate)
        ring_due()
    assert (keeper(asked), keeper(own), keeper(long)) == (eve, teammate, teammate)


def test_moved_into_their_absence_it_is_stood_in_for(conversation: Conversation, teammate: Member, eve: Member) -> None:
    promise = promised(conversation, teammate, 4)
    away(teammate, 1, 3, stands_in=eve)
    goes(1)
    assert keeper(promise) == teammate
    with clock.telling(at(1.5)):
        Promise.objects.get().renegotiate(at(2.5), by=eve, told=Told.PHONE)
        ring_due()
    assert keeper(promise) == eve


def test_who_is_away_rings_nobody(conversation: Conversation, teammate: Member, eve: Member, owner: Member) -> None:
    with clock.telling(NOW):
        conversation.assign(teammate, by=owner)
        assert who_rings(conversation, at(2)) == teammate
        away(teammate, 1, 3)
        assert who_rings(conversation, at(2)) == eve
        assert who_rings(conversation, at(3)) == teammate
        away(eve, 1, 3)
        assert who_rings(conversation, at(2)) == owner


def test_the_lead_hears_what_was_broken_and_owners_where_there_is_none_who_is_here(
    conversation: Conversation, teammate: Member, eve: Member, owner: Member, admin: Member
) -> None:
    catch_up_all()
    team = Team.objects.form("Sales", by=owner, members=[teammate, eve])

    def heard(days: float) -> set[Member]:
        promised(conversation, teammate, days)
        goes(days)
        catch_up_all()
        event = Event.objects.filter(kind="promise.broken").latest("pk")
        return {each.member for each in Notice.objects.filter(event=event)}

    assert heard(1) == {teammate, owner, admin}
    team.be_led_by(eve, by=owner)
    assert heard(2) == {teammate, eve}
    away(eve, 2.5, 3.5)
    assert heard(3) == {teammate, owner, admin}
    team.set_members([teammate], by=owner)
    assert Team.objects.get().lead is None


def test_the_lead_hears_that_an_answer_is_late(
    conversation: Conversation, teammate: Member, eve: Member, owner: Member
) -> None:
    catch_up_all()
    Team.objects.form("Sales", by=owner, members=[teammate, eve]).be_led_by(eve, by=owner)
    FindingOut.objects.create(promise=promised(conversation, teammate, 1))
    goes(1)
    catch_up_all()
    told = Notice.objects.filter(event__kind="promise.late_word_sent")
    assert {each.member for each in told} == {teammate, eve}


def test_it_is_said_in_the_profile_and_shown_where_colleagues_are_chosen(
    client: Client, conversation: Conversation, teammate: Member, eve: Member, admin: Member
) -> None:
    client.force_login(teammate)
    today = clock.now().astimezone(teammate.zone).date()
    until = today + 3 * DAY
    wrong = client.post("/settings/profile/absences/", {"since": until, "until": today, "stands_in": eve.pk})
    assert "must be later" in wrong.content.decode()
    client.post("/settings/profile/absences/", {"since": today, "until": until, "stands_in": eve.pk})
    assert "Eve Larsen stands in" in client.get("/settings/profile/absences/").content.decode()
    client.force_login(admin)
    assert f"away until {until:%A}" in client.get("/settings/members/").content.decode()
    page = client.get(f"/conversations/{conversation.pk}/").content.decode()
    assert f"Cleo Marsh (away until {until:%A})" in page
    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    said = client.post(f"/conversations/{conversation.pk}/assignment/", {"to": teammate.pk}, headers=part)
    assert f"Now with Cleo Marsh, who is away until {until:%A}." in said.content.decode()
    due = (clock.now() + DAY).isoformat()
    words = {"what": "ring", "due": due, "promiser": teammate.pk}
    said = client.post(f"/conversations/{conversation.pk}/promises/", words, headers=part)
    assert "so somebody stands in" in said.content.decode()
    client.post(f"/settings/members/{teammate.pk}/absences/", {"ending": Absence.objects.get().pk})
    assert not Absence.objects.at().exists()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["leave", "return", "hand", "promise", "move", "let go"]),
        st.integers(0, 2),
        st.integers(0, 2),
        st.floats(0.1, 1.5),
    ),
    max_size=9,
)


@pytest.mark.django_db
@settings(max_examples=25)
@given(steps=STEPS)
def test_it_is_never_without_somebody_who_is_here(
    conversation: Conversation,
    teammate: Member,
    eve: Member,
    admin: Member,
    owner: Member,
    steps: list[tuple[str, int, int, float]],
) -> None:
    """Whatever happens and in whichever order: while the owner is here, what falls due is with one who is, too."""
    with transaction.atomic():
        people, now = [Member.objects.get(pk=each.pk) for each in (teammate, eve, admin)], 0.0
        promised(conversation, people[0], 4)
        for what, one, other, days in steps:
            now += days / 4
            with clock.telling(at(now)):
                _happens(what, conversation, people[one], people[other], days, owner)
                ring_due()
                for promise in Promise.objects.outstanding():
                    whom = promise.promiser
                    assert whom.is_active
                    assert may_promise(whom, conversation)
                    absence = whom.absence()
                    is_own = promise.made_by == whom and absence and promise.made_at >= absence.since
                    assert absence is None or absence.until <= promise.due or is_own
        transaction.set_rollback(True)


def _happens(what: str, here: Conversation, one: Member, other: Member, days: float, owner: Member) -> None:
    one.refresh_from_db()
    if not one.is_active:
        return
    absence, open_ = one.absence(), Promise.objects.outstanding().filter(promiser=one).first()
    if what == "leave" and absence is None and not one.absences.between(clock.now(), clock.now() + days * DAY).exists():
        stands_in = None if other == one or not other.is_active or other.absence() else other
        one.be_away(clock.now(), clock.now() + days * DAY, by=one, stands_in=stands_in)
    elif what == "return" and absence is not None:
        absence.end(by=one)
    elif what == "hand" and open_ is not None and may_promise(Member.objects.get(pk=other.pk), here):
        open_.hand_over(other, by=owner)
    elif what == "promise":
        Promise.objects.make(f"write {clock.now()}", in_=here, due=clock.now() + days * DAY, by=owner, promiser=one)
    elif what == "move" and open_ is not None and open_.due > clock.now():
        open_.renegotiate(clock.now() + days * DAY, by=owner, told=Told.PHONE)
    elif what == "let go" and one.role != Role.ADMIN:
        one.deactivate(by=owner)
