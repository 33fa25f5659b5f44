"""What becomes of promises when words are sent, or taken back before they leave."""

from __future__ import annotations

from contextlib import suppress

from django.utils.translation import gettext as _

from kept.conversations.assigning import NotAllowedHere
from kept.conversations.conversation import Conversation
from kept.conversations.drafting import DraftKind
from kept.conversations.message import Message, Note
from kept.conversations.saying import LISTENERS
from kept.people.member import Member
from kept.promises import confirming, finding_out
from kept.promises.chain.asking import Asking, NobodyThere
from kept.promises.chain.chained import NothingToWaitFor
from kept.promises.chain.resting import Resting
from kept.promises.chain.whom import asked_for
from kept.promises.confirming import Confirmation
from kept.promises.deputies import deputy
from kept.promises.keeping import Keeping
from kept.promises.looking import look
from kept.promises.making import DueInThePast, may_promise
from kept.promises.promise import Promise
from kept.promises.remembering import remember
from kept.promises.renegotiating import FellDue, Renegotiation


class PromisesSaid:
    def said(self, words: Message | Note, *, by: Member) -> None:
        """What the writer had said yes to is promised, and kept."""
        kind = DraftKind.REPLY if isinstance(words, Message) else DraftKind.NOTE
        for each in Confirmation.objects.of(by, words.conversation, kind).said_in(words.text):
            _come_true(each, words, by)
            each.delete()

    def taken_back(self, reply: Message, *, by: Member) -> None:
        """It is as if it had not been said; what was confirmed waits with the draft again."""
        for promise in Promise.objects.outstanding().filter(message=reply):
            _wait_again(promise, reply, by)
        for keeping in Keeping.objects.filter(message=reply).select_related("promise"):
            keeping.promise.is_still_to_do(by=by)
            confirming.confirm_keeping(keeping.promise, by=by, in_=reply.conversation)
        for row in Renegotiation.objects.filter(message=reply).select_related("promise"):
            row.promise.time_stands(row, by=by)
            _tell_again(row, reply, by)


def _come_true(confirmed: Confirmation, words: Message | Note, by: Member) -> None:
    if confirmed.keeps is not None:
        confirmed.keeps.keep(by=by, with_=words if isinstance(words, Message) else None)
    elif confirmed.moves is not None and confirmed.due is not None:
        if isinstance(words, Message):
            with suppress(FellDue, DueInThePast):
                confirmed.moves.renegotiate(confirmed.due, by=by, message=words)
    elif confirmed.due is not None and (promiser := _who_keeps(confirmed, words.conversation)) is not None:
        with suppress(DueInThePast, NotAllowedHere):  # words that were sent are sent, whatever became of the time
            promise = Promise.objects.make(
                confirmed.what,
                in_=words.conversation,
                due=confirmed.due,
                by=by,
                promiser=promiser,
                said_in=words,
                quote=confirmed.quote,
            )
            remember(promise)
            if confirmed.finds_out:
                finding_out.hand_over_question(promise, by=by)
            _tie(promise, confirmed, by)


def _tie(promise: Promise, confirmed: Confirmation, by: Member) -> None:
    """To what it waits for, as its words say."""
    if confirmed.rests_on is not None:
        with suppress(NothingToWaitFor):
            promise.rest_on(confirmed.rests_on, by=by)
    if (whom := confirmed.asks_team or confirmed.asks) is not None:
        with suppress(NobodyThere):
            wished = confirmed.asks_by or promise.due
            Asking.objects.ask(whom, asked_for(promise.what, whom), upper=promise, wished=wished, by=by)


def _tell_again(row: Renegotiation, reply: Message, by: Member) -> None:
    """The words that told of the other time wait with the draft, and move the promise when they are sent."""
    here, promise = reply.conversation, row.promise
    if found := [each for each in look(reply.text, by=by, in_=here) if each.due == row.after]:
        confirming.confirm(
            found[0].quote,
            by=by,
            in_=here,
            kind=DraftKind.REPLY,
            what=promise.what,
            due=row.after,
            promiser=promise.promiser,
            moves=promise,
        )


def _who_keeps(confirmed: Confirmation, here: Conversation) -> Member | None:
    """Whoever was named; one who is here where that one has left meanwhile, or may not open it any more."""
    named = confirmed.promiser
    if named is None or may_promise(named, here):
        return named
    return deputy(here, instead_of=named, team=here.team)


def _wait_again(promise: Promise, reply: Message, by: Member) -> None:
    asking = Asking.objects.open().filter(upper=promise).select_related("asked", "team").first()
    resting = Resting.objects.filter(upper=promise).select_related("lower").first()
    if asking:
        asking.take_back(by=by)
    promise.withdraw(_("The reply was taken back before it left."), by=by)
    confirming.confirm(
        promise.quote,
        by=by,
        in_=reply.conversation,
        kind=DraftKind.REPLY,
        what=promise.what,
        due=promise.due,
        promiser=promise.promiser,
        finds_out=finding_out.FindingOut.objects.filter(promise=promise).exists(),
        asks=(asking.team or asking.asked) if asking else None,
        asks_by=asking.wished if asking else None,
        rests_on=resting.lower if resting else None,
    )


LISTENERS.append(PromisesSaid())
