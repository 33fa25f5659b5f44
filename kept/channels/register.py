"""Which channels there are. Each adds itself when its app is ready; nothing else knows them by name."""

from __future__ import annotations

from kept.channels.base import Channel

CHANNELS: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    CHANNELS[channel.name] = channel


def channel(name: str) -> Channel:
    return CHANNELS[name]
