"""Which promise holds, against a slow account that weighs every pair of them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from kept.conversations.conversation import Conversation
from kept.customers.customer import Company, Customer
from kept.customers.grouping import CustomerGroup
from kept.promises.standing.standing_promise import StandingPromise, matching

SINCE = datetime(2026, 11, 30, 9, tzinfo=UTC)
GROUPS = {1: CustomerGroup(pk=1, name="Trade"), 2: CustomerGroup(pk=2, name="Press")}
GROUPS[3] = CustomerGroup(pk=3, name="Gone", retired_at=SINCE)
SOME = st.sampled_from([1, 2])
GROUP = st.sampled_from([1, 2, 3])
NONE = st.none()


@st.composite
def promises(draw: st.DrawFn) -> list[StandingPromise]:
    return [
        StandingPromise(
            pk=pk,
            target="first",
            minutes=60,
            inbox_id=draw(NONE | SOME),
            kind=draw(st.sampled_from(["", "complaint", "order"])),
            priority=draw(st.sampled_from(["", "high"])),
            group_id=draw(NONE | GROUP),
            company_id=draw(NONE | SOME),
            place=draw(SOME),
            begins_at=SINCE,
        )
        for pk in range(draw(st.integers(0, 6)))
    ]


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    company = draw(NONE | st.builds(Company, pk=SOME, group=NONE | GROUP.map(GROUPS.get)))
    customer = Customer(company=company, group=draw(NONE | GROUP.map(GROUPS.get)))
    kind, priority = draw(st.sampled_from(["", "complaint"])), draw(st.sampled_from(["normal", "high"]))
    return Conversation(inbox_id=draw(SOME), kind=kind, priority=priority, customer=customer)


def slowly_holds(each: StandingPromise, there: Conversation) -> bool:
    company, own = there.customer.company, there.customer.group
    theirs = company.group if company else None
    of_group = [one for one in (own, theirs) if one is not None and one.retired_at is None and one.pk == each.group_id]
    return (
        (each.inbox_id is None or each.inbox_id == there.inbox_id)
        and (each.kind == "" or each.kind == there.kind)
        and (each.priority == "" or each.priority == there.priority)
        and (each.group_id is None or bool(of_group))
        and (each.company_id is None or (company is not None and each.company_id == company.pk))
    )


def goes_before(one: StandingPromise, other: StandingPromise) -> bool:
    def named(each: StandingPromise) -> int:
        empty = [each.inbox_id, each.kind or None, each.priority or None, each.group_id, each.company_id].count(None)
        return 5 - empty

    if named(one) != named(other):
        return named(one) > named(other)
    return one.pk < other.pk if one.place == other.place else one.place < other.place


@given(promises(), conversations())
def test_the_one_that_names_most_of_what_is_so_holds(made: list[StandingPromise], there: Conversation) -> None:
    held = [each for each in made if slowly_holds(each, there)]
    first = [one for one in held if all(goes_before(one, other) for other in held if other is not one)]
    assert matching(made, there, "first", SINCE) == (first[0] if held else None)
    assert len(first) == bool(held)
