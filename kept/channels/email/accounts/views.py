"""Connecting a mailbox at Google or Microsoft: to the provider, there leave is given, and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kept.channels.email.accounts import asking, consent
from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.asking import Refused, Unanswered
from kept.channels.email.accounts.connecting import NotConnected
from kept.channels.email.accounts.connecting import connect as take
from kept.channels.email.accounts.forms import ConnectForm, RegistrationForm
from kept.channels.email.accounts.providers import Name
from kept.channels.email.accounts.registration import Registration
from kept.people.access import MemberRequest, administrators


def of_provider(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For administrators, with the provider as its name."""

    @administrators
    @never_cache
    @wraps(view)
    def found(request: MemberRequest, provider: str) -> HttpResponseBase:
        if provider not in Name.values:
            raise Http404
        return view(request, Name(provider))

    return found


@of_provider
def connect(request: MemberRequest, provider: Name) -> HttpResponse:
    """Ask what is to be connected; a POST leads to the provider. `account` names one to connect again."""
    registered = Registration.objects.filter(provider=provider).first()
    if registered is None:
        return redirect("accounts:registration", provider)
    account = _again(request, provider)
    form = ConnectForm(provider, request.POST or None)
    words = {"form": form, "provider": provider, "account": account}
    if request.method == "POST" and (account or form.is_valid()):
        purpose = {"account": account.pk, "hint": account.address} if account else form.purpose
        url = consent.begin(request.session, registered, **purpose)
        return render(request, "email/leaving.html", words | {"url": url})
    return render(request, "email/connect.html", words, status=422 if form.errors and not account else 200)


def _again(request: MemberRequest, provider: Name) -> Account | None:
    pk = request.GET.get("account", "")
    return get_object_or_404(Account, pk=pk, provider=provider) if pk.isdecimal() and len(pk) < 18 else None


@of_provider
@require_safe
def back(request: MemberRequest, provider: Name) -> HttpResponse:
    """The person is back from the provider, with a code or with the reason why there is none."""
    try:
        words = _connected(request, provider)
    except NotConnected as problem:
        messages.error(request, str(problem))
        return redirect("accounts:connect", provider)
    messages.success(request, words)
    return redirect("email:mailboxes")


def _connected(request: MemberRequest, provider: Name) -> str:
    """Raises `NotConnected`."""
    asked = consent.finish(request.session, provider, request.GET.get("state", ""))
    registered = Registration.objects.filter(provider=provider).first()
    if asked is None or registered is None:
        raise NotConnected(_("That took too long, or was begun elsewhere. Please begin again."))
    if request.GET.get("error") or not (code := request.GET.get("code")):
        raise NotConnected(_refusal(request.GET.get("error_description") or request.GET.get("error", "")))
    words = {"provider": provider.label}
    try:
        tokens = asking.exchange(registered, code, verifier=asked.verifier, back=consent.back(provider))
    except Unanswered as problem:
        raise NotConnected(_("%(provider)s did not answer. Please try again in a moment.") % words) from problem
    except Refused as problem:
        raise NotConnected(_refusal(problem.said)) from problem
    mailbox = take(registered, asked, tokens, by=request.user)[-1]
    addresses = {"mailbox": mailbox.username, "inbox": mailbox.inbox.address, "provider": provider.label}
    if mailbox.inbox.address.lower() != mailbox.username.lower():
        other = _(
            "%(mailbox)s is connected. Answers leave as %(inbox)s: make that an alias of the mailbox at %(provider)s."
        )
        return other % addresses
    return _("%(mailbox)s is connected. Within a minute you see here how it does.") % addresses


def _refusal(said: str) -> str:
    words = _("No leave was given, so that nothing is connected. The answer was: %(said)s")
    return words % {"said": said[:300] or "–"}


@of_provider
def registration(request: MemberRequest, provider: Name) -> HttpResponse:
    """How Kept is registered with the provider, and how one does that."""
    row = Registration.objects.filter(provider=provider).first() or Registration(provider=provider)
    is_new = row.pk is None
    form = RegistrationForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.keep(by=request.user)
        messages.success(request, _("The registration is saved."))
        return redirect("accounts:connect", provider) if is_new else redirect("email:mailboxes")
    words = {"form": form, "provider": provider, "back": consent.back(provider), "is_new": is_new}
    return render(request, "email/registration.html", words, status=422 if form.errors else 200)
