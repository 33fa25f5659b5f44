"""What stands in the composer, kept on the server while one types."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kept.conversations.drafting import Draft as DraftRow
from kept.conversations.drafting import DraftKind
from kept.conversations.forms import DraftForm, PartiesField
from kept.conversations.lending import lent
from kept.conversations.parties import as_line
from kept.conversations.views.base import DeskRequest, OnConversation
from kept.conversations.views.composing import TooMuch, add_files


class OnDraft(OnConversation):
    """A light member has drafts of notes only."""

    for_light = True

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if kwargs["kind"] not in DraftKind.values:
            raise Http404
        if kwargs["kind"] == DraftKind.REPLY and not self.request.user.may_reply:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[arg-type]


class Draft(OnDraft):
    def post(self, request: DeskRequest, kind: str) -> HttpResponse:
        """Keep it. People half typed are left as they were before."""
        form = DraftForm(request.POST)
        if not form.is_valid():
            return HttpResponse(status=422)
        columns = {"text": form.cleaned_data["text"]}
        draft = self.conversation.keep_draft(by=request.user, kind=kind, **columns, **self.people(request))
        if is_empty(draft):
            self.conversation.discard_draft(by=request.user, kind=kind)
        return HttpResponse(status=204)

    def delete(self, request: DeskRequest, kind: str) -> HttpResponse:
        self.conversation.discard_draft(by=request.user, kind=kind)
        return HttpResponse(status=204)

    def people(self, request: DeskRequest) -> dict[str, object]:
        """To whom it goes, when that differs from whom it would go to by itself."""
        usual = self.conversation.recipients()
        same = as_line(usual.to) == request.POST.get("to") and as_line(usual.cc) == request.POST.get("cc")
        if "to" not in request.POST or (same and not request.POST.get("bcc")):
            return {"to": None, "cc": [], "bcc": []}
        try:
            return {name: PartiesField(required=False).clean(request.POST.get(name)) for name in ("to", "cc", "bcc")}
        except ValidationError:
            return {}


class DraftFiles(OnDraft):
    def post(self, request: DeskRequest, kind: str) -> HttpResponse:
        draft = self.conversation.draft(request.user, kind) or self.begin(request, kind)
        try:
            add_files(draft, request)
        except TooMuch as trouble:
            return self.refused(str(trouble))
        return self.shown(request, kind, draft)

    def delete(self, request: DeskRequest, kind: str) -> HttpResponse:
        draft = self.conversation.draft(request.user, kind) or self.begin(request, kind)
        draft.attachments.filter(pk=request.POST.get("file") or 0).delete()
        return self.shown(request, kind, draft)

    def begin(self, request: DeskRequest, kind: str) -> DraftRow:
        return self.conversation.keep_draft(by=request.user, kind=kind, text=request.POST.get("text", ""))

    def shown(self, request: DeskRequest, kind: str, draft: DraftRow) -> HttpResponse:
        files = list(draft.attachments.all())
        context: dict[str, object] = {"conversation": self.conversation, "kind": kind, "files": files}
        if kind == DraftKind.REPLY:
            context["lent"] = lent(self.conversation.inbox, files)
        return render(request, "conversations/draft_files_changed.html", context)


def is_empty(draft: DraftRow) -> bool:
    return not draft.text.strip() and draft.to is None and not draft.attachments.exists()
