from kept.people.member import Member, Membership, Team
from kept.people.organisation import Organisation
from kept.people.throttle import Throttle

__all__ = ["Member", "Membership", "Organisation", "Team", "Throttle"]
