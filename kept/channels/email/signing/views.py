"""The settings of the domains that mail leaves from: what to publish, how that looks, and whether Kept signs."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kept.channels.email.lookup import Within, afresh
from kept.channels.email.signing import published
from kept.channels.email.signing.domain import SendingDomain, in_use
from kept.people.access import MemberRequest, administrators

CHECK_WITHIN = 8.0  # seconds


@administrators
@require_safe
def domains(request: MemberRequest) -> HttpResponse:
    rows = {each.name: each for each in SendingDomain.objects.all()}
    return render(request, "email/domains.html", {"domains": [(name, rows.get(name)) for name in in_use()]})


@administrators
def domain(request: MemberRequest, name: str) -> HttpResponse:
    """What to publish for it; a POST has a key made where there is none."""
    if request.method == "POST":
        SendingDomain.objects.prepare(_known(name), by=request.user)
        return redirect("domains:one", name=name)
    row = SendingDomain.objects.filter(name=_known(name)).first()
    records = published.records(row) if row else []
    server = published.server_of(name)
    return render(request, "email/domain.html", {"name": name, "domain": row, "records": records, "server": server})


@administrators
@require_POST
def check(request: MemberRequest, name: str) -> HttpResponse:
    """Look the records up now."""
    _look(_row(name))
    return redirect("domains:one", name=name)


@administrators
@require_POST
def signing(request: MemberRequest, name: str) -> HttpResponse:
    """Sign from now on, if the key is published; or no longer."""
    row = _row(name)
    if request.POST.get("_method") == "delete":
        row.end_signing(by=request.user)
        messages.success(request, _("Mail from %(domain)s is no longer signed.") % {"domain": name})
    elif (state := _look(row)["dkim"]["state"]) in {"missing", "wrong"}:
        messages.error(request, _("Not yet: the key must be published first. What was found stands below."))
    else:
        row.begin_signing(by=request.user)
        words = _("Mail from %(domain)s is signed from now on.")
        if state == "unknown":
            words = _("Mail from %(domain)s is signed from now on. Check again soon that the key is published.")
        messages.success(request, words % {"domain": name})
    return redirect("domains:one", name=name)


@administrators
@require_POST
def key(request: MemberRequest, name: str) -> HttpResponse:
    """Another key in place of the one that is there."""
    _row(name).make_key(by=request.user)
    messages.success(request, _("There is a new key. Publish it, then turn signing on again."))
    return redirect("domains:one", name=name)


def _look(row: SendingDomain) -> dict[str, dict[str, str]]:
    findings = published.check(row, Within(afresh(), time.monotonic() + CHECK_WITHIN))
    row.keep_findings(findings)
    return findings


def _known(name: str) -> str:
    if name not in in_use():
        raise Http404
    return name


def _row(name: str) -> SendingDomain:
    row = SendingDomain.objects.filter(name=_known(name)).first()
    if row is None:
        raise Http404
    return row
