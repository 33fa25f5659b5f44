"""The timeline and what hangs on a message: its delivery, its files, its own HTML."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from kept.conversations import access
from kept.conversations.attachment import Attachment
from kept.conversations.message import Message
from kept.conversations.views.base import DeskRequest, OnConversation
from kept.conversations.views.letterfile import living, number_of
from kept.ui import policy

# Shown in place; anything else is only ever downloaded.
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}


class Timeline(OnConversation):
    """What became new; with `before` what was earlier."""

    def get(self, request: DeskRequest) -> HttpResponse:
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
def attachment(request: DeskRequest, pk: int) -> FileResponse:
    """A file, to be saved. Pictures are also shown, as pictures and nothing else."""
    row = access.attachment(request.user, pk)
    picture = row.type in PICTURES and "shown" in request.GET
    response = FileResponse(row.open(), content_type=row.type if picture else "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(not picture, row.name) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@require_GET
@xframe_options_sameorigin
def html(request: DeskRequest, pk: int) -> HttpResponse:
    """A message as its sender formatted it, in a frame that may run nothing; pictures from afar only when asked."""
    message = access.message(request.user, pk)
    afar = request.GET.get("images") == "yes"
    files = {each.content_id.strip("<>"): each for each in message.attachments.exclude(content_id="")}
    context = {"message": message, "html": with_pictures(message, files)}
    response = render(request, "conversations/mail.html", context)
    response["Content-Security-Policy"] = policy.mail(remote_images=afar)
    return response


def with_pictures(message: Message, files: dict[str, Attachment]) -> str:
    """Its HTML with the pictures that came along (RFC 2392 `cid:`) pointing at our copies."""
    words = message.html
    for name, file in files.items():
        words = words.replace(f"cid:{name}", f"/attachments/{file.pk}/?shown")
    return words
