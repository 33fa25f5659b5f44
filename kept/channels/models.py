from kept.channels.acknowledging import Acknowledgement
from kept.channels.breaking import Silence
from kept.channels.inbound import Inbound
from kept.channels.tally import Tally

__all__ = ["Acknowledgement", "Inbound", "Silence", "Tally"]
