from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from kept.channels.email.services.catalogue import KINDS
from kept.channels.email.services.service import MailService
from kept.channels.email.services.tests.recorder import Recorder, recorder
from kept.conversations.inbox import Inbox

Chosen = Callable[..., MailService]


@pytest.fixture
def server(settings: Settings) -> Iterator[Recorder]:
    """The service's own server, in a network of ours."""
    settings.KEPT_OWN_NETWORKS = ["127.0.0.1"]
    settings.KEPT_URL = "https://kept.hillside.example"
    with recorder() as recording:
        yield recording


@pytest.fixture
def chosen(server: Recorder, sales: Inbox) -> Chosen:
    """Have mail from sales leave by a service."""

    def choose(kind: str, **known: str) -> MailService:
        service = MailService(inbox=sales, kind=kind, api_url=server.url)
        service.known = {each.name: f"the {each.name}" for each in KINDS[kind].sending if each.required} | known
        service.save()
        return service

    return choose
