"""Tells a talk: each step becomes the verb that a customer's mail or a colleague's click would have called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kept.channels import intake
from kept.channels.email import tokens
from kept.channels.form.submission import File, Submission
from kept.channels.inbound import Inbound, accept
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.customer import Address, Company, Customer
from kept.demo.calendar import Calendar
from kept.demo.firm import Firm
from kept.demo.letters import Letter, bounce
from kept.demo.papers import Paper
from kept.demo.script import Step, Talk
from kept.demo.story.customers import CUSTOMERS, Person
from kept.people.member import Member
from kept.promises.breaking import Cause
from kept.promises.callbacks import numbers
from kept.promises.callbacks.callback import Callback
from kept.promises.chain.asking import Asking
from kept.promises.making import may_promise
from kept.promises.promise import Promise
from kept.promises.remembering import remember
from kept.promises.renegotiating import Told
from kept.promises.standing.following import follow


class NotTakenIn(Exception):
    """The intake did not file what the story sent it."""


@dataclass
class Teller:
    """One talk while it is being told."""

    talk: Talk
    firm: Firm
    calendar: Calendar
    dates: Mapping[str, date]
    conversation: Conversation | None = None
    ours: Message | None = None
    theirs: Message | None = None
    subject: str = ""

    def tell(self, step: Step, at: datetime) -> None:
        """Must be called while it is `at` (`clock.telling`)."""
        getattr(self, step.verb)(step, at)
        self.follow()

    def follow(self) -> None:
        """Let the clocks of our standing promises follow, as they do by themselves when it really happens."""
        if self.conversation is not None:
            follow(self.conversation.pk)

    def see(self, step: Step) -> None:
        """Whoever did this has seen all there was, as far as they may."""
        here = self.conversation
        if step.by in self.firm.members and here is not None and may_promise(self.member(step), here):
            here.see(by=self.member(step))

    def member(self, step: Step) -> Member:
        return self.firm.members[step.by]

    @property
    def inbox(self) -> Inbox:
        return self.firm.inboxes[self.talk.inbox]

    @property
    def here(self) -> Conversation:
        assert self.conversation is not None, self.talk  # noqa: S101 - a talk begins with the customer
        return self.conversation

    def words(self, step: Step) -> str:
        return step.text.format_map(self.dates) if "{" in step.text else step.text

    # The customer

    def says(self, step: Step, at: datetime) -> None:
        person = CUSTOMERS[step.by or self.talk.customer]
        self.subject = step.more["subject"].format_map(self.dates) or self._answered_subject()
        letter = Letter(
            name=person.name,
            address=person.address,
            to=self._to(),
            subject=self.subject,
            text=self.words(step),
            at=at,
            style=step.more.get("style") or person.style,
            sign=person.sign,
            answers=self.ours,
            adds_to=self.theirs.message_id if self.theirs else "",
            cc=step.more.get("cc", ()),
            files=step.more.get("files", ()),
            headers=step.more.get("headers", {}),
        )
        self._arrives("email", letter.to_bytes(), person)

    def out_of_office(self, step: Step, at: datetime) -> None:
        person = CUSTOMERS[self.talk.customer]
        letter = Letter(
            name=person.name,
            address=person.address,
            to=self._to(),
            subject=f"Automatic reply: {self.subject}",
            text=self.words(step),
            at=at,
            answers=self.ours,
            headers={"Auto-Submitted": "auto-replied"},
        )
        self._arrives("email", letter.to_bytes(), person)

    def returned(self, step: Step, at: datetime) -> None:
        assert self.ours is not None, self.talk  # noqa: S101
        person = CUSTOMERS[self.talk.customer]
        self._arrives("email", bounce(self.ours, person.address, step.text, at), person)

    def fills_in(self, step: Step, at: datetime) -> None:
        person = CUSTOMERS[self.talk.customer]
        files = tuple(File(each.name, each.type, each.content) for each in step.more.get("files", ()))
        words, subject = self.words(step), step.more.get("subject", "")
        nonce = f"{at.timestamp():.0f}"
        submission = Submission(nonce, person.name, person.address, words, subject, person.zone, files=files)
        self._arrives("form", submission.to_bytes(), person)

    def _arrives(self, channel: str, raw: bytes, person: Person) -> None:
        envelope = {"sender": person.address, "recipients": [self._to()]}
        inbound = accept(channel, raw, inbox=self.inbox if channel == "form" else None, envelope=envelope)
        intake.take_in_now(inbound)
        if inbound.state != Inbound.State.DONE or inbound.message is None:
            raise NotTakenIn(f"{person.address}, {self.subject}: {inbound.state} {inbound.reason}")
        if self.conversation is None:
            self.conversation = Conversation.objects.get(pk=inbound.message.conversation_id)
            self.subject = self.conversation.subject
        elif inbound.message.conversation_id != self.conversation.pk:
            raise NotTakenIn(f"{person.address}, {self.subject}: went into another conversation")
        self.theirs = inbound.message
        _introduce(inbound.message.customer, person)

    def _to(self) -> str:
        if self.conversation is None or self.ours is None:
            return self.inbox.address
        return tokens.reply_address(self.inbox.address, self.conversation.token)

    def _answered_subject(self) -> str:
        return self.subject if self.subject.lower().startswith(("re:", "aw:", "رد:")) else f"Re: {self.subject}"

    # The firm

    def answers(self, step: Step, at: datetime) -> None:
        member, more = self.member(step), step.more
        text = f"{self.words(step)}\n\n{member.signature}"
        until = self.calendar.moment(more["later"], at) if "later" in more else None
        html, files = more.get("html", ""), self._files(step, member)
        message = self.here.reply(text, by=member, html=html, attachments=files, until=until)
        self.here.discard_draft(by=member, kind="reply")
        if until:
            return
        self._leaves(message, more.get("fails", ""))
        self.ours = message
        if more.get("closes"):
            self.here.close(by=member)
        if "snoozes" in more:
            self.here.snooze(self.calendar.moment(more["snoozes"], at), by=member)

    def _leaves(self, message: Message, refusal: str) -> None:
        """It left in that past moment: no mail is really sent."""
        message.message_id = tokens.message_id(self.here.token, self.inbox.domain)
        message.save(update_fields=["message_id"])
        message.delivery.claim()
        if refusal:
            message.delivery.fail(refusal, permanent=True)
        else:
            message.delivery.succeed()

    def _files(self, step: Step, member: Member, kind: str = "reply") -> list[Attachment]:
        papers: list[Paper] = list(step.more.get("files", ()))
        if not papers:
            return []
        draft = self.here.keep_draft(by=member, kind=kind, text="")
        return [Attachment.objects.keep(each.content, name=each.name, type=each.type, draft=draft) for each in papers]

    def notes(self, step: Step, at: datetime) -> None:
        member = self.member(step)
        self.here.note(self.words(step), by=member, attachments=self._files(step, member, "note"))
        self.here.discard_draft(by=member, kind="note")

    def drafts(self, step: Step, at: datetime) -> None:
        self.here.keep_draft(by=self.member(step), kind=step.more["kind"], text=self.words(step))

    def gives(self, step: Step, at: datetime) -> None:
        self.here.assign(self.firm.members[step.more["to"]], by=self.member(step))

    def hands(self, step: Step, at: datetime) -> None:
        self.here.hand_to(self.firm.teams[step.more["team"]], by=self.member(step))

    def sorts(self, step: Step, at: datetime) -> None:
        self.here.classify(step.more["kind"], by=self.member(step))

    def titles(self, step: Step, at: datetime) -> None:
        self.here.retitle(self.words(step), by=self.member(step))

    def closes(self, step: Step, at: datetime) -> None:
        self.here.close(by=self.member(step))

    def reopens(self, step: Step, at: datetime) -> None:
        self.here.reopen(by=self.member(step))

    def snoozes(self, step: Step, at: datetime) -> None:
        self.here.snooze(self.calendar.moment(step.more["until"], at), by=self.member(step))

    def wakes(self, step: Step, at: datetime) -> None:
        until = self.here.snoozed_until
        if until is not None and until <= at:
            self.here.wake()

    def spams(self, step: Step, at: datetime) -> None:
        self.here.mark_spam(by=self.member(step))

    # Our word

    def promises(self, step: Step, at: datetime) -> None:
        quote = step.more["quote"].format_map(self.dates)
        promise = Promise.objects.make(
            self.words(step),
            in_=self.here,
            due=self.calendar.until(step.more["due"], at),
            by=self.member(step),
            said_in=self.ours if quote else None,
            quote=quote,
        )
        remember(promise)

    def books(self, step: Step, at: datetime) -> None:
        start, member = self.calendar.until(step.more["start"], at), self.member(step)
        number, about = numbers.read(step.more["number"]), self.words(step)
        Callback.objects.book(number, start, 60, in_=self.here, promiser=member, by=member, about=about)

    def keeps(self, step: Step, at: datetime) -> None:
        shown = self.ours if step.more["shown"] else None
        self._open_promise().keep(by=self.member(step), with_=shown, at=at)

    def moves(self, step: Step, at: datetime) -> None:
        due = self.calendar.until(step.more["due"], at)
        self._open_promise().renegotiate(due, by=self.member(step), message=self.ours)

    def withdraws(self, step: Step, at: datetime) -> None:
        self._open_promise().withdraw(self.words(step), by=self.member(step))

    def asks(self, step: Step, at: datetime) -> None:
        whom = self.firm.teams.get(step.more["whom"]) or self.firm.members[step.more["whom"]]
        upper, wished = self._newest_of(step), self.calendar.until(step.more["wished"], at)
        Asking.objects.ask(whom, self.words(step), upper=upper, wished=wished, by=self.member(step))

    def promises_back(self, step: Step, at: datetime) -> None:
        asking = Asking.objects.open().filter(upper__conversation=self.here).latest("pk")
        remember(asking.promise_back(self.calendar.until(step.more["due"], at), by=self.member(step)))

    def takes_longer(self, step: Step, at: datetime) -> None:
        due = self.calendar.until(step.more["due"], at)
        self._newest_of(step).renegotiate(due, by=self.member(step), told=Told.HERE)

    def _newest_of(self, step: Step) -> Promise:
        mine = Promise.objects.outstanding().filter(conversation=self.here, promiser=self.member(step), callback=None)
        return mine.latest("pk")  # type: ignore[no-any-return]

    def owns_up(self, step: Step, at: datetime) -> None:
        broken = Promise.objects.filter(conversation=self.here, state="broken").latest("pk")
        broken.explain(Cause(step.more["cause"]), by=self.member(step))

    def falls_due(self, step: Step, at: datetime) -> None:
        for promise in Promise.objects.overdue().filter(conversation=self.here).order_by("pk"):
            promise.fall_due()

    def _open_promise(self) -> Promise:
        found = Promise.objects.outstanding().filter(conversation=self.here).order_by("due", "pk").first()
        assert found is not None, self.talk  # noqa: S101 - the script promised it before
        return found  # type: ignore[no-any-return]

    def looks(self, step: Step, at: datetime) -> None:
        """Seeing it is all there is to it."""


def _introduce(customer: Customer | None, person: Person) -> None:
    """What the firm knows about its customer besides the mail."""
    if customer is None or customer.email != person.address or not person.is_known:
        return
    columns: dict[str, Any] = {"time_zone": person.zone}
    if person.company:
        domain = person.address.rpartition("@")[2]
        columns["company"] = Company.objects.get_or_create(name=person.company, defaults={"domain": domain})[0]
    Customer.objects.filter(pk=customer.pk).update(**columns)
    if person.phone:
        Address.objects.get_or_create(kind="phone", value=person.phone, defaults={"customer": customer})
