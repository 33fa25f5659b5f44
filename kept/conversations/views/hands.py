"""In whose hands a conversation is: a colleague's, a team's."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kept.conversations.views.base import DeskRequest, OnConversation, Undo
from kept.conversations.views.letterfile import colleagues
from kept.people.member import Member, Team


class Assignment(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        to = get_object_or_404(colleagues(self.conversation.inbox), pk=request.POST.get("to") or 0)
        undo = self.undo()
        self.conversation.assign(to, by=request.user)
        return self.done(self.words(to), undo)

    def words(self, to: Member) -> str:
        if to == self.request.user:
            return _("It is yours.")
        if to.away_until:
            return _("Now with %(to)s, who is %(away)s.") % {"to": to, "away": to.away_words}
        return _("Now with %(to)s.") % {"to": to}

    def delete(self, request: DeskRequest) -> HttpResponse:
        undo = self.undo()
        self.conversation.assign(None, by=request.user)
        return self.done(_("Nobody has it now."), undo)

    def undo(self) -> Undo:
        before: Member | None = self.conversation.assignee
        return Undo(self.url("assignment"), {"to": before.pk} if before else {"_method": "delete"})


class TeamAssignment(OnConversation):
    def post(self, request: DeskRequest) -> HttpResponse:
        team = get_object_or_404(Team, pk=request.POST.get("team") or 0)
        undo = self.undo()
        self.conversation.hand_to(team, by=request.user)
        return self.done(_("Handed to %(team)s.") % {"team": team}, undo)

    def delete(self, request: DeskRequest) -> HttpResponse:
        undo = self.undo()
        self.conversation.hand_to(None, by=request.user)
        return self.done(_("No team has it now."), undo)

    def undo(self) -> Undo:
        before: Team | None = self.conversation.team
        return Undo(self.url("team"), {"team": before.pk} if before else {"_method": "delete"})
