"""What happens to the address of a colleague's calendar. The `subject` of each event is the member."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from kept.conversations.events import Deed


@dataclass(frozen=True)
class FeedAddressMade(Deed):
    name = "promise_feed.made"
    done = gettext_lazy("%(who)s made a new address for their promises in a calendar")
    happened = gettext_lazy("A new address for promises in a calendar was made")


@dataclass(frozen=True)
class FeedAddressTakenBack(Deed):
    name = "promise_feed.taken_back"
    done = gettext_lazy("%(who)s took back the address of their promises in a calendar")
    happened = gettext_lazy("The address of promises in a calendar was taken back")
