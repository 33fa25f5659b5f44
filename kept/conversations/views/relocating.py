"""Merging, splitting and moving at the desk, and taking each back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kept.conversations import access
from kept.conversations.conversation import Conversation
from kept.conversations.merging import Merging as MergingRow
from kept.conversations.message import Message
from kept.conversations.moving import Moving as MovingRow
from kept.conversations.moving import move_back
from kept.conversations.places import BY_SLUG
from kept.conversations.relocating import CannotRelocate
from kept.conversations.splitting import Splitting as SplittingRow
from kept.conversations.views.base import DeskRequest, OnConversation, Undo, wants_part
from kept.conversations.views.candidates import candidates
from kept.conversations.views.letterfile import number_of, whole


class Relocation(OnConversation):
    """Where something is put into another conversation: found by words or number, among those one may open."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "GET" and not self.request.user.may_reply:
            access.conversation(self.request.user, int(str(kwargs["number"])))
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[arg-type]

    def choose(self, **context: object) -> HttpResponse:
        """Offer where it may go."""
        words = self.request.GET.get("q", "")
        found = candidates(self.request.user, self.conversation, words)
        context |= {"conversation": self.conversation, "found": found, "words": words, "place": self.place}
        if "list" in self.request.GET:
            return render(self.request, "conversations/choices.html", context)
        template = (
            "choosing_page" if not wants_part(self.request) else "asked" if "strangers" in context else "choosing"
        )
        return render(self.request, f"conversations/{template}.html", context)

    @property
    def place(self) -> str:
        slug = self.request.GET.get("place") or self.request.POST.get("place") or ""
        return slug if slug in BY_SLUG else "open"

    def chosen(self) -> Conversation:
        return access.conversation(self.request.user, number_of(self.request, "into") or 0)

    def put(self, words: str, undo: Undo | None) -> HttpResponse:
        """It is done: the dialog goes, the conversation is drawn anew as it stands now."""
        if not wants_part(self.request):
            return self.done(words)
        context = whole(self.request, self.conversation) | {"toast": words, "undo": undo, "place": self.place}
        response = render(self.request, "conversations/put.html", context)
        response["HX-Push-Url"] = reverse("conversations:beside", args=[self.place, self.conversation.pk])
        return response


class Merging(Relocation):
    def get(self, request: DeskRequest) -> HttpResponse:
        return self.choose(action=self.url("mergings"), merging=True)

    def post(self, request: DeskRequest) -> HttpResponse:
        into = self.chosen()
        if into.customer_id != self.conversation.customer_id and not request.POST.get("united"):
            return self.choose(action=self.url("mergings"), merging=True, strangers=into)
        origin = self.conversation
        try:
            self.conversation = origin.merge_into(into, by=request.user)
        except CannotRelocate as trouble:
            return self.refused(str(trouble))
        merging = MergingRow.objects.get(conversation=origin)
        words = _("#%(number)s goes on here.") % {"number": origin.number}
        return self.put(words, Undo(self.url("merging", merging.pk)))


class Unmerging(Relocation):
    def delete(self, request: DeskRequest, merging: int) -> HttpResponse:
        row = MergingRow.objects.filter(pk=merging).select_related("conversation").first()
        if row is None or row.conversation.standing() != self.conversation:
            return self.refused(_("That is undone already."))
        get_object_or_404(access.conversations(request.user), pk=row.conversation_id)
        row.conversation.unmerge(by=request.user)
        words = _("#%(number)s stands on its own again.") % {"number": row.conversation_id}
        return self.put(words, None)


class Splittings(Relocation):
    def post(self, request: DeskRequest) -> HttpResponse:
        first = get_object_or_404(Message, pk=number_of(request, "message") or 0, conversation=self.conversation)
        try:
            new = self.conversation.split(first, by=request.user)
        except CannotRelocate as trouble:
            return self.refused(str(trouble))
        splitting = SplittingRow.objects.get(conversation=new)
        words = _("Split off: it goes on as #%(number)s.") % {"number": new.number}
        return self.put(words, Undo(self.url("splitting", splitting.pk)))


class Unsplitting(Relocation):
    def delete(self, request: DeskRequest, splitting: int) -> HttpResponse:
        row = SplittingRow.objects.filter(pk=splitting).select_related("conversation", "origin").first()
        if row is None or row.conversation.is_merged:
            return self.refused(_("That is undone already."))
        origin = row.origin.standing()
        if self.conversation not in (row.conversation, origin):
            return self.refused(_("That is undone already."))
        for each in (row.conversation, origin):
            get_object_or_404(access.conversations(request.user), pk=each.pk)
        self.conversation = access.conversation(request.user, row.conversation.unsplit(by=request.user).pk)
        return self.put(_("It is one conversation again."), None)


class Movings(Relocation):
    def get(self, request: DeskRequest) -> HttpResponse:
        return self.choose(action=self.url("movings"), message=self.message())

    def post(self, request: DeskRequest) -> HttpResponse:
        message, into = self.message(), self.chosen()
        if into.customer_id != self.conversation.customer_id and not request.POST.get("united"):
            return self.choose(action=self.url("movings"), message=message, strangers=into)
        try:
            self.conversation.move(message, into, by=request.user)
        except CannotRelocate as trouble:
            return self.refused(str(trouble))
        moving = MovingRow.objects.filter(message=message, into=into).latest("pk")
        words = _("Moved to #%(number)s.") % {"number": into.number}
        return self.put(words, Undo(self.url("moving", moving.pk)))

    def message(self) -> Message:
        pk = number_of(self.request, "message") or 0
        return get_object_or_404(Message, pk=pk, conversation=self.conversation)


class MovingBack(Relocation):
    def delete(self, request: DeskRequest, moving: int) -> HttpResponse:
        row = MovingRow.objects.filter(pk=moving).select_related("origin", "into").first()
        ends = [row.origin.standing(), row.into.standing()] if row else []
        if row is None or self.conversation not in ends:
            return self.refused(_("That is undone already."))
        for each in ends:
            get_object_or_404(access.conversations(request.user), pk=each.pk)
        move_back(row, by=request.user)
        return self.put(_("The message is back where it was."), None)
