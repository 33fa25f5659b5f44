from kept.events.event import Event
from kept.events.stream import Bookmark, Setback

__all__ = ["Bookmark", "Event", "Setback"]
