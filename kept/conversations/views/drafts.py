"""What stands in the composer, kept on the server while one types."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kept.conversations.answering import Recipients
from kept.conversations.attachment import Attachment
from kept.conversations.drafting import Draft as DraftRow
from kept.conversations.drafting import DraftKind
from kept.conversations.forms import DraftForm, PartiesField
from kept.conversations.lending import lent
from kept.conversations.parties import as_line
from kept.conversations.views.base import DeskRequest, OnConversation
from kept.conversations.views.composing import TooMuch, add_files, add_picture
from kept.conversations.views.letterfile import chosen_in
from kept.conversations.views.letters import served
from kept.conversations.windows import SentBefore


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
    def get(self, request: DeskRequest, kind: str) -> HttpResponse:
        """What a window shows that is come back to: the draft as it stands now."""
        return self.told(self.conversation.draft(request.user, kind) or DraftRow(kind=kind))

    def post(self, request: DeskRequest, kind: str) -> HttpResponse:
        """Keep it. People half typed are left as they were before."""
        form = DraftForm(request.POST)
        if not form.is_valid():
            return HttpResponse(status=422)
        columns = {"text": form.cleaned_data["text"], "html": form.cleaned_data["html"]} | self.people(request)
        try:
            draft, outcome = self.conversation.write_on(form.hold, by=request.user, kind=kind, **columns)
        except SentBefore:
            return self.told(self.conversation.draft(request.user, kind) or DraftRow(kind=kind), "sent")
        if draft.is_empty:
            self.conversation.discard_draft(by=request.user, kind=kind)
            draft = DraftRow(kind=kind, key=draft.key)
        return self.told(draft, outcome.value)

    def delete(self, request: DeskRequest, kind: str) -> HttpResponse:
        self.conversation.discard_draft(by=request.user, kind=kind)
        return HttpResponse(status=204)

    def told(self, draft: DraftRow, outcome: str = "kept") -> JsonResponse:
        chosen = chosen_in(draft, self.conversation.recipients() if draft.kind == DraftKind.REPLY else Recipients([]))
        people = {name: as_line(getattr(chosen, name)) for name in ("to", "cc", "bcc")}
        words = {"key": draft.key.hex, "version": draft.version, "text": draft.text, "html": draft.html}
        return JsonResponse({"outcome": outcome, **words, **people})

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

    def get(self, request: DeskRequest, kind: str) -> HttpResponse:
        return self.shown(request, kind, self.conversation.draft(request.user, kind))

    def begin(self, request: DeskRequest, kind: str) -> DraftRow:
        """A draft of files alone, over which the window that brought them still writes its words."""
        form = DraftForm(request.POST)
        key = form.hold.key if form.is_valid() else None
        return self.conversation.keep_draft(by=request.user, kind=kind, key=key, text="", version="")

    def shown(self, request: DeskRequest, kind: str, draft: DraftRow | None) -> HttpResponse:
        files = list(draft.attachments.all()) if draft else []
        context: dict[str, object] = {"conversation": self.conversation, "kind": kind, "files": files}
        if kind == DraftKind.REPLY:
            context["lent"] = lent(self.conversation.inbox, files)
        return render(request, "conversations/draft_files_changed.html", context)


class DraftPictures(DraftFiles):
    def post(self, request: DeskRequest, kind: str) -> HttpResponse:
        """Keep one that stands in the words; says by which content id, or why not."""
        draft = self.conversation.draft(request.user, kind) or self.begin(request, kind)
        try:
            picture = add_picture(draft, request)
        except TooMuch as trouble:
            return JsonResponse({"words": str(trouble)}, status=422)
        return JsonResponse({"cid": picture.content_id, "name": picture.name}, status=201)


class DraftPicture(OnDraft):
    def get(self, request: DeskRequest, kind: str, cid: str) -> HttpResponseBase:
        """One that stands in what the member writes here, or in what was said here already."""
        mine = Q(draft__conversation=self.conversation, draft__member=request.user)
        said = Q(message__conversation=self.conversation) | Q(note__conversation=self.conversation)
        found = Attachment.objects.filter(mine | said, content_id=cid).first()
        if found is None:
            raise Http404
        return served(found, shown=True)
