"""What takes the promise out of a sentence: other people's words, conditions, guesses, questions."""

from __future__ import annotations

from kept.promises.finding.phrases import Phrases
from kept.promises.finding.words import wordset

NEGATIONS = wordset("not never no")
HEDGES = wordset(
    "probably hopefully maybe perhaps possibly usually normally generally always typically only likely ever often "
    "sometimes"
)
# They say that …
SAYS = wordset(
    "says say said told tells tell promised promises promise mentioned mentions wrote writes thinks think thought "
    "hopes hope meant means believe believes believed guess guessed doubt doubts expects expect expected wish "
    "wished suppose claimed reckon reckons confirm confirms confirmed assure assures assured guarantee guarantees "
    "guaranteed agreed sure confident heard hear understand understood imagine bet saying announced stated states "
    "warns warned know"
)
ASSERTS = wordset("hear promise confirm guarantee assure sure confident say promised ensure tell know assured")
ASKING = wordset(
    "see know check ask asked tell told hear find sure out wonder doubt say decide confirm ask's asking even as"
)
WONDERING = wordset("whether if how why where what when who which unless lest")
_CUSTOMERS_CONDITIONS = (
    "once you",
    "once your",
    "after you",
    "when you",
    "until you",
    "as soon as you",
    "the moment you",
    "once we receive",
    "once we have received",
    "once we have your",
    "as soon as we receive",
    "as soon as we have your",
    "as soon as we have received",
    "after we receive",
    "when we receive",
    "upon receipt",
    "on receipt",
)
_LATER_CONDITIONS = (
    "in case",
    "in the event",
    "as long as",
    "so long as",
    "subject to",
    "on condition",
    "only when",
    "only if",
    "provided",
    "providing",
    "depending",
    "assuming",
)
# When it is sure to come about, and no condition
COMING = Phrases(
    *(
        f"when you {come}"
        for come in ("arrive", "get here", "get home", "get in", "check in", "come in", "land", "collect")
    )
)
# What depends on the customer, on what may follow the promise, and on what may come before it
CUSTOMERS_CONDITIONS = Phrases(*_CUSTOMERS_CONDITIONS)
LATER_CONDITIONS = Phrases(*_CUSTOMERS_CONDITIONS, *_LATER_CONDITIONS)
CONDITIONS = Phrases(
    *_CUSTOMERS_CONDITIONS,
    *_LATER_CONDITIONS,
    "if",
    "supposing",
    "whenever",
    "the sooner",
    "all being well",
    "had i",
    "had we",
    "were it",
    "should you",
    "should the",
    "should it",
    "should there",
    "should that",
    "should this",
    "should any",
    "should your",
)
# An “if” with these is none
_NEEDS = ("nothing else", "necessary", "need be", "needed", "required", "only to", "anything changes")
MANNERS = Phrases(*_NEEDS)
AGREED = Phrases(*_NEEDS, "that is ok", "that is okay", "that is alright", "that is all right", "i have to stay")
# What makes a guess, a habit or a hope of the rest
GUESSES = Phrases(
    "with luck",
    "with any luck",
    "with a bit of luck",
    "god willing",
    "weather permitting",
    "time permitting",
    "in theory",
    "in an ideal world",
    "ideally",
    "fingers crossed",
    "all going well",
    "a chance",
    "is possible",
    "is likely",
    "is unlikely",
    "hope is",
    "guess is",
    "aim is",
    "plan is",
    "not certain",
    "not sure",
    "next time",
    "in future",
    "in the future",
    "from now on",
    "once payment",
    "after payment",
    "in my dreams",
    "at this rate",
    "apparently",
    "supposedly",
)
WISHES = Phrases("love to tell", "love to say", "like to tell", "like to say", "wish i could", "wish we could")
SAID_TO_DO = Phrases("what we will do", "what i will do")
# What comes to pass first, and is no condition
EVENTUALLY = Phrases("when", "once", "as soon as", "after", "the minute", "the moment", "as", "by the time")
BY_ACCOUNT = Phrases("according to")
CUSTOMERS_TURN = wordset(
    "reply pop come send write call ring drop let bring click tell use answer sign fill return upload forward text "
    "email show visit contact ask take"
)
TAGS = wordset("ok okay alright right yes yeah deal")
# A question of its own after the promise
ASKED_BACK = Phrases(
    *(
        f"{verb} {who}"
        for verb in ("can", "could", "would", "do", "did", "have", "are", "will")
        for who in ("you", "u")
    ),
    *(f"{verb} {who}" for verb in ("can", "could", "shall", "may") for who in ("i", "we")),
)
TAG_PHRASES = Phrases(
    "is that",
    "is it",
    "does that",
    "does it",
    "all right",
    "that ok",
    "sound good",
    "will that",
)
# Where a clause ends without a comma
SUBORDINATORS = wordset("provided providing assuming if because unless although though whereas since")
