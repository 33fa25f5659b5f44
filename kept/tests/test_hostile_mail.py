"""Hostile mail through the real pipeline into a real browser: raw bytes, intake, conversation page, frame."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from kept.channels import intake
from kept.channels.email import sanitising
from kept.channels.inbound import Inbound, accept
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.conversations.showing import Shown, show
from kept.conversations.views import pages
from kept.lib import guarded
from kept.lib.markup import hygiene
from kept.people.member import Member
from kept.tests.hostile import Listener, Payload, Watch, listening, payloads, raw

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ALL = payloads()
BATCH = 45
# What hangs in a frame besides letters: its own page, and the marks that are ours.
FRAME = {"html", "head", "body", "meta", "base", "title", "style"}
OURS = {"data-leads", "data-elsewhere", "data-mark", "data-fold", "data-afar", "data-unseen", "class", "rel", "target"}
# Opens every letter as it was sent, and waits until each frame is there.
OPEN = """async () => {
  for (const details of document.querySelectorAll('details:not(.menu)')) details.open = true;
  const frames = [...document.querySelectorAll('iframe[data-mail]')];
  await Promise.all(frames.map((frame) => new Promise((done) => {
    const inside = () => frame.contentDocument;
    const there = () => inside()?.readyState === 'complete' && inside().URL !== 'about:blank';
    frame.loading = 'eager';
    if (there()) return done();
    frame.addEventListener('load', () => done());
    setTimeout(done, 8000);
  })));
  return frames.filter((frame) => frame.contentDocument?.body).map((frame) => frame.name);
}"""
# Does to everything in the frames what a hand could do, and gives back every tag and attribute found there.
TOUCH = """() => {
  const found = new Set();
  for (const frame of document.querySelectorAll('iframe')) {
    const inside = frame.contentDocument;
    if (!inside) continue;
    for (const element of inside.querySelectorAll('*')) {
      found.add(element.localName);
      // By way of the prototype, since a form's own fields may take the names of its methods.
      for (const name of Element.prototype.getAttributeNames.call(element)) found.add(`${element.localName}@${name}`);
      const leads = Element.prototype.closest.call(element, 'a')?.protocol;
      for (const kind of ['mouseover', 'mousedown', 'focus', 'focusin', 'copy', 'wheel', 'toggle', 'error', 'load'])
        EventTarget.prototype.dispatchEvent.call(element, new Event(kind, { bubbles: true }));
      if (!['http:', 'https:', 'mailto:', 'tel:'].includes(leads) && element.click instanceof Function) element.click();
    }
  }
  return [...found];
}"""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


@pytest.fixture
def watch(live_server: LiveServer) -> Watch:
    return Watch(live_server.url)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, teammate: Member, watch: Watch) -> Iterator[Page]:
    client = Client()
    client.force_login(teammate)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = watch.over(context)
    page.route("**/live/**", lambda route: route.fulfill(status=204))  # its line would stay open
    yield page
    context.close()


def take_in(batch: list[Payload], listener: Listener, inbox: Inbox, number: int) -> int:
    """One conversation with a letter for each payload; gives back its number."""
    ids = ids_of(batch, number)
    for n, payload in enumerate(batch):
        accept("email", raw(payload, number + n, listener.url, to=inbox.address, first=ids[0]))
    intake.take_in_waiting()
    messages = Message.objects.filter(message_id__in=ids)
    assert messages.count() == len(batch), list(Inbound.objects.exclude(state="done").values_list("state", "reason"))
    (conversation,) = set(messages.values_list("conversation", flat=True))
    return int(conversation)


def ids_of(batch: list[Payload], number: int) -> list[str]:
    return [f"<h{number + n}@x.example>" for n in range(len(batch))]


def test_nothing_acts_and_nothing_tells(
    page: Page, watch: Watch, listener: Listener, sales: Inbox, live_server: LiveServer
) -> None:
    assert len(ALL) >= 200
    found: set[str] = set()
    opened = 0
    for start in range(0, len(ALL), BATCH):
        batch = ALL[start : start + BATCH]
        page.goto(f"/conversations/{take_in(batch, listener, sales, start)}/")
        letters = Message.objects.exclude(html="").filter(message_id__in=ids_of(batch, start))
        assert {f"mail-{each.pk}" for each in letters} <= set(page.evaluate(OPEN))
        opened += len(letters)
        found |= set(page.evaluate(TOUCH))
        page.wait_for_timeout(150)
    page.goto("/inbox/open/")
    page.goto(f"/customers/{Message.objects.latest('pk').customer_id}/")
    assert opened > 200
    assert watch.seen == []
    assert listener.asked == []
    tags = {each for each in found if "@" not in each}
    assert tags <= hygiene.TAGS | FRAME, "an element that nobody allowed"
    assert {"a", "img", "table", "details"} <= tags
    attributes = {each.partition("@")[2] for each in found - tags if each.partition("@")[0] not in FRAME} - OURS
    assert attributes <= hygiene.ATTRIBUTES, "an attribute that nobody allowed"


def rig(listener: Listener, bodies: dict[str, str], sandbox: str = "") -> str:
    """A page without any policy that shows each body in a frame where scripts run."""
    frames = (f'<iframe {sandbox} srcdoc="{escape(body)}"></iframe>' for body in bodies.values())
    listener.pages["/rig"] = "<!doctype html><meta charset=utf-8>" + "\n".join(frames)
    return f"{listener.url}/rig"


def test_hygiene_alone_would_do(chromium: Browser, listener: Listener) -> None:
    """Without frame, sandbox and policy nothing would happen either; and raw, the same letters do their worst."""
    clean, wild = {}, {}
    for each in ALL:
        aimed = each.aimed(listener.url)
        shown = show(sanitising.sanitise(aimed), copies={})
        clean[each.name] = f"<!doctype html><style>{shown.sheet}</style>{shown.body}"
        wild[each.name] = aimed
    watch = Watch(f"{listener.url}/rig")
    context = chromium.new_context()
    page = watch.over(context)
    page.goto(rig(listener, clean))
    page.evaluate(TOUCH)
    page.wait_for_timeout(500)
    assert [each for each in watch.seen if "srcdoc" not in each] == []
    assert listener.asked == []
    page.goto(rig(listener, wild, 'sandbox="allow-scripts allow-same-origin allow-forms"'))
    page.evaluate(TOUCH)
    page.wait_for_timeout(1500)
    context.close()
    fired = {each.split()[1] for each in watch.seen if each.startswith("ran ")}
    fetched = {path.split("/")[1].partition("?")[0] for path in listener.paths}
    assert len(fired) > 90, "payloads that do nothing anywhere prove nothing"
    assert len(fetched) > 50
    assert len(fired | fetched) > 150


def test_the_frame_alone_would_do(
    page: Page, watch: Watch, listener: Listener, sales: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were hygiene to let everything through, sandbox and policy would still hold it."""
    raw_pages = {f"alone-{n}": each.aimed(listener.url) for n, each in enumerate(ALL)}
    monkeypatch.setattr(pages, "show", lambda html, **_more: Shown("", raw_pages[html], 0, False))
    number = take_in([Payload("plain", "<p>x</p>")] * 40, listener, sales, 0)
    messages = list(Message.objects.filter(conversation=number).order_by("pk"))
    for start in range(0, len(raw_pages), len(messages)):
        for message, name in zip(messages, list(raw_pages)[start : start + len(messages)], strict=False):
            Message.objects.filter(pk=message.pk).update(html=name)
        page.goto(f"/conversations/{number}/")
        page.evaluate(OPEN)
        page.wait_for_timeout(100)
    acted = [each for each in watch.seen if each.startswith(("ran ", "dialog", "window", "download"))]
    assert acted == []
    assert listener.asked == []
    assert any("Content Security Policy" in each for each in watch.seen), "they must have tried"


