"""The desk: the places, the list of one place, and one conversation beside it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from kept.conversations import access, places, rail
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox, open_to
from kept.conversations.places import BY_SLUG, Cursor, Place
from kept.conversations.views.base import DeskRequest, wants_part
from kept.conversations.views.letterfile import Context, number_of, whole
from kept.conversations.views.marks import marked

MOST_ROWS = 200
PAGE = 30


@require_GET
def home(request: DeskRequest) -> HttpResponse:
    return redirect("conversations:place", "mine")


@require_GET
def place(request: DeskRequest, place: str, number: int | None = None) -> HttpResponse:
    """A place's list, with a conversation beside it when one is named."""
    row = access.conversation(request.user, number) if number else None
    if row is not None and row.pk != number:
        return redirect("conversations:beside", place, row.pk)
    return shown(request, found(place), row)


@require_GET
def conversation(request: DeskRequest, number: int) -> HttpResponse:
    """A conversation's own address, for links: its page stands in the place where it lies now."""
    row = access.conversation(request.user, number)
    if row.pk != number:
        return redirect("conversations:page", row.pk)
    return shown(request, found(place_of(row, request)), row)


def shown(request: DeskRequest, here: Place, conversation: Conversation | None) -> HttpResponse:
    """The whole page, or what belongs beside the list when htmx asks for that."""
    context: Context = {"place": here.slug, "here": here}
    if not wants_part(request):
        rail.listen_from_here(request)
    if conversation:
        context = whole(request, conversation) | context
    if wants_part(request):
        response = render(request, "conversations/beside.html", context)
    else:
        inboxes = open_to(request.user)
        context |= listed(request, here, conversation, inboxes) | {"rail": rail.drawn(request, here.slug)}
        response = render(request, "conversations/desk.html", context)
    # Going back may show what the browser has kept of this address, which must not be the part for the page.
    patch_vary_headers(response, ["HX-Request-Type", "HX-History-Restore-Request"])
    return response


@require_GET
def rows(request: DeskRequest, place: str) -> HttpResponse:
    """The rows of a place: its newest when the list refreshes itself, the next older ones when asked for more."""
    here = found(place)
    found_here = listed(request, here, None, open_to(request.user))
    return render(request, "conversations/rows.html", {"here": here, "place": here.slug} | found_here)


@require_GET
def counts(request: DeskRequest) -> HttpResponse:
    """The places with how much lies in each."""
    return render(request, "ui/places.html", {"rail": rail.drawn(request, request.GET.get("here", ""))})


def found(slug: str) -> Place:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def listed(request: DeskRequest, here: Place, current: Conversation | None, inboxes: list[Inbox]) -> Context:
    """The rows of a place in those inboxes, or in the one of them that was chosen."""
    chosen = next((each for each in inboxes if each.slug == request.GET.get("inbox")), None)
    picked = here.of(request.user, [chosen] if chosen else inboxes)
    before = Cursor.parse(request.GET.get("before", ""))
    size = min(number_of(request, "size") or PAGE, MOST_ROWS)
    page = places.page(picked, walk=here.walk, before=before, size=size)
    return {
        "page": page,
        "rows": marked(page.conversations, request.user),
        "size": min(size + (PAGE if before else 0), MOST_ROWS),
        "before": before,
        "inboxes": inboxes,
        "inbox": chosen,
        "current": current.pk if current else number_of(request, "at"),
    }


def place_of(conversation: Conversation, request: DeskRequest) -> str:
    if conversation.state != "open":
        return conversation.state
    return "mine" if conversation.assignee_id == request.user.pk else "open"
