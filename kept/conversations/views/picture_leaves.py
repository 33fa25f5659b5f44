"""Whose pictures a member always sees: given beside a letter, listed in their settings, withdrawn in either place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kept.conversations import access
from kept.conversations.picture_leave import PictureLeave
from kept.conversations.views.base import DeskRequest

SHOWN = 200


@require_POST
def leave(request: DeskRequest, pk: int) -> HttpResponse:
    """Give it for who wrote this letter, or withdraw it; the frame then shows the letter anew."""
    message = access.message(request.user, pk)
    if request.POST.get("_method") == "delete":
        PictureLeave.objects.for_letter(message, request.user).withdraw(by=request.user)
    else:
        PictureLeave.objects.give(message, by=request.user)
    return redirect("conversations:html", pk)


def leaves(request: DeskRequest) -> HttpResponse:
    """All of the member's own, the newest first."""
    mine = PictureLeave.objects.filter(member=request.user)
    if request.method == "POST":
        which = request.POST.get("leave", "")
        mine.filter(pk=which if which.isdecimal() and len(which) < 18 else 0).withdraw(by=request.user)
        messages.success(request, _("You are asked again before pictures from there are fetched."))
        return redirect("pictures:all")
    return render(request, "conversations/settings/pictures.html", {"leaves": mine.order_by("-at")[:SHOWN]})
