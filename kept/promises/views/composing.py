"""Promises beside the composer: found as one types, confirmed or dismissed with one key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from kept.conversations.drafting import DraftKind
from kept.conversations.views.base import DeskRequest, OnConversation
from kept.promises import confirming, finding_out
from kept.promises.chain.whom import choices, halfway
from kept.promises.confirming import Confirmation, Dismissal, key_of
from kept.promises.forms import ConfirmingForm, FindingOutForm
from kept.promises.promise import Promise
from kept.promises.proposing import card
from kept.promises.views.base import said_at_fields
from kept.ui import moments


class BesideWords(OnConversation):
    """A noun of what stands in the composer. Each answers with the card as it stands then."""

    for_light = True
    kind: str

    def dispatch(self, request: HttpRequest, *args: Any, number: int, **kwargs: Any) -> HttpResponseBase:
        kind = kwargs.pop("kind")
        if kind not in DraftKind.values:
            raise Http404
        if kind == DraftKind.REPLY and not self.request.user.may_reply:
            raise PermissionDenied
        self.kind = kind
        return super().dispatch(request, *args, number=number, **kwargs)

    def card(
        self, trouble: str = "", insert: str = "", text: str | None = None, put: tuple[str, str] | None = None
    ) -> HttpResponse:
        """`insert` is to be added to the words in the composer; of `put` the first is replaced there by the second."""
        colleagues = list(self.conversation.inbox.readers())
        words = self.request.POST.get("text", "") if text is None else text
        shown = card(words, by=self.request.user, in_=self.conversation, kind=self.kind, readers=colleagues)
        context = {"card": shown, "kind": self.kind, "conversation": self.conversation}
        context |= {"promise_keepers": colleagues, "trouble": trouble, "insert": insert, "put": put}
        return render(self.request, "promises/card.html", context, status=422 if trouble else 200)

    def quote(self) -> str:
        """The words of the one that `nth` says."""
        return self.request.POST.get(f"promise-{self.request.POST.get('nth', '')}-quote", "")[:2000]


class Found(BesideWords):
    def post(self, request: DeskRequest) -> HttpResponse:
        return self.card()


class Confirmations(BesideWords):
    """Yes, that is a promise. `nth` says which of the fields on the page belong to it; `at` is a better time, taken."""

    def post(self, request: DeskRequest) -> HttpResponse:
        nth, said = request.POST.get("nth", ""), request.POST.copy()
        for name, field in {"at": "due", "asks": "waits", "asks_by": "wished"}.items():
            if value := said.get(name):
                said[f"promise-{nth}-{field}"] = value
        form = ConfirmingForm(said, self.conversation, nth=nth)
        if not form.is_valid():
            return said_at_fields(form)
        words = form.cleaned_data
        confirming.confirm(
            words["quote"],
            by=request.user,
            in_=self.conversation,
            kind=self.kind,
            what=words["what"],
            due=words["due"],
            promiser=words["promiser"],
            **self.waits_for(words["waits"], words["wished"], words["due"]),
        )
        return self.card()

    def waits_for(self, key: str, wished: datetime | None, due: datetime) -> dict[str, Any]:
        """A promise here by its number after "p", or whom to ask, as `chain.whom` names them."""
        if key.startswith("p") and key[1:].isdecimal():
            rows = Promise.objects.outstanding().filter(conversation=self.conversation)
            return {"rests_on": rows.filter(pk=int(key[1:])).first()}
        whom = choices(self.request.user).find(key)
        return {"asks": whom, "asks_by": min(wished or halfway(due), due)} if whom else {}

    def delete(self, request: DeskRequest) -> HttpResponse:
        mine = Confirmation.objects.of(request.user, self.conversation, self.kind)
        mine.filter(key=key_of(self.quote())).delete()
        return self.card()


class Rewordings(BesideWords):
    """Let the words say the time that was confirmed: in the composer, where the writer sees it."""

    def post(self, request: DeskRequest) -> HttpResponse:
        before, after = self.quote(), request.POST.get("words", "")[:2000]
        mine = Confirmation.objects.of(request.user, self.conversation, self.kind)
        confirmed, text = mine.filter(key=key_of(before)).first(), request.POST.get("text", "")
        if confirmed is None or not after or before not in text or mine.filter(key=key_of(after)).exists():
            return self.card(trouble=_("Those words do not stand there any more."))
        confirming.reword(confirmed, after)
        return self.card(text=text.replace(before, after, 1), put=(before, after))


class Dismissals(BesideWords):
    """No, it is none; and taking that back."""

    def post(self, request: DeskRequest) -> HttpResponse:
        if quote := self.quote():
            confirming.dismiss(quote, by=request.user)
        return self.card()

    def delete(self, request: DeskRequest) -> HttpResponse:
        keys = [key_of(each) for each in request.POST.getlist("left")]
        Dismissal.objects.filter(member=request.user, key__in=keys).delete()
        return self.card()


class Keepings(BesideWords):
    """This reply keeps that promise, or not after all."""

    def post(self, request: DeskRequest, promise: int) -> HttpResponse:
        confirming.confirm_keeping(self.promise(promise), by=request.user, in_=self.conversation)
        return self.card()

    def delete(self, request: DeskRequest, promise: int) -> HttpResponse:
        mine = Confirmation.objects.of(request.user, self.conversation, self.kind)
        mine.filter(keeps=self.promise(promise)).delete()
        return self.card()

    def promise(self, pk: int) -> Promise:
        found: Promise = get_object_or_404(Promise.objects.filter(conversation=self.conversation), pk=pk)
        return found


class FindingOut(BesideWords):
    """Write "I'll find out" kindly, with who and by when; it is promised when the reply is sent."""

    def post(self, request: DeskRequest) -> HttpResponse:
        form = FindingOutForm(request.POST, self.conversation)
        if not form.is_valid():
            return said_at_fields(form)
        who, due = form.cleaned_data["finder"], form.cleaned_data["find_by"]
        words = finding_out.words_for(who, self.their_time(due), by=request.user)
        confirming.confirm(
            words,
            by=request.user,
            in_=self.conversation,
            kind=self.kind,
            what=_("find out and write"),
            due=due,
            promiser=who,
            finds_out=True,
        )
        before = request.POST.get("text", "").rstrip()
        return self.card(insert=words, text=f"{before}\n\n{words}")

    def their_time(self, due: datetime) -> str:
        """On the customer's clock, and saying so where that is not ours."""
        ours, theirs = self.request.user.zone, self.conversation.customer.zone
        if theirs is None or due.astimezone(theirs).utcoffset() == due.astimezone(ours).utcoffset():
            return moments.clock_in(due, ours)
        return _("%(when)s your time") % {"when": moments.clock_in(due, theirs)}
