"""The link by which a large file is fetched: withdrawn by a colleague, or let work again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kept.conversations import access
from kept.conversations.views.base import DeskRequest, OnConversation, Undo


@require_http_methods(["POST", "DELETE"])
def file_link(request: DeskRequest, pk: int) -> HttpResponse:
    """DELETE withdraws it, POST takes that back."""
    file = access.attachment(request.user, pk)
    if not request.user.may_reply:
        raise PermissionDenied
    if file.message is None or not hasattr(file, "link"):
        raise Http404
    view = OnConversation()
    view.setup(request)
    view.conversation = access.conversation(request.user, file.message.conversation_id)
    url = reverse("conversations:file_link", args=[pk])
    if request.method == "DELETE" or request.POST.get("_method") == "delete":
        file.link.withdraw(by=request.user)
        return view.done(_("The link no longer works."), Undo(url, {"again": "yes"}))
    file.link.restore(by=request.user)
    return view.done(_("The link works again."), Undo(url))
