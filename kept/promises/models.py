from kept.promises.breaking import Breaking
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.opening import CallbackPage
from kept.promises.callbacks.outcomes import CallbackTry
from kept.promises.confirming import Confirmation, Dismissal
from kept.promises.deadlines import Deadline
from kept.promises.feed import Feed
from kept.promises.finding_out import FindingOut, Manners
from kept.promises.handing_over import HandingOver
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise
from kept.promises.renegotiating import Renegotiation
from kept.promises.tally import Tally
from kept.promises.withdrawing import Withdrawal

__all__ = [
    "Breaking",
    "Callback",
    "CallbackPage",
    "CallbackTry",
    "Confirmation",
    "Deadline",
    "Dismissal",
    "Feed",
    "FindingOut",
    "HandingOver",
    "Keeping",
    "Manners",
    "Promise",
    "Renegotiation",
    "Tally",
    "Withdrawal",
]
