"""Who may change whose role."""

import pytest

from kept.events.event import Event
from kept.people.member import Member, Role
from kept.people.roles import NotPossible


def test_an_admin_changes_roles_but_neither_makes_nor_changes_owners(
    owner: Member, admin: Member, teammate: Member
) -> None:
    teammate.change_role(Role.LIGHT, by=admin)
    assert Member.objects.get(pk=teammate.pk).role == Role.LIGHT
    with pytest.raises(NotPossible):
        teammate.change_role(Role.OWNER, by=admin)
    with pytest.raises(NotPossible):
        owner.change_role(Role.AGENT, by=admin)
    assert Member.objects.get(pk=owner.pk).role == Role.OWNER


def test_the_last_owner_stays_owner(owner: Member, admin: Member) -> None:
    with pytest.raises(NotPossible, match="only owner"):
        owner.change_role(Role.ADMIN, by=owner)
    admin.change_role(Role.OWNER, by=owner)
    owner.change_role(Role.ADMIN, by=admin)
    assert Member.objects.get(pk=owner.pk).role == Role.ADMIN


def test_an_owner_who_left_does_not_count(owner: Member, admin: Member) -> None:
    admin.change_role(Role.OWNER, by=owner)
    admin.deactivate(by=owner)
    with pytest.raises(NotPossible, match="only owner"):
        owner.change_role(Role.ADMIN, by=owner)


def test_a_member_changes_no_roles(teammate: Member, light: Member) -> None:
    with pytest.raises(NotPossible):
        light.change_role(Role.AGENT, by=teammate)


def test_a_change_of_role_is_on_record_once(owner: Member, teammate: Member) -> None:
    teammate.change_role(Role.LIGHT, by=owner)
    teammate.change_role(Role.LIGHT, by=owner)
    (event,) = Event.objects.filter(kind="member.role_changed")
    assert (event.by, event.subject) == (owner, teammate.pk)
    assert event.sentence == "Ana Costa changed the role of Cleo Marsh from Member to Light member"
