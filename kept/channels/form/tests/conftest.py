from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kept.channels.form import stamp
from kept.channels.form.form_settings import FormSettings
from kept.conversations.inbox import Inbox
from kept.lib import clock

Send = Callable[..., Any]


@pytest.fixture
def form(sales: Inbox) -> FormSettings:
    """The sales inbox has an open form, which one other site may show."""
    return FormSettings.objects.create(
        inbox=sales, is_on=True, greeting="Tell us what moves.", allowed_sites="https://shop.example"
    )


def old_stamp(slug: str = "sales", age: timedelta = timedelta(minutes=1)) -> str:
    with clock.telling(clock.now() - age):
        return stamp.new(slug)


@pytest.fixture
def visitor() -> Client:
    """Somebody who never signed in, with the browser's checks on."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def send(form: FormSettings, visitor: Client) -> Send:
    """The visitor sends the form, filled in well, with `fields` changed."""

    def send(url: str = "/form/sales/", **fields: Any) -> Any:
        words = {"name": "Noor Haddad", "email": "noor@haddad.example", "text": "Two rooms and a piano.", "subject": ""}
        return visitor.post(url, {"stamp": old_stamp(), **words, **fields})

    return send
