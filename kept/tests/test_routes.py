"""Every address of Kept, walked by everybody who should not be there, and by those who may.

A route that is not in the table fails the test: whoever adds one decides here, in one word, whom it is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kept.channels.email.mailbox import Mailbox
from kept.channels.email.services.service import MailService
from kept.channels.email.signing.domain import SendingDomain
from kept.channels.inbound import accept
from kept.conftest import write
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.lending import FileLink
from kept.customers.grouping import CustomerGroup
from kept.customers.trouble import AddressTrouble
from kept.lib import clock
from kept.people.invitation import Invitation
from kept.people.member import Member, Team
from kept.promises.callbacks.callback import Callback
from kept.promises.chain.asking import Asking
from kept.promises.standing.calendar import Calendar
from kept.promises.standing.standing_promise import StandingPromise


class For(Enum):
    """Whom a route is for. Everybody above may as well; the others must not learn that it exists."""

    ANYBODY = auto()  # no sign-in
    MEMBERS = auto()  # whoever is signed in
    INBOX = auto()  # those who may open the inbox it belongs to
    WRITERS = auto()  # of those, the ones who may write to customers; light members may only look
    ADMINISTRATORS = auto()  # owners and admins


ROUTES: dict[str, For] = {
    "": For.MEMBERS,
    "attachments/<number:pk>/": For.INBOX,
    "attachments/<number:pk>/link/": For.WRITERS,
    "automatic-mail/<str:token>/": For.ANYBODY,
    "conversations/<number:number>/": For.INBOX,
    "conversations/<number:number>/assignment/": For.WRITERS,
    "callback/<slug:slug>/": For.ANYBODY,
    "callback/<slug:slug>.js": For.ANYBODY,
    "callback/<slug:slug>/embed/": For.ANYBODY,
    "callback/booked/<str:token>/": For.ANYBODY,
    "callback/booked/<str:token>/embed/": For.ANYBODY,
    "conversations/<number:number>/callbacks/": For.INBOX,
    "conversations/<number:number>/closure/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/": For.WRITERS,
    "conversations/<number:number>/due/": For.INBOX,
    "conversations/<number:number>/draft/<slug:kind>/files/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/pictures/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/pictures/<str:cid>/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/promises/<number:promise>/word/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/promises/confirmations/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/promises/dismissals/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/promises/finding-out/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/promises/found/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/promises/keepings/<number:promise>/": For.WRITERS,
    "conversations/<number:number>/draft/<slug:kind>/promises/rewordings/": For.WRITERS,
    "conversations/<number:number>/kind/": For.WRITERS,
    "conversations/<number:number>/priority/": For.WRITERS,
    "conversations/<number:number>/messages/<number:message>/vouch/": For.WRITERS,
    "conversations/<number:number>/mergings/": For.WRITERS,
    "conversations/<number:number>/mergings/<number:merging>/": For.WRITERS,
    "conversations/<number:number>/movings/": For.WRITERS,
    "conversations/<number:number>/movings/<number:moving>/": For.WRITERS,
    "conversations/<number:number>/notes/": For.INBOX,
    "conversations/<number:number>/presence/": For.INBOX,
    "conversations/<number:number>/promises/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/asking/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/chain/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/resting/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/callback/cancelled/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/callback/not-reached/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/callback/reached/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/callback/taking/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/explanation/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/handing-over/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/keeping/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/renegotiation/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/withdrawal/": For.INBOX,
    "conversations/<number:number>/promises/<number:promise>/outlook/": For.INBOX,
    "conversations/<number:number>/promises/none/": For.INBOX,
    "conversations/<number:number>/promises/outlook/": For.INBOX,
    "conversations/<number:number>/recipients/": For.WRITERS,
    "conversations/<number:number>/replies/": For.WRITERS,
    "conversations/<number:number>/replies/<number:message>/": For.WRITERS,
    "conversations/<number:number>/replies/<number:message>/departure/": For.WRITERS,
    "conversations/<number:number>/snooze/": For.WRITERS,
    "conversations/<number:number>/spam/": For.WRITERS,
    "conversations/<number:number>/splittings/": For.WRITERS,
    "conversations/<number:number>/splittings/<number:splitting>/": For.WRITERS,
    "conversations/<number:number>/subject/": For.WRITERS,
    "conversations/<number:number>/team/": For.WRITERS,
    "conversations/<number:number>/timeline/": For.WRITERS,
    "customers/<number:pk>/": For.INBOX,
    "customers/<number:pk>/addresses/": For.WRITERS,
    "customers/<number:pk>/automatic-mail/": For.WRITERS,
    "customers/<number:pk>/groups/": For.WRITERS,
    "customers/<number:pk>/name/": For.WRITERS,
    "customers/<number:pk>/troubles/<number:trouble>/": For.WRITERS,
    "deliveries/<number:pk>/retry/": For.WRITERS,
    "files/<str:token>/": For.ANYBODY,
    "files/<str:token>/content/": For.ANYBODY,
    "form/<slug:slug>.js": For.ANYBODY,
    "form/<slug:slug>/": For.ANYBODY,
    "form/<slug:slug>/embed/": For.ANYBODY,
    "form/<slug:slug>/embed/thanks/<str:receipt>/": For.ANYBODY,
    "form/<slug:slug>/thanks/<str:receipt>/": For.ANYBODY,
    "hooks/mail/<str:token>/mime": For.ANYBODY,
    "hooks/mail/<str:token>/reports/": For.ANYBODY,
    "inbox/<slug:place>/": For.MEMBERS,
    "inbox/<slug:place>/<number:number>/": For.INBOX,
    "inbox/<slug:place>/rows/": For.MEMBERS,
    "inbox/counts/": For.MEMBERS,
    "invitations/<str:token>/": For.ANYBODY,
    "live/": For.INBOX,
    "messages/<number:pk>/html/": For.INBOX,
    "messages/<number:pk>/leave/": For.INBOX,
    "messages/<number:pk>/pictures/<str:token>/": For.INBOX,
    "news/": For.MEMBERS,
    "news/bell/": For.MEMBERS,
    "promises/": For.MEMBERS,
    "promises/asked/<number:pk>/": For.INBOX,
    "promises/asked/<number:pk>/asking/": For.INBOX,
    "promises/asked/<number:pk>/declining/": For.INBOX,
    "promises/asked/<number:pk>/keeping/": For.INBOX,
    "promises/asked/<number:pk>/passing-on/": For.INBOX,
    "promises/asked/<number:pk>/promise/": For.INBOX,
    "promises/asked/<number:pk>/renegotiation/": For.INBOX,
    "promises/asked/<number:pk>/taking-back/": For.INBOX,
    "promises/asked/<number:pk>/withdrawal/": For.INBOX,
    "promises/calendar/": For.MEMBERS,
    "promises/calendar/<str:token>.ics": For.ANYBODY,
    "promises/callbacks/": For.MEMBERS,
    "promises/callbacks/rail/": For.MEMBERS,
    "promises/figures/": For.MEMBERS,
    "promises/figures/rows/": For.MEMBERS,
    "promises/rail/": For.MEMBERS,
    "session/": For.MEMBERS,
    "settings/": For.MEMBERS,
    "settings/arrivals/": For.ADMINISTRATORS,
    "settings/arrivals/<int:arrival_id>/": For.ADMINISTRATORS,
    "settings/arrivals/<int:arrival_id>/raw/": For.ADMINISTRATORS,
    "settings/arrivals/<int:arrival_id>/retry/": For.ADMINISTRATORS,
    "settings/callbacks/": For.ADMINISTRATORS,
    "settings/callbacks/<slug:slug>/": For.ADMINISTRATORS,
    "settings/company/": For.ADMINISTRATORS,
    "settings/customer-groups/": For.ADMINISTRATORS,
    "settings/customer-groups/<int:group_id>/": For.ADMINISTRATORS,
    "settings/customer-groups/<int:group_id>/companies/": For.ADMINISTRATORS,
    "settings/customer-groups/<int:group_id>/retirement/": For.ADMINISTRATORS,
    "settings/customer-groups/new/": For.ADMINISTRATORS,
    "settings/deeds/": For.ADMINISTRATORS,
    "settings/domains/": For.ADMINISTRATORS,
    "settings/domains/<str:name>/": For.ADMINISTRATORS,
    "settings/domains/<str:name>/check/": For.ADMINISTRATORS,
    "settings/domains/<str:name>/key/": For.ADMINISTRATORS,
    "settings/domains/<str:name>/signing/": For.ADMINISTRATORS,
    "settings/forms/": For.ADMINISTRATORS,
    "settings/forms/<slug:slug>/": For.ADMINISTRATORS,
    "settings/inboxes/": For.ADMINISTRATORS,
    "settings/inboxes/<int:inbox_id>/": For.ADMINISTRATORS,
    "settings/inboxes/new/": For.ADMINISTRATORS,
    "settings/invitations/": For.ADMINISTRATORS,
    "settings/invitations/<int:invitation_id>/link/": For.ADMINISTRATORS,
    "settings/invitations/<int:invitation_id>/repetition/": For.ADMINISTRATORS,
    "settings/invitations/<int:invitation_id>/withdrawal/": For.ADMINISTRATORS,
    "settings/invitations/new/": For.ADMINISTRATORS,
    "settings/mailboxes/": For.ADMINISTRATORS,
    "settings/mailboxes/<int:mailbox_id>/": For.ADMINISTRATORS,
    "settings/mailboxes/<int:mailbox_id>/removal/": For.ADMINISTRATORS,
    "settings/mailboxes/at/<slug:provider>/": For.ADMINISTRATORS,
    "settings/mailboxes/at/<slug:provider>/back/": For.ADMINISTRATORS,
    "settings/mailboxes/at/<slug:provider>/registration/": For.ADMINISTRATORS,
    "settings/mailboxes/new/": For.ADMINISTRATORS,
    "settings/mailboxes/states/": For.ADMINISTRATORS,
    "settings/members/": For.ADMINISTRATORS,
    "settings/members/<int:member_id>/": For.ADMINISTRATORS,
    "settings/members/<int:member_id>/absences/": For.ADMINISTRATORS,
    "settings/members/<int:member_id>/deactivation/": For.ADMINISTRATORS,
    "settings/members/<int:member_id>/reactivation/": For.ADMINISTRATORS,
    "settings/password/": For.MEMBERS,
    "settings/password/first/": For.MEMBERS,
    "settings/promises/": For.ADMINISTRATORS,
    "settings/pictures/": For.MEMBERS,
    "settings/profile/": For.MEMBERS,
    "settings/profile/absences/": For.MEMBERS,
    "settings/profile/address/": For.MEMBERS,
    "settings/sending/": For.ADMINISTRATORS,
    "settings/sending/<int:inbox_id>/": For.ADMINISTRATORS,
    "settings/sending/<int:inbox_id>/<slug:service_kind>/": For.ADMINISTRATORS,
    "settings/sending/<int:inbox_id>/removal/": For.ADMINISTRATORS,
    "settings/sending/<int:inbox_id>/trial/": For.ADMINISTRATORS,
    "settings/standing-promises/": For.ADMINISTRATORS,
    "settings/standing-promises/<int:standing_id>/": For.ADMINISTRATORS,
    "settings/standing-promises/<int:standing_id>/retirement/": For.ADMINISTRATORS,
    "settings/standing-promises/new/": For.ADMINISTRATORS,
    "settings/teams/": For.ADMINISTRATORS,
    "settings/teams/<int:team_id>/": For.ADMINISTRATORS,
    "settings/teams/<int:team_id>/disbanding/": For.ADMINISTRATORS,
    "settings/teams/new/": For.ADMINISTRATORS,
    "settings/working-hours/": For.ADMINISTRATORS,
    "settings/working-hours/<int:calendar_id>/": For.ADMINISTRATORS,
    "settings/working-hours/new/": For.ADMINISTRATORS,
    "sign-in/": For.ANYBODY,
    "sign-in/forgotten/": For.ANYBODY,
    "sign-in/forgotten/<uidb36>-<key>/": For.ANYBODY,
    "sign-in/forgotten/done/": For.ANYBODY,
    "sign-in/forgotten/sent/": For.ANYBODY,
    "sign-in/left/": For.ANYBODY,
    "sign-in/link/": For.ANYBODY,
    "sign-in/link/<str:token>/": For.ANYBODY,
    "sign-in/link/sent/": For.ANYBODY,
    "sign-out/": For.ANYBODY,
    "welcome/": For.ANYBODY,
    "welcome/<str:token>/": For.ANYBODY,
}

# What stands behind a question mark where the bare address is for everybody signed in.
QUERIES = {
    "live/": "?conversation={number}",
    "promises/figures/rows/": "?column=kept",
    "conversations/<number:number>/movings/": "?message={message}",
}
# What a POST must say to be understood, where an empty one is answered like a wrong address.
BODIES = {
    "conversations/<number:number>/assignment/": "to={answerer}",
    "conversations/<number:number>/mergings/": "into={elsewhere}",
    "conversations/<number:number>/movings/": "message={message}&into={elsewhere}",
    "conversations/<number:number>/splittings/": "message={message}",
    "conversations/<number:number>/team/": "team={team_id}",
    "customers/<number:pk>/automatic-mail/": "address={address}",
}
METHODS = ("GET", "POST", "DELETE")
SAFE = {"GET"}
# What one who may be there can meet: done, shown, sent on, or told what is wrong with an empty form.
SERVED = {200, 201, 204, 302, 303, 400, 405, 409, 422}
HIDDEN = {404, 405}


def routes(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, before + str(each.pattern))
        else:
            yield before + re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", str(each.pattern)).strip("^$")


@dataclass
class World:
    """Something behind every address, all of it in the sales inbox, and the people who try the doors."""

    values: dict[str, object]
    by_first_word: dict[str, object]
    people: dict[str, Client]

    def path(self, route: str) -> str:
        values = self.values | {"pk": self.by_first_word.get(route.partition("/")[0])}
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), route)
        return f"/{filled}" + QUERIES.get(route, "").format(**values)

    def body(self, route: str) -> str:
        return BODIES.get(route, "").format(**self.values)


@pytest.fixture
def world(
    conversation: Conversation, owner: Member, admin: Member, teammate: Member, light: Member, outsider: Member
) -> World:
    reply = conversation.reply("Twenty boxes, gladly.", by=teammate)
    letter = write(conversation, "As in the picture.", html="<p>As in the picture.</p>")
    thing = write(conversation, "Another thing: the piano.")
    splitting = conversation.split(thing, by=teammate).splitting
    astray = write(conversation, "A grand.")
    conversation.move(astray, splitting.conversation, by=teammate)
    third = Conversation.objects.begin(
        inbox=conversation.inbox, customer=conversation.customer, subject="", channel="email"
    )
    merging = write(third, "Hello?").conversation.merge_into(conversation, by=teammate).mergings.get()
    file = Attachment.objects.keep(b"upstairs", name="plan.txt", type="text/plain", message=letter)
    Attachment.objects.keep(b"", name="van.png", type="image/png", message=reply, content_id="van@x", inline=True)
    FileLink.objects.lend([file], days=30)
    MailService.objects.create(inbox=conversation.inbox, kind="postmark", is_sending=False)
    invitation = Invitation.objects.make("eva@hillside.example", by=owner)
    calendar = Calendar.objects.create(name="Office", time_zone="Europe/London", week=["9:00-17:00"] * 5 + ["", ""])
    call = called(conversation, teammate).promise
    asking = Asking.objects.ask(teammate, "the number", upper=call, wished=call.due, by=teammate)
    values: dict[str, object] = {
        "number": conversation.pk,
        "message": reply.pk,
        "kind": "reply",
        "cid": "van@x",
        "service_kind": "postmark",
        "address": conversation.customer.email,
        "elsewhere": splitting.conversation_id,
        "splitting": splitting.pk,
        "moving": astray.movings.get().pk,
        "merging": merging.pk,
        "place": "open",
        "promise": call.pk,
        "provider": "google",
        "calendar_id": calendar.pk,
        "standing_id": StandingPromise.objects.create(target="first", minutes=60, calendar=calendar).pk,
        "slug": "sales",
        "name": SendingDomain.objects.prepare("hillside.example", by=owner).name,
        "inbox_id": conversation.inbox_id,
        "mailbox_id": Mailbox.objects.create(inbox=conversation.inbox, host="imap.hillside.example").pk,
        "arrival_id": accept("email", b"").pk,
        "member_id": light.pk,
        "answerer": teammate.pk,
        "group_id": CustomerGroup.objects.make("Trade customers", by=owner).pk,
        "team_id": Team.objects.form("Order line", by=owner).pk,
        "invitation_id": invitation.pk,
        "token": "no-such-token",
        "receipt": "no-such-receipt",
        "trouble": AddressTrouble.objects.mark(conversation.customer.email, "address unknown", permanent=True).pk,
        "uidb36": "1",
        "key": "no-such-key",
    }
    by_first_word: dict[str, object] = {
        "attachments": file.pk,
        "messages": letter.pk,
        "customers": conversation.customer_id,
        "deliveries": reply.delivery.pk,
        "promises": asking.pk,
    }
    members = {"admin": admin, "teammate": teammate, "light": light, "outsider": outsider}
    people = {name: signed_in(member) for name, member in members.items()}
    return World(values, by_first_word, people | {"anonymous": Client()})


def called(conversation: Conversation, member: Member) -> Callback:
    start = clock.now() + timedelta(hours=1)
    return Callback.objects.book("+46701740605", start, 30, in_=conversation, promiser=member)


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def knock(client: Client, method: str, path: str, body: str = "") -> Any:
    """Ask, and undo whatever came of it."""
    client.cookies, cookies = deepcopy(client.cookies), client.cookies
    undone = transaction.atomic()
    undone._from_testcase = True  # type: ignore[attr-defined]  # what must be outermost elsewhere may run in here
    with undone:
        response = client.generic(method, path, body, "application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def expected(audience: For, who: str, method: str) -> set[int]:
    """The statuses that may come back."""
    if audience is For.ANYBODY:
        return SERVED | {403, 404, 410, 429}
    if who == "anonymous":
        return {302}
    if audience is For.ADMINISTRATORS and who != "admin":
        return HIDDEN
    if audience in {For.INBOX, For.WRITERS} and who == "outsider":
        return HIDDEN
    if audience is For.WRITERS and who == "light":
        return SERVED | {403} if method in SAFE else {403, 405}
    return SERVED


def test_every_route_is_in_the_table() -> None:
    assert set(routes()) == set(ROUTES)


def test_nobody_gets_where_they_may_not(world: World) -> None:
    wrong = []
    for route, audience in ROUTES.items():
        for who, client in world.people.items():
            statuses = {}
            for method in METHODS:
                response = knock(client, method, world.path(route), world.body(route))
                statuses[method] = response.status_code
                if response.status_code not in expected(audience, who, method):
                    wrong.append(f"{method} /{route} as {who}: {response.status_code}")
                if audience is not For.ANYBODY and who == "anonymous" and not _to_the_door(response):
                    wrong.append(f"{method} /{route} as {who}: sent to {response.get('Location')}")
            if set(statuses.values()) == {405}:
                wrong.append(f"/{route} as {who}: answers no method, so this walk proves nothing")
    assert not wrong, "\n".join(wrong)


def _to_the_door(response: Any) -> bool:
    return str(response.get("Location", "")).startswith("/sign-in/")


def test_pages_run_nothing_but_our_own_scripts(world: World) -> None:
    wrong = []
    for route in ROUTES:
        for who in ("admin", "outsider", "anonymous"):
            response = knock(world.people[who], "GET", world.path(route))
            wrong += [f"/{route} as {who}: {trouble}" for trouble in troubles(response)]
    assert not wrong, "\n".join(wrong)


def troubles(response: Any) -> Iterator[str]:
    policy = directives(response.get("Content-Security-Policy", ""))
    if not policy:
        yield "no Content-Security-Policy"
        return
    if "sandbox" in policy and "allow-scripts" not in policy["sandbox"]:
        return
    for directive in ("script-src", "style-src", "object-src", "base-uri"):
        allowed = policy.get(directive, policy.get("default-src", ["*"]))
        if not set(allowed) <= {"'self'", "'none'"}:
            yield f"{directive} {allowed}"
    if not response.streaming and "html" in response.get("Content-Type", ""):
        yield from inline(response.content.decode())


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {name: rest for name, *rest in parts}


INLINE: dict[str, Callable[[str], object]] = {
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)", re.I).search,
    "a style in the page": re.compile(r"<style|<[^>]*\sstyle\s*=", re.I).search,
    "a handler in the page": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I).search,
    "a javascript: address": re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.I).search,
}


def inline(html: str) -> Iterator[str]:
    return (name for name, found in INLINE.items() if found(html))
