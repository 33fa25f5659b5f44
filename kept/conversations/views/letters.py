"""The timeline and what hangs on a message: its delivery, its files, its own HTML."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kept.conversations import access
from kept.conversations.attachment import Attachment
from kept.conversations.views.base import DeskRequest, OnConversation
from kept.conversations.views.letterfile import living, number_of
from kept.lib import rasters
from kept.lib.streaming import StreamedFile
from kept.ui import policy


class Timeline(OnConversation):
    """What became new; with `before` what was earlier."""

    def get(self, request: DeskRequest) -> HttpResponse:
        if self.goes_on_elsewhere:
            return self.lead_on()
        earlier = number_of(request, "before") is not None
        template = "conversations/earlier.html" if earlier else "conversations/living.html"
        return render(request, template, living(request, self.conversation))


@require_POST
def retry(request: DeskRequest, pk: int) -> HttpResponse:
    """Send a reply again that did not get through."""
    delivery = access.delivery(request.user, pk)
    if not request.user.may_reply:
        raise PermissionDenied
    delivery.retry(by=request.user)
    view = OnConversation()
    view.setup(request)
    view.conversation = delivery.message.conversation
    return view.done(_("Trying again."))


@require_GET
def attachment(request: DeskRequest, pk: int) -> StreamedFile:
    """A file, to be saved. Pictures are also shown, as pictures and nothing else, whatever their sender called them."""
    return served(access.attachment(request.user, pk), shown="shown" in request.GET)


def served(row: Attachment, *, shown: bool) -> StreamedFile:
    """Its content; `shown` where it stands, as far as it is a picture."""
    file = row.open()
    picture = rasters.kind(file.read(rasters.HEAD)) if shown else ""
    file.seek(0)
    response = StreamedFile(file, content_type=picture or "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(not picture, row.name) or "attachment"
    response["Content-Security-Policy"] = policy.FILE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response
