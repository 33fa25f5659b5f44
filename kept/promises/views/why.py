"""Why something is due when it is."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone_name

from kept.conversations.views.base import DeskRequest, OnConversation, wants_part
from kept.promises.standing.clock import Clock
from kept.promises.standing.explaining import Explanation
from kept.promises.standing.following import UNFINISHED

MOST = 5


class Why(OnConversation):
    for_light = True

    def get(self, request: DeskRequest) -> HttpResponse:
        waiting = Q(state__in=UNFINISHED) | Q(met_at=None)
        clocks = Clock.objects.filter(waiting, conversation=self.conversation).order_by("due_at", "pk")
        clocks = clocks.select_related("promise__calendar").prefetch_related("promise__calendar__special_days")
        explanations = [Explanation(each) for each in clocks[:MOST]]
        context = {"explanations": explanations, "conversation": self.conversation, "here": get_current_timezone_name()}
        return render(request, "promises/why.html" if wants_part(request) else "promises/why_page.html", context)
