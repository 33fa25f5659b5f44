"""Who else has the conversation open, and who is typing."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render

from kept.conversations.views.base import DeskRequest, OnConversation


class Presence(OnConversation):
    for_light = True

    def get(self, request: DeskRequest) -> HttpResponse:
        others = self.conversation.others_present(request.user)
        prefetch_related_objects(others, "member")
        return render(request, "conversations/presence.html", {"others": others})

    def post(self, request: DeskRequest) -> HttpResponse:
        self.conversation.show_presence(by=request.user, typing=bool(request.POST.get("typing")))
        return HttpResponse(status=204)

    def delete(self, request: DeskRequest) -> HttpResponse:
        self.conversation.leave(by=request.user)
        return HttpResponse(status=204)
