"""The numbers, what stands behind each, and both to take along."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kept.conversations.views.base import DeskRequest
from kept.lib.streaming import Streamed
from kept.promises import calibration
from kept.promises.figures import COLUMNS, DIVISIONS, behind, scopes, table, tallies, total
from kept.promises.ledger import Scope
from kept.promises.paging import BY_PK, page
from kept.promises.promise import Promise, PromiseQuerySet

PAGE = 50


class Line:
    """A file that hands on at once what is written to it."""

    def write(self, text: str) -> str:
        return text


@require_GET
def figures(request: DeskRequest) -> HttpResponse:
    scope = chosen(request)
    rows = tallies(request.user, scope)
    tables = [(name, label, table(rows, name)) for name, label in DIVISIONS.items()]
    columns = {name: label for name, (label, _which) in COLUMNS.items()}
    context = {"scope": scope, "scopes": scopes(request.user), "tables": tables, "columns": columns}
    sums = {"total": total(rows), "foretold": calibration.calibration(request.user, scope)}
    return render(request, "promises/figures.html", context | sums)


@require_GET
def rows(request: DeskRequest) -> HttpResponseBase:
    """The promises behind one number; with `as=csv` all of them as a file."""
    found = counted(request).visible_to(request.user)
    if request.GET.get("as") == "csv":
        lines = (csv.writer(Line()).writerow(each) for each in exported(found))
        response = Streamed(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="promises.csv"'
        return response
    shown = page([found], BY_PK, after=request.GET.get("after", ""), size=PAGE)
    query = request.GET.copy()
    query.pop("after", None)
    context = {"page": shown, "query": query.urlencode(), "after": request.GET.get("after", "")}
    return render(request, "promises/counted.html", context)


def chosen(request: DeskRequest) -> Scope:
    allowed = [value for value, _label in scopes(request.user)]
    of = request.GET.get("of", "")
    return Scope(of) if of in allowed else Scope.MINE


def counted(request: DeskRequest) -> PromiseQuerySet:
    """Those behind the number that the address names; 404 for one that does not exist."""
    by, column = request.GET.get("by", ""), request.GET.get("column", "")
    if column in calibration.OUTCOMES:
        return calibration.behind(request.user, chosen(request), column)
    if column not in COLUMNS or by not in {"", *DIVISIONS}:
        raise Http404
    try:
        return behind(tallies(request.user, chosen(request)), column, by, request.GET.get("key", ""))
    except (ValueError, ValidationError) as wrong:
        raise Http404 from wrong


def exported(found: PromiseQuerySet) -> Iterator[list[Any]]:
    """A heading and a line each; moments in UTC (ISO 8601)."""
    yield [
        _("Promise"),
        _("Kind"),
        _("Conversation"),
        _("Customer"),
        _("Team"),
        _("Made by"),
        _("Made at"),
        _("Due at"),
        _("What became of it"),
        _("Why it was broken"),
        _("Done at"),
    ]
    rows = found.select_related("promiser", "customer", "team", "keeping", "breaking").order_by("pk")
    for each in rows.prefetch_related("customer__addresses").iterator(chunk_size=500):
        yield [_harmless(str(fact)) for fact in _facts(each)]


def _facts(promise: Promise) -> Iterator[object]:
    yield from (promise.what, promise.get_deed_display(), promise.conversation_id, promise.customer.display_name)
    yield from (promise.team or "", promise.promiser, promise.made_at.isoformat(), promise.due.isoformat())
    yield promise.get_state_display()
    yield promise.breaking.get_cause_display() if hasattr(promise, "breaking") else ""
    yield promise.keeping.at.isoformat() if hasattr(promise, "keeping") else ""


def _harmless(cell: str) -> str:
    """So that no spreadsheet takes words for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell
