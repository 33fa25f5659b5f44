from kept.channels.acknowledging import Acknowledgement
from kept.channels.breaking import Silence
from kept.channels.inbound import Inbound, Piece
from kept.channels.spam.learning import Feature, Lesson
from kept.channels.tally import Tally

__all__ = ["Acknowledgement", "Feature", "Inbound", "Lesson", "Piece", "Silence", "Tally"]
