from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from kept.channels.auditing import audit
from kept.channels.callbacks import tokens
from kept.channels.callbacks.arranging import Wish, arrange
from kept.channels.form import stamp
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.lib import clock
from kept.people.member import Member
from kept.promises.callbacks.booking import TimeTaken
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.opening import CallbackPage
from kept.promises.callbacks.slots import free

TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
TWO = datetime(2026, 11, 24, 14, tzinfo=UTC)
URL = "/callback/sales/"
Book = Callable[..., Any]


@pytest.fixture
def page(sales: Inbox, teammate: Member) -> Iterator[CallbackPage]:
    with time_machine.travel(TUESDAY, tick=False):
        yield CallbackPage.objects.create(inbox=sales, is_on=True)


@pytest.fixture
def book(page: CallbackPage) -> Book:
    """A visitor books a call at two, with `fields` changed."""

    def book(**fields: str) -> Any:
        with clock.telling(clock.now() - timedelta(minutes=1)):
            given = stamp.new("callback sales")
        words = {"name": "Noor Haddad", "number": "070-174 06 05", "email": "noor@haddad.example", "about": "A piano."}
        words |= {"stamp": given, "zone": "Europe/Stockholm", "at": TWO.isoformat()}
        return Client(enforce_csrf_checks=True).post(URL, words | fields)

    return book


def test_only_the_sites_named_may_frame_it_from_beginning_to_end(book: Book, page: CallbackPage) -> None:
    CallbackPage.objects.update(allowed_sites="https://shop.example")
    with clock.telling(clock.now() - timedelta(minutes=1)):
        given = stamp.new("callback sales")
    words = {"name": "Noor", "number": "070-174 06 05", "about": "A piano.", "stamp": given, "zone": "Europe/Stockholm"}
    visitor, url = Client(enforce_csrf_checks=True), "/callback/sales/embed/?site=https://shop.example&theme=dark"
    wrong, right = visitor.post(url, words), visitor.post(url, words | {"at": TWO.isoformat()})
    booked = visitor.get(right["Location"])
    for each in (visitor.get(url), wrong, right, booked, visitor.post(right["Location"], {"cancel": "1"})):
        assert "frame-ancestors 'self' https://shop.example" in each["Content-Security-Policy"]
        assert "X-Frame-Options" not in each
        assert not each.cookies
    assert (wrong.status_code, booked.status_code) == (422, 200)
    assert 'data-theme="dark"' in booked.content.decode()
    assert "frame-ancestors 'none'" in visitor.get(URL)["Content-Security-Policy"]


def test_the_script_for_other_sites_is_there_while_the_page_is(page: CallbackPage) -> None:
    assert Client().get("/callback/sales.js")["Cross-Origin-Resource-Policy"] == "cross-origin"
    CallbackPage.objects.update(is_on=False)
    assert Client().get("/callback/sales.js").status_code == 404


def test_marks_that_nobody_sees_neither_spoil_the_address_nor_turn_the_name_round(book: Book) -> None:
    book(name="\u202eNoor Haddad", email="\u200fnoor@haddad.example")
    customer = Callback.objects.get().promise.customer
    assert (customer.name, customer.email) == ("Noor Haddad", "noor@haddad.example")


def test_a_booking_is_no_arrival_that_the_audit_would_miss(book: Book, page: CallbackPage) -> None:
    book()
    assert Message.objects.filter(direction="in").count() == 1
    assert audit().gaps == []


def wish(nonce: str, start: datetime = TWO) -> Wish:
    return Wish("Noor", "+46701740605", "", "A piano.", start, "Europe/Stockholm", nonce)


def test_there_is_no_page_until_it_is_turned_on(page: CallbackPage) -> None:
    assert Client().get(URL).status_code == 200
    CallbackPage.objects.update(is_on=False)
    assert Client().get(URL).status_code == 404


def test_times_are_in_our_working_hours_and_by_the_visitors_clock(page: CallbackPage) -> None:
    starts = [each.start for each in free(page)]
    assert starts[0] == TUESDAY + timedelta(hours=1), "an hour's notice"
    assert {each.weekday() for each in starts} == {0, 1, 2, 3, 4}
    assert {each.hour for each in starts} == set(range(9, 17)), "London is at UTC in winter"
    content = Client().get(URL + "?zone=Asia/Tokyo").content.decode()
    assert '<option value="Asia/Tokyo" selected>' in content
    assert 'value="2026-11-24T20:00:00+09:00"' in content


