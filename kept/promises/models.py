from kept.promises.breaking import Breaking
from kept.promises.deadlines import Deadline
from kept.promises.feed import Feed
from kept.promises.handing_over import HandingOver
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise
from kept.promises.renegotiating import Renegotiation
from kept.promises.tally import Tally
from kept.promises.withdrawing import Withdrawal

__all__ = ["Breaking", "Deadline", "Feed", "HandingOver", "Keeping", "Promise", "Renegotiation", "Tally", "Withdrawal"]
