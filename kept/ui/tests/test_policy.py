"""Every page keeps to the policy that goes with it: no script and no style written into it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.people.member import Member
from kept.ui import policy

ROOM = Path(__file__).resolve().parents[1]
FORBIDDEN = {
    "a style attribute": r"<[^>]+\sstyle\s*=",
    "a style element": r"<style[\s>]",
    "a script of its own": r"<script(?![^>]*\ssrc=)[^>]*>",
    "a handler": r"<[^>]+\son[a-z]+\s*=",
    "a javascript address": r"javascript:",
    "code for htmx to evaluate": r"hx-on|hx-trigger=\"[^\"]*\[|\"js:",
}


def wrongs(page: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if re.search(pattern, page, re.IGNORECASE)]


def test_the_test_sees_what_it_forbids() -> None:
    bad = [
        '<p style="color:red">',
        "<style>p{}</style>",
        "<script>x()</script>",
        '<p onclick="x()">',
        '<a href="javascript:x()">',
        '<p hx-trigger="click[ctrlKey]">',
    ]
    assert [wrongs(page) for page in bad] == [[what] for what in FORBIDDEN]


@pytest.mark.parametrize(
    "path", ["/inbox/open/", "/inbox/mine/", "/conversations/{n}/", "/customers/{c}/", "/inbox/x/"]
)
def test_pages_of_the_desk(client: Client, teammate: Member, conversation: Conversation, path: str) -> None:
    client.force_login(teammate)
    write(conversation, "Look", html="<p>Look</p>")
    conversation.note("Hm", by=teammate)
    conversation.reply("Yes", by=teammate)
    response = client.get(path.format(n=conversation.pk, c=conversation.customer_id))
    assert set(response["Content-Security-Policy"].split("; ")) == set(policy.OURS.split("; "))
    assert wrongs(response.content.decode()) == []


def test_the_policy_is_closed() -> None:
    assert policy.OURS.startswith("default-src 'none'")
    assert "unsafe" not in policy.OURS
    assert "allow-scripts" not in policy.MAIL


@pytest.mark.parametrize("template", sorted(ROOM.parent.glob("*/templates/**/*.html")), ids=lambda path: path.name)
def test_no_template_writes_script_or_style(template: Path) -> None:
    if template.name == "mail.html":
        pytest.skip("a customer's own HTML has a policy of its own")
    assert wrongs(template.read_text()) == []


def test_every_sheet_is_linked_and_stands_in_its_layer() -> None:
    sheets = {path.name: path.read_text() for path in (ROOM / "static/ui/css").glob("*.css")}
    linked = re.findall(r"ui/css/([\w-]+\.css)", (ROOM / "templates/ui/stylesheets.html").read_text())
    assert sorted(linked) == sorted(sheets)
    assert linked[0] == "layers.css"
    assert all(re.match(r"\s*@layer \w+", words) for words in sheets.values())


def test_colours_are_tokens() -> None:
    """A colour is named once, in tokens.css; the rest speaks of paper, ink and lamp."""
    for path in (ROOM / "static/ui/css").glob("*.css"):
        if path.name != "tokens.css":
            assert not re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", path.read_text()), path.name
