"""A file that was too large for a mail, for whoever has its link."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kept.conversations.lending import FileLink
from kept.conversations.views.open_doors import page, unseen_by_others
from kept.lib.streaming import StreamedFile
from kept.people import throttle
from kept.ui import policy

HOUR = 3600
# Nobody needs one file so often; a machine that asks for ever is told to come later.
MOST_FETCHED_AN_HOUR = 60


def _link(token: str) -> FileLink:
    if link := FileLink.objects.signed(token):
        return link
    raise Http404


@login_not_required
@require_safe
def file(request: HttpRequest, token: str) -> HttpResponse:
    """What there is to fetch, from whom, and until when."""
    link = _link(token)
    context = {"link": link, "file": link.attachment, "inbox": link.conversation.inbox}
    return page(request, "conversations/open/file.html", context, 200 if link.works else 410)


@login_not_required
@require_safe
def fetch(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file, to be saved and nothing else, whatever its sender called it."""
    link = _link(token)
    if not link.works:
        return redirect("open:file", token)
    if request.method != "HEAD":
        if not throttle.allow(f"file link {link.pk}", limit=MOST_FETCHED_AN_HOUR, seconds=HOUR):
            return throttle.refuse(request)
        link.fetch()
    response = StreamedFile(link.attachment.open(), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, link.attachment.name) or "attachment"
    response["Content-Security-Policy"] = policy.FILE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return unseen_by_others(response)
