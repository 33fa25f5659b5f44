from threading import Thread
from typing import Any

import pytest
from django.db import connections
from django.db.models import QuerySet

from kept.lib.written import Written, among, blank
from kept.people.member import Member, Role


def by_role() -> QuerySet[Member]:
    return Member.objects.filter(role=blank("role")).order_by("pk")


def test_it_answers_what_is_asked_each_time(owner: Member, teammate: Member, outsider: Member) -> None:
    asked = Written(by_role)
    assert teammate.role == outsider.role != owner.role
    assert asked.rows(role=Role.OWNER) == [owner]
    assert asked.rows(role=teammate.role) == [teammate, outsider]
    assert asked.first(role="nobody") is None


def test_it_is_written_once_and_asked_anew(owner: Member) -> None:
    writings = []

    def question() -> QuerySet[Member]:
        writings.append("once")
        return by_role()

    asked = Written(question)
    before = asked.rows(role=Role.OWNER)
    Member.objects.update(name="Somebody else")
    assert [each.name for each in before] != [each.name for each in asked.rows(role=Role.OWNER)] == ["Somebody else"]
    assert writings == ["once"]


def test_some_of_many_are_asked_for_by_a_list(owner: Member, teammate: Member, outsider: Member) -> None:
    asked = Written(lambda: Member.objects.filter(among("pk", "numbers")).order_by("pk"))
    assert asked.rows(numbers=[owner.pk, outsider.pk]) == [owner, outsider]
    assert asked.rows(numbers=[]) == []


def test_a_value_that_was_meant_to_be_a_blank_is_refused(owner: Member) -> None:
    with pytest.raises(TypeError):
        Written(lambda: Member.objects.filter(pk=owner.pk)).rows()


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection() -> None:
    Member.objects.create_user("zoe@example.org", name="Zoe", role=Role.OWNER)
    asked, heard = Written(by_role), list[str]()
    assert len(asked.rows(role=Role.OWNER)) == 1

    def hear(execute: Any, sql: str, *rest: Any) -> Any:
        heard.append(sql)
        return execute(sql, *rest)

    def ask() -> None:
        mine = connections["default"]
        with mine.execute_wrapper(hear):
            asked.rows(role=Role.OWNER)
        mine.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join(20)
    assert len(heard) == 1
