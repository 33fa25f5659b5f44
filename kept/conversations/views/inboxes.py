"""The settings of inboxes."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kept.conversations.inbox import Inbox
from kept.conversations.inbox_events import InboxChanged, InboxMade
from kept.conversations.inbox_forms import InboxForm
from kept.events.event import record
from kept.people import duties
from kept.people.access import MemberRequest, administrators
from kept.people.member import Member, Team


@administrators
def inboxes(request: MemberRequest) -> HttpResponse:
    rows = Inbox.objects.annotate(
        teams=Count("access__team", distinct=True), members=Count("access__member", distinct=True)
    )
    return render(request, "conversations/settings/inboxes.html", {"inboxes": rows})


@administrators
def new_inbox(request: MemberRequest) -> HttpResponse:
    form = InboxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        inbox = keep(form, by=request.user)
        messages.success(request, _("The inbox %(name)s is ready.") % {"name": inbox})
        return redirect("inboxes:all")
    return render(request, "conversations/settings/inbox.html", {"form": form})


@administrators
def inbox(request: MemberRequest, inbox_id: int) -> HttpResponse:
    which = get_object_or_404(Inbox, pk=inbox_id)
    form = InboxForm(request.POST or None, instance=get_object_or_404(Inbox, pk=inbox_id))
    if request.method == "POST" and form.is_valid():
        keep(form, by=request.user)
        messages.success(request, _("The inbox %(name)s is saved.") % {"name": form.instance})
        return redirect("inboxes:all")
    return render(request, "conversations/settings/inbox.html", {"form": form, "inbox": which})


@transaction.atomic
def keep(form: InboxForm, *, by: Member) -> Inbox:
    """Save it and its access. What colleagues let out had in hand there goes back to unassigned."""
    new = form.instance.pk is None
    inbox: Inbox = form.save()
    if new or set(form.changed_data) - {"members", "teams"}:
        record(InboxMade(str(inbox)) if new else InboxChanged(str(inbox)), by=by, subject=inbox.pk)
    for name in {"members", "teams"} & set(form.fields):
        before = form.fields[name].queryset.filter(inboxaccess__inbox=inbox)  # type: ignore[attr-defined]
        _let(inbox, list(before), form.cleaned_data[name], by)
    return inbox


def _let(inbox: Inbox, before: Iterable[Member | Team], wanted: Iterable[Member | Team], by: Member) -> None:
    for holder in set(wanted) - set(before):
        inbox.open_to(holder, by=by)
    for holder in set(before) - set(wanted):
        inbox.shut_to(holder, by=by)
        members = [holder] if isinstance(holder, Member) else holder.members.all()
        duties.put_down_out_of_reach(members, by=by)