def test_working_hours_stay_at_nine_when_the_clocks_change(page: CallbackPage) -> None:
    with time_machine.travel(datetime(2027, 3, 26, 8, tzinfo=UTC), tick=False):
        starts = [each.start for each in free(page)]
    friday, monday = starts[0], next(each for each in starts if each.day == 29)
    assert (friday.hour, monday.hour) == (9, 8)


def test_a_booked_call_is_a_named_colleagues_promise(book: Book, teammate: Member) -> None:
    answer = book()
    callback = Callback.objects.get()
    assert answer.status_code == 302
    assert (callback.number, callback.start, callback.offered) == ("+46701740605", TWO, True)
    assert callback.promise.promiser == teammate
    assert callback.promise.zone == callback.promise.customer.time_zone == "Europe/Stockholm"
    thanks = Client().get(answer["Location"]).content.decode()
    assert "Tuesday 24 November, between 15:00 and 15:30 (Europe/Stockholm)" in thanks
    assert "between 14:00 and 14:30 (Europe/London)" in thanks


def test_a_confirmation_goes_once_and_says_that_a_machine_wrote_it(book: Book) -> None:
    book()
    book(at=(TWO + timedelta(hours=1)).isoformat())
    assert Callback.objects.count() == 2, "for this test to mean anything"
    mail = Message.objects.get(direction="out")
    assert mail.automatic
    assert tokens.new(Callback.objects.earliest("pk")) in mail.text


def test_without_an_address_nothing_is_mailed(book: Book) -> None:
    book(email="")
    assert Callback.objects.get().promise.customer.addresses.get().value == "+46701740605"
    assert not Message.objects.filter(direction="out").exists()


def test_sent_twice_it_is_one_call(page: CallbackPage) -> None:
    assert arrange(page, wish("same")) == arrange(page, wish("same"))
    assert Conversation.objects.count() == 1


def test_a_time_that_is_full_is_offered_no_more(page: CallbackPage, book: Book) -> None:
    arrange(page, wish("first"))
    assert TWO not in {each.start for each in free(page)}
    answer = book()
    assert answer.status_code == 409
    assert "Please choose another one" in answer.content.decode()
    assert "A piano." in answer.content.decode(), "nothing that was typed is lost"
    page.capacity = 2
    page.save()
    assert book().status_code == 302


def test_what_is_not_understood_is_said_and_kept(book: Book) -> None:
    answer = book(number="12")
    assert (answer.status_code, "is no phone number" in answer.content.decode()) == (422, True)
    assert book(at="").status_code == book(at="2026-13-45T10:00").status_code == 422
    assert book(website="spam").status_code == 422
    assert book(stamp="mine").status_code == 422
    assert not Callback.objects.exists() and not Conversation.objects.exists()


def test_the_same_number_is_not_booked_without_end(book: Book) -> None:
    answers = [book(at=(TWO + n * timedelta(minutes=30)).isoformat()).status_code for n in range(4)]
    assert answers == [302, 302, 302, 429]


def test_whoever_has_fewest_calls_that_day_gets_the_next(page: CallbackPage, teammate: Member) -> None:
    other = Member.objects.create_user("eva@hillside.example", name="Eva", role="agent")
    page.inbox.open_to(other, by=None)
    calls = [arrange(page, wish(f"{n}", TWO + n * timedelta(minutes=30))) for n in range(4)]
    assert [each.promise.promiser for each in calls] == [teammate, other, teammate, other]


def test_the_link_moves_the_call_and_cancels_it(page: CallbackPage) -> None:
    callback = arrange(page, wish("one"))
    url = f"/callback/booked/{tokens.new(callback)}/"
    later = TWO + timedelta(hours=2)
    assert Client().post(url, {"at": later.isoformat()}).status_code == 302
    callback = Callback.objects.get()
    assert (callback.start, callback.promise.renegotiations.get().told) == (later, "asked")
    assert Client().post(url, {"at": TUESDAY.isoformat()}).status_code == 409
    assert Client().post(url, {"cancel": "1", "why": "It is sold"}).status_code == 302
    assert Callback.objects.get().promise.withdrawal.why == "It is sold"
    assert "is cancelled" in Client().get(url).content.decode()
    assert Client().get(f"/callback/booked/{callback.pk}.forged/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_book_the_last_place_at_once_one_gets_it(page: CallbackPage) -> None:
    def ask(nonce: str) -> bool:
        try:
            arrange(page, wish(nonce))
            return True
        except TimeTaken:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, "abcd")) == [False, False, False, True]
    assert Conversation.objects.count() == 1
