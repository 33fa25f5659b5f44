"""Writing with form: a plain field until form is wanted, kept while one types, put off and taken back whole."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.people.member import Member
from kept.tests.hostile import PIXEL
from kept.tests.house import Desk, House, eventually, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PASTE = """(field, [html, picture]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  if (picture) data.items.add(new File([bytes], "van.gif", { type: "image/gif" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
WORD = """<html><head><style>p.MsoNormal {margin:0cm}</style></head><body onload="x()"><p class=MsoNormal
style='color:red'>On <b>Friday</b>,<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>twenty boxes<o:p></o:p></p><script>
x()</script><img src="https://evil.example/x.png" onerror="x()"></body></html>"""
FORMED = "<p>Dear Vera,</p><p>On <strong>Friday</strong>,</p><ul><li><p>twenty boxes</p></li></ul>"


@pytest.fixture
def house(sales: Inbox, transactional_db: None) -> Iterator[House]:
    with opened("web") as house:
        yield house


@pytest.fixture
def desk(house: House, chromium: Browser, teammate: Member, conversation: Conversation) -> Iterator[Desk]:
    with house.desk_of(teammate, chromium) as desk:
        desk.page.goto(f"/inbox/open/{conversation.pk}/")
        expect(desk.page.locator("#reply-text")).to_be_visible()
        yield desk
        assert desk.faults == []


def formed(page: Page) -> str:
    return page.locator("#reply-form [name=html]").input_value()


def test_form_from_the_first_key_to_the_last(desk: Desk) -> None:
    page, asked = desk.page, list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    plain, editor = page.locator("#reply-text"), page.get_by_role("textbox", name="Your reply to Vera Lindqvist")
    assert not [each for each in asked if "prose" in each], "the editor is fetched when somebody begins to write"
    plain.fill("Dear Vera,\n")
    plain.evaluate(PASTE, [WORD, ""])
    expect(page.locator("#reply-form .ProseMirror")).to_be_focused()
    expect(editor).to_have_count(1)
    eventually(lambda: formed(page) == FORMED, f"what Word had, not {formed(page)}")
    editor.evaluate(PASTE, ["", b64encode(PIXEL).decode()])
    expect(editor.get_by_role("img", name="van.gif")).to_have_js_property("naturalWidth", 1)
    expect(page.locator("#reply-form [data-draft-state]")).to_have_text("Saved")
    page.reload()
    expect(editor.locator("strong")).to_have_text("Friday")
    expect(editor.get_by_role("img", name="van.gif")).to_have_js_property("naturalWidth", 1)
    page.locator("#send-later summary").click()
    page.get_by_role("button", name="Tomorrow morning").click()
    expect(page.locator(".letter-later")).to_contain_text("Goes out tomorrow 08:00")
    expect(page.locator(".letter-later img")).to_have_js_property("naturalWidth", 1)
    page.get_by_role("button", name="Take it back").click()
    expect(editor.locator("strong")).to_have_text("Friday")
    editor.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("Sent.")
    states = Delivery.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["taken_back", "pending"]
    assert Message.objects.latest("pk").html.startswith(FORMED.removesuffix("</p></li></ul>"))
    the_toolbar_by_keyboard(page)


def test_a_field_that_an_extension_styles_is_swapped_within_the_policy(desk: Desk) -> None:
    field = desk.page.locator("#reply-text")
    field.evaluate("field => { field.style.caretColor = 'transparent'; }")
    field.fill("Dear Vera, it is here.")
    field.press("Control+Enter")
    expect(desk.page.locator("#toasts")).to_contain_text("Sent.")


def the_toolbar_by_keyboard(page: Page) -> None:
    page.locator("#reply-text").fill("the prices")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+i")
    expect(page.get_by_role("button", name="Italic")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Link", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#reply-link")).to_be_focused()
    page.keyboard.type("hillside.example/prices")
    page.keyboard.press("Enter")
    wanted = '<p><a href="https://hillside.example/prices"><em>the prices</em></a></p>'
    eventually(lambda: formed(page) == wanted, f"the link, not {formed(page)}")
    expect(page.locator("#reply-form .ProseMirror")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#note-text")).to_be_focused()
