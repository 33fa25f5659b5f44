"""What history says of what stands in a dialog: asked as it opens and as one changes it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from kept.conversations.views.base import DeskRequest, OnConversation
from kept.promises.forms import OutlookForm
from kept.promises.outlook import Outlook, Outlooks
from kept.promises.views.base import OnPromise


class OfDialog(OnConversation):
    """Of a promise that is about to be made by hand."""

    for_light = True

    def get(self, request: DeskRequest) -> HttpResponse:
        form = OutlookForm(request.GET, self.conversation)
        form.full_clean()
        said = form.cleaned_data
        if not said.get("what"):
            return shown(request, None)
        who = said.get("promiser") or request.user
        return shown(request, Outlooks().of_words(said["what"], who, self.conversation, said.get("due")))


class OfPromise(OnPromise):
    """Of one that is about to be moved."""

    def get(self, request: DeskRequest) -> HttpResponse:
        form = OutlookForm(request.GET, self.conversation)
        form.full_clean()
        return shown(request, Outlooks().of_promise(self.promise, form.cleaned_data.get("due")))


def shown(request: DeskRequest, outlook: Outlook | None) -> HttpResponse:
    return render(request, "promises/outlook_in_dialog.html", {"outlook": outlook})
