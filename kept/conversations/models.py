from kept.conversations.assigning import Assignment
from kept.conversations.attachment import Attachment
from kept.conversations.closing import Closure
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.drafting import Draft
from kept.conversations.inbox import Inbox, InboxAccess
from kept.conversations.lending import FileLink
from kept.conversations.linking import Link
from kept.conversations.merging import Merging
from kept.conversations.message import Message, Note
from kept.conversations.moving import Moving
from kept.conversations.picture_leave import PictureLeave
from kept.conversations.receiving import Participant
from kept.conversations.retelling import Retelling
from kept.conversations.snoozing import Snooze
from kept.conversations.splitting import Splitting
from kept.conversations.visiting import Presence, Visit
from kept.conversations.vouching import Vouch

__all__ = [
    "Assignment",
    "Attachment",
    "Closure",
    "Conversation",
    "Delivery",
    "Draft",
    "FileLink",
    "Inbox",
    "InboxAccess",
    "Link",
    "Merging",
    "Message",
    "Moving",
    "Note",
    "Participant",
    "PictureLeave",
    "Presence",
    "Retelling",
    "Snooze",
    "Splitting",
    "Visit",
    "Vouch",
]
