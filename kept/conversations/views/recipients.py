"""Whom a reply goes to, compared with whom it answers, while the writer chooses."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from kept.conversations.answering import Recipients as Chosen
from kept.conversations.forms import PartiesField
from kept.conversations.views.base import DeskRequest, OnConversation
from kept.conversations.views.reaching import reach_of


class Recipients(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        """What changes by the people as they stand in the form; people half typed change nothing yet."""
        try:
            to, cc, bcc = (PartiesField(required=False).clean(request.POST.get(name)) for name in ("to", "cc", "bcc"))
        except ValidationError:
            return HttpResponse(status=204)
        reach = reach_of(self.conversation, Chosen(to, cc, bcc), self.conversation.recipients())
        return render(request, "conversations/recipients.html", {"conversation": self.conversation, "reach": reach})
