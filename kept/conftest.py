"""The cast: who plays in every test.

Ana owns Hillside Removals, Ben administers it, Cleo answers in the sales inbox, Dan is a light member there, and Olga
works for the firm but not in that inbox, so nothing in it may exist for her. Vera and Willem are customers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import handlers
from django.db import connections
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox, InboxAccess
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.people.member import Member, Role
from kept.people.organisation import Organisation


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """pytest-django's, with styles and scripts served as everywhere else: by our middleware."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", lambda application: application)
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def organisation(db: None) -> Organisation:
    ours = Organisation.ours()
    ours.name, ours.time_zone = "Hillside Removals", "Europe/London"
    ours.save()
    return ours


@pytest.fixture
def sales(organisation: Organisation) -> Inbox:
    return Inbox.objects.create(name="Sales", slug="sales", address="sales@hillside.example", reply_by_token=True)


@pytest.fixture
def claims(organisation: Organisation) -> Inbox:
    return Inbox.objects.create(name="Claims", slug="claims", address="claims@hillside.example")


def _member(email: str, name: str, role: Role, *inboxes: Inbox) -> Member:
    member = Member.objects.create_user(email, "correct horse battery", name=name, role=role)
    for inbox in inboxes:
        InboxAccess.objects.create(inbox=inbox, member=member)
    return member


@pytest.fixture
def owner(sales: Inbox) -> Member:
    return _member("ana@hillside.example", "Ana Costa", Role.OWNER)


@pytest.fixture
def admin(sales: Inbox) -> Member:
    return _member("ben@hillside.example", "Ben Adeyemi", Role.ADMIN)


@pytest.fixture
def teammate(sales: Inbox) -> Member:
    return _member("cleo@hillside.example", "Cleo Marsh", Role.AGENT, sales)


@pytest.fixture
def light(sales: Inbox) -> Member:
    return _member("dan@hillside.example", "Dan Whitlock", Role.LIGHT, sales)


@pytest.fixture
def outsider(claims: Inbox) -> Member:
    return _member("olga@hillside.example", "Olga Petrova", Role.AGENT, claims)


@pytest.fixture
def vera(organisation: Organisation) -> Customer:
    return Customer.objects.at("email", "vera@lindqvist.example", name="Vera Lindqvist")


@pytest.fixture
def willem(organisation: Organisation) -> Customer:
    return Customer.objects.at("email", "willem@devries.example", name="Willem de Vries")


def write(conversation: Conversation, text: str, **columns: object) -> Message:
    """The conversation's customer writes."""
    customer = conversation.customer
    author = {"name": customer.name, "address": customer.email}
    fields: dict[str, object] = {"channel": "email", "author": author, "text": text, "subject": conversation.subject}
    message = Message(direction="in", customer=customer, **(fields | columns))
    conversation.receive(message)
    conversation.add_participants([customer.email])
    return message


@pytest.fixture
def conversation(sales: Inbox, vera: Customer) -> Conversation:
    """Vera has asked about boxes; nobody has answered."""
    conversation = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes for Friday", channel="email")
    write(conversation, "Could you bring twenty boxes on Friday?", message_id="<q1@lindqvist.example>")
    assert isinstance(conversation, Conversation)
    return conversation


CHROMIUM = Path("/usr/bin/chromium")
QUIETLY = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WITHOUT_UPDATES = ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser; without one on the machine its tests are skipped, which `bin/ci` does not let pass."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    # Playwright keeps a loop running in this thread, in which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*QUIETLY, *WITHOUT_UPDATES])
        yield browser
        connections.close_all()  # those opened while the loop runs are out of sight once it has stopped
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
