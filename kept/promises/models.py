from kept.promises.arriving import NotArrived
from kept.promises.breaking import Breaking
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.opening import CallbackPage
from kept.promises.callbacks.outcomes import CallbackTry
from kept.promises.chain.asking import Asking, Declining
from kept.promises.chain.holdup import Holdup
from kept.promises.chain.resting import Resting
from kept.promises.confirming import Confirmation, Dismissal
from kept.promises.deadlines import Deadline
from kept.promises.feed import Feed
from kept.promises.finding_out import FindingOut, Manners
from kept.promises.foreseeing import Forecast, Level
from kept.promises.handing_over import HandingOver
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise
from kept.promises.renegotiating import Renegotiation
from kept.promises.standing.calendar import Calendar, SpecialDay
from kept.promises.standing.clock import Clock
from kept.promises.standing.standing_promise import StandingPromise
from kept.promises.tally import Tally
from kept.promises.withdrawing import Withdrawal

__all__ = [
    "Asking",
    "Breaking",
    "Calendar",
    "Callback",
    "CallbackPage",
    "CallbackTry",
    "Clock",
    "Confirmation",
    "Deadline",
    "Declining",
    "Dismissal",
    "Feed",
    "FindingOut",
    "Forecast",
    "HandingOver",
    "Holdup",
    "Keeping",
    "Level",
    "Manners",
    "NotArrived",
    "Promise",
    "Renegotiation",
    "Resting",
    "SpecialDay",
    "StandingPromise",
    "Tally",
    "Withdrawal",
]
