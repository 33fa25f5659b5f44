"""Rows that are written together: nobody who asks the database can tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from kept.customers.customer import Address, Customer
from kept.lib.together import write, write_all, written_together
from kept.people.member import Member

pytestmark = pytest.mark.django_db


def meet(name: str) -> Customer:
    customer = write(Customer(name=name))
    write_all([Address(customer=customer, kind="email", value=f"{name}@x.example")])
    return customer


def test_many_are_written_in_one_statement_a_kind(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic(), django_assert_num_queries(3), written_together({Customer: 3}):
        met = [meet(name) for name in ("vera", "willem", "noor")]
        assert len({each.pk for each in met}) == 3
    assert [each.email for each in Customer.objects.order_by("pk")] == [each.email for each in met]
    assert Customer.objects.create(name="next").pk > met[-1].pk


READERS: dict[str, Callable[[], object]] = {
    "a look": lambda: Customer.objects.get(name="vera"),
    "a look from elsewhere": lambda: Address.objects.get(customer__name="vera"),
    "a change": lambda: Customer.objects.filter(name="vera").update(name=F("name")) or pytest.fail("not there"),
    "a lock": lambda: Customer.objects.select_for_update().get(name="vera"),
}


@pytest.mark.parametrize("reader", READERS)
def test_whoever_asks_finds_what_was_written_before(reader: str) -> None:
    with transaction.atomic(), written_together():
        meet("vera")
        READERS[reader]()


def test_a_question_about_something_else_writes_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic(), written_together():
        meet("vera")
        with django_assert_num_queries(1):
            assert not Member.objects.filter(email="vera").exists()


def test_what_fails_in_a_savepoint_is_undone_and_nothing_else() -> None:
    with transaction.atomic(), written_together():
        meet("vera")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            meet("never")
            raise ZeroDivisionError
        meet("noor")
    assert set(Customer.objects.values_list("name", flat=True)) == {"vera", "noor"}


def test_a_key_that_is_taken_shows_in_the_end() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), written_together():
        meet("vera")
        meet("vera")
    assert not Customer.objects.exists()


def test_one_that_is_there_is_passed_over_where_that_is_asked_for() -> None:
    customer = meet("vera")
    with transaction.atomic(), written_together():
        write_all([Address(customer=customer, kind="email", value="vera@x.example")], ignore_conflicts=True)
    assert Address.objects.count() == 1
