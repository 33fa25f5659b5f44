from kept.channels.inbound import Inbound

__all__ = ["Inbound"]
