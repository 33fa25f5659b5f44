"""The chain as seen from above: whom one asks, what a promise waits for, and the word to send when that is late."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from kept.conversations.views.base import DeskRequest, Undo
from kept.promises import confirming
from kept.promises.chain import asking
from kept.promises.chain.chained import Circle, NothingToWaitFor
from kept.promises.chain.waiting import above
from kept.promises.chain.whom import choices, halfway
from kept.promises.chain.word import word_for, word_that_it_was_not_kept
from kept.promises.confirming import Confirmation
from kept.promises.forms import AskingForm, RestingForm, WordForm
from kept.promises.promise import Promise, PromiseQuerySet
from kept.promises.views.base import OnPromise, said_at_fields
from kept.promises.views.composing import BesideWords

MOST = 50


class Chain(OnPromise):
    """What the menu of one promise offers: fetched as it opens."""

    def get(self, request: DeskRequest) -> HttpResponse:
        context = {
            "promise": self.promise,
            "conversation": self.conversation,
            "everybody": choices(request.user),
            "others": list(self.others()[:MOST]),
            "wished": halfway(self.promise.due),
            "place": request.GET.get("place", ""),
        }
        return render(request, "promises/chain/menu.html", context)

    def others(self) -> PromiseQuerySet:
        """What it could wait for: open promises here, and those made to who asks; none that waits for it."""
        mine = Promise.objects.outstanding().visible_to(self.request.user)
        near = mine.filter(conversation=self.conversation) | mine.filter(colleague=self.request.user)
        taken = {self.promise.pk, *above([self.promise.pk])[self.promise.pk]}
        rows = near.exclude(pk__in=taken).exclude(carries__upper=self.promise)
        return rows.distinct().select_related("promiser", "customer").order_by("due", "pk")  # type: ignore[no-any-return]


class Asking(OnPromise):
    """A request handed down, and what is `asking` taken back; `again` undoes that."""

    def post(self, request: DeskRequest) -> HttpResponse:
        if request.POST.get("again"):
            self.row("again").stand(by=request.user)
            return self.done(_("The request stands again."))
        form = AskingForm(request.POST, self.promise, request.user)
        if not form.is_valid():
            return self.wrong(form)
        row = form.ask()
        undo = Undo(self.promise_url("ask"), {"_method": "delete", "asking": row.pk})
        return self.done(_("%(who)s is asked.") % {"who": row.who}, undo)

    def delete(self, request: DeskRequest) -> HttpResponse:
        if not request.POST.get("asking"):
            return self.refused(_("Say which request is not needed any more."))
        row = self.row("asking")
        row.take_back(by=request.user)
        return self.done(_("It is not needed any more."), Undo(self.promise_url("ask"), {"again": row.pk}))

    def row(self, name: str) -> asking.Asking:
        number = self.request.POST.get(name, "")
        rows = asking.Asking.objects.shown().filter(upper=self.promise)
        return get_object_or_404(rows, pk=number if number.isdecimal() else 0)


class Resting(OnPromise):
    """It waits for another promise, `on`, or does not any more."""

    def post(self, request: DeskRequest) -> HttpResponse:
        form = RestingForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        lower = get_object_or_404(Promise.objects.visible_to(request.user), pk=form.cleaned_data["on"])
        try:
            self.promise.rest_on(lower, by=request.user)
        except Circle:
            return self.refused(_("That promise waits for this one already: it would go round in a circle."))
        except NothingToWaitFor:
            return self.refused(_("There is nothing left to wait for."))
        undo = Undo(self.promise_url("resting"), {"_method": "delete", "on": lower.pk})
        return self.done(_("It waits for %(who)s.") % {"who": lower.promiser}, undo)

    def delete(self, request: DeskRequest) -> HttpResponse:
        form = RestingForm(request.POST)
        if not form.is_valid():
            return self.wrong(form)
        lower = get_object_or_404(Promise.objects.filter(carries__upper=self.promise), pk=form.cleaned_data["on"])
        self.promise.rest_no_more_on(lower, by=request.user)
        return self.done(_("It does not wait for it any more."), Undo(self.promise_url("resting"), {"on": lower.pk}))


class Word(BesideWords):
    """Put the kind word that it takes longer into the reply; the promise is moved when that is sent.

    Of one that was not kept, the honest word that it was not.
    """

    def post(self, request: DeskRequest, promise: int) -> HttpResponse:
        rows = Promise.objects.outstanding().filter(conversation=self.conversation, colleague=None)
        given: Promise = get_object_or_404(rows, pk=promise)
        if given.is_late or given.is_broken:
            if "word_due" in request.POST:
                return self.card(trouble=_("It fell due already, and stays broken. Write, and promise anew."))
            return self.written(word_that_it_was_not_kept(given, by=request.user))
        form = WordForm(request.POST)
        if not form.is_valid():
            return said_at_fields(form)
        return self.written(self.moving(given, form.cleaned_data["word_due"]))

    def moving(self, promise: Promise, due: datetime) -> str:
        """The word with that time; sent, it moves the promise."""
        word = word_for(promise, due, by=self.request.user)
        confirming.confirm(
            word.quote,
            by=self.request.user,
            in_=self.conversation,
            kind=self.kind,
            what=promise.what,
            due=due,
            promiser=promise.promiser,
            moves=promise,
        )
        return word.text

    def written(self, words: str) -> HttpResponse:
        before = self.request.POST.get("text", "").rstrip()
        return self.card(insert=words, text=f"{before}\n\n{words}")

    def delete(self, request: DeskRequest, promise: int) -> HttpResponse:
        """The words do not move it; what becomes of them the writer sees."""
        Confirmation.objects.of(request.user, self.conversation, self.kind).filter(moves=promise).delete()
        return self.card()
