"""The ledger's pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kept.conversations.views.base import DeskRequest
from kept.promises.chain.ledger import asked_of
from kept.promises.chain.waiting import look_for_ends
from kept.promises.ledger import Scope, View, day_of, grouped, narrowed, rows_of
from kept.promises.paging import page

PAGE = 30


@require_GET
def ledger(request: DeskRequest) -> HttpResponse:
    """Whose promises, seen which way, from where on: `of`, `by`, `after`."""
    scope, view = chosen(request)
    rows = rows_of(request.user, scope)
    shown = page(narrowed(rows, view), view.walk, after=request.GET.get("after", ""), size=PAGE)
    look_for_ends(shown.promises)
    context = {
        "asked": asked_of(request.user, scope) if view != View.DONE and "after" not in request.GET else [],
        "scope": scope,
        "scopes": Scope.choices,
        "view": view,
        "views": View.choices,
        "page": shown,
        "groups": list(grouped(shown.promises, view)),
        "day": day_of(rows),
        "after": request.GET.get("after", ""),
    }
    return render(request, "promises/ledger.html", context)


def chosen(request: DeskRequest) -> tuple[Scope, View]:
    """An address that was mangled shows one's own, by when."""
    of, by = request.GET.get("of", ""), request.GET.get("by", "")
    scope = Scope(of) if of in Scope.values else Scope.MINE
    return scope, View(by) if by in View.values else View.WHEN


@require_GET
def rail(request: DeskRequest) -> HttpResponse:
    return render(request, "promises/rail.html")
