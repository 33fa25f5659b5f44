from kept.people.absence import Absence
from kept.people.invitation import Invitation
from kept.people.member import Member, Membership, Team
from kept.people.organisation import Organisation
from kept.people.setup import SetupKey
from kept.people.signin import SignInLink
from kept.people.throttle import Throttle

__all__ = [
    "Absence",
    "Invitation",
    "Member",
    "Membership",
    "Organisation",
    "SetupKey",
    "SignInLink",
    "Team",
    "Throttle",
]