def test_no_pixel_tells_until_asked_and_then_only_us(
    page: Page, watch: Watch, listener: Listener, sales: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = '<p>Look</p><img src="{hit}/seen.gif" width=20 height=20><img src="{hit}/pixel.gif" width=1 height=1>'
    number = take_in([Payload("look", words)], listener, sales, 0)
    page.goto(f"/conversations/{number}/")
    page.evaluate(OPEN)
    ask = page.get_by_role("link", name="Fetch them")
    ask.click()
    page.frame_locator("iframe[data-mail]").locator("img[src*='/pictures/']").wait_for(state="attached")
    page.wait_for_timeout(300)
    assert listener.asked == [], "a server of our own network is not asked, not even by us"
    here = guarded.Guard(frozenset({listener.port}), lambda address: str(address) == "127.0.0.1")
    monkeypatch.setattr(guarded, "PUBLIC", here)
    page.goto(f"/conversations/{number}/")
    page.evaluate(OPEN)
    with page.expect_response("**/pictures/**") as answer:
        ask.click()
    assert answer.value.status == 200
    assert answer.value.headers["content-type"] == "image/gif"
    ((path, headers),) = listener.asked
    assert path == "/look/seen.gif", "what nobody can see is not fetched for anybody"
    assert not {"Cookie", "Referer", "Origin"} & set(headers)
    assert not [each for each in watch.seen if each.startswith("asked ")]
