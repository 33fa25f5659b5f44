"""The word to send when a promise is held up: kind, in the customer's language, with the new and honest time.

And the one for when it was not kept, which the writer completes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member
from kept.promises.looking import look
from kept.promises.outlook import Outlooks, to_the_half_hour
from kept.promises.promise import Promise
from kept.promises.rewording import ways

# Said to customers in their language, whatever language the writer's pages are in.
SAID = {
    "en": (
        "Hello {name},",
        "Hello,",
        "We gave you our word for {before}, and I would rather tell you now than keep you waiting: something that we "
        "need for it takes longer than we were told.",
        "We will do it {after}.",
        "I am sorry for the delay.",
    ),
    "de": (
        "Guten Tag {name},",
        "Guten Tag,",
        "{before} hatten wir Ihnen zugesagt, und ich sage es Ihnen lieber jetzt, als Sie warten zu lassen: Etwas, das "
        "wir dafür brauchen, dauert länger, als man uns gesagt hatte.",
        "Wir schaffen es {after}.",
        "Es tut mir leid, dass es länger dauert.",
    ),
}
NOT_KEPT = {
    "en": "We gave you our word for {before}, and we did not keep it. I am sorry.",
    "de": "Für {before} hatten wir Ihnen unser Wort gegeben, und wir haben es nicht gehalten. Das tut mir leid.",
}
LEAST = timedelta(minutes=30)


@dataclass(frozen=True)
class Word:
    """`text` is all of it, `quote` the sentence in it that says the time."""

    text: str
    quote: str


def word_for(promise: Promise, due: datetime, *, by: Member) -> Word:
    here = promise.conversation
    language = language_of_customer(here)
    _greeting, _bare, why, sentence, sorry = SAID[language]
    before = _told(promise, language, by)
    why = why.format(before=before[0].upper() + before[1:] if language == "de" else before)
    quote = _reading_back(sentence, due, language, by=by, in_=here)
    return Word(f"{_hello(here, language)}\n\n{why} {quote} {sorry}", quote)


def word_that_it_was_not_kept(promise: Promise, *, by: Member) -> str:
    """It names no new time: there is nothing to move, and what comes next the writer says."""
    language = language_of_customer(promise.conversation)
    before = _told(promise, language, by)
    return f"{_hello(promise.conversation, language)}\n\n{NOT_KEPT[language].format(before=before)}"


def _hello(here: Conversation, language: str) -> str:
    greeting, bare_greeting, *_rest = SAID[language]
    return greeting.format(name=here.customer.name) if here.customer.name else bare_greeting


def language_of_customer(conversation: Conversation) -> str:
    """In which of our languages they wrote last; "en" where that does not tell."""
    from kept.promises.finding.languages import language_of

    newest = conversation.newest_incoming()
    return language_of(re.findall(r"\w+", (newest.text if newest else "").casefold()), None).name


def propose_times(promises: Iterable[Promise]) -> None:
    """Let each that is held up say the new time to tell its customer."""
    history = Outlooks()
    for each in promises:
        if each.is_held_up and each.colleague_id is None:
            each.word_due = honest_time(each, history)


def honest_time(promise: Promise, history: Outlooks) -> datetime:
    """When it can be kept now; where nobody knows, when the next working day after its own time ends."""
    until: datetime | None = promise.holdup.until if hasattr(promise, "holdup") else None
    if until is not None and until > clock.now() + LEAST:
        return until
    hours = history.hours
    after = max(promise.due, clock.now()).astimezone(hours.zone).date()
    return hours.closes(hours.next_working_day(after)) or to_the_half_hour(promise.due + timedelta(days=1))


def _reading_back(sentence: str, due: datetime, language: str, *, by: Member, in_: Conversation) -> str:
    """The sentence with a way of saying the time that is found again as that very time; else the longest way."""
    local = due.astimezone(in_.customer.zone or by.zone)
    said = [sentence.format(after=way) for way in ways(local, language)]
    return next((each for each in said if [one.due for one in look(each, by=by, in_=in_)] == [due]), said[-1])


def _told(promise: Promise, language: str, by: Member) -> str:
    """The time that was said before, as one speaks of it: on the customer's clock, where we know it."""
    way = next(iter(ways(promise.due.astimezone(promise.conversation.customer.zone or by.zone), language)))
    return way.removeprefix("by ").removeprefix("bis ")
