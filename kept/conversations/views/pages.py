"""A letter as its sender formatted it, and the pictures in it."""

from __future__ import annotations

from functools import partial

from django.core.signing import BadSignature
from django.db import connection
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from kept.conversations import access, pictures
from kept.conversations.formatting import copies_of
from kept.conversations.picture_leave import PictureLeave
from kept.conversations.showing import show
from kept.conversations.views.base import DeskRequest
from kept.ui import policy


@require_GET
@xframe_options_sameorigin
def html(request: DeskRequest, pk: int) -> HttpResponse:
    """The letter in a frame that may run nothing; pictures from elsewhere only when asked, now or for good, and
    then by way of us."""
    message = access.message(request.user, pk)
    always = PictureLeave.objects.for_letter(message, request.user).exists()
    afar = partial(pictures.address, pk) if always or request.GET.get("images") == "yes" else None
    shown = show(
        message.html, text=message.text, copies=copies_of(message.attachments.exclude(content_id="")), afar=afar
    )
    words = {"shown": shown, "plain": not shown.own_colours, "always": always}
    response = render(request, "conversations/mail.html", words)
    response["Content-Security-Policy"] = policy.MAIL
    response["Referrer-Policy"] = "no-referrer"
    response["X-DNS-Prefetch-Control"] = "off"  # looking up the host of a link would tell that somebody reads
    return response


@require_GET
def picture(request: DeskRequest, pk: int, token: str) -> HttpResponse:
    """A picture from elsewhere that the letter speaks of, fetched by us."""
    access.message(request.user, pk)
    try:
        url = pictures.asked_for(pk, token)
    except BadSignature:
        return HttpResponseBadRequest()
    if not connection.in_atomic_block:
        connection.close()  # others need it while we wait for a stranger's server
    try:
        found = pictures.fetch(url)
    except pictures.NoPicture:
        return HttpResponse(status=502)
    response = HttpResponse(found.content, content_type=found.type)
    response["Content-Security-Policy"] = policy.FILE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=604800, immutable"
    return response
