"""What a conversation is called, what kind it is of, and how urgent it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kept.conversations.forms import KindForm, PriorityForm, SubjectForm, first_error
from kept.conversations.views.base import DeskRequest, OnConversation, Undo


class Subject(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = SubjectForm(request.POST)
        if not form.is_valid():
            return self.refused(first_error(form))
        undo = Undo(self.url("subject"), {"subject": self.conversation.subject})
        self.conversation.retitle(form.cleaned_data["subject"], by=request.user)
        return self.done(_("The subject is changed."), undo)


class Kind(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = KindForm(request.POST)
        if not form.is_valid():
            return self.refused(first_error(form))
        undo = Undo(self.url("kind"), {"kind": self.conversation.kind})
        self.conversation.classify(form.cleaned_data["kind"], by=request.user)
        label = self.conversation.get_kind_display()
        return self.done(_("Filed as: %(kind)s.") % {"kind": label} if label else _("No kind now."), undo)


class Priority(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        form = PriorityForm(request.POST)
        if not form.is_valid():
            return self.refused(first_error(form))
        undo = Undo(self.url("priority"), {"priority": self.conversation.priority})
        self.conversation.prioritise(form.cleaned_data["priority"], by=request.user)
        return self.done(_("Priority: %(priority)s.") % {"priority": self.conversation.get_priority_display()}, undo)
