"""What anybody sees: the page on which one chooses a time, and the one on which one changes or cancels it.

No cookie is set and nobody signs in: a stamp, or the signed address, does what a CSRF cookie would do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from kept.channels.callbacks import tokens
from kept.channels.callbacks.arranging import Wish, arrange, is_allowed
from kept.channels.callbacks.telling import days_of, in_both_zones
from kept.channels.form import embedding, stamp
from kept.channels.form.embedding import Frame
from kept.lib import clock
from kept.lib.clock import is_time_zone
from kept.people import throttle, zones
from kept.people.organisation import Organisation
from kept.people.origin import address
from kept.promises.callbacks.booking import NobodyRings, TimeTaken, rebook
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.forms import CustomerForm
from kept.promises.callbacks.opening import CallbackPage
from kept.promises.callbacks.slots import free
from kept.promises.making import DueInThePast

CHANGES = (30, 900)  # so many, within so many seconds


class Open(View):
    """`embedded` when another site's page shows it in a frame."""

    embedded = False
    frame: Frame | None = None

    def framed(self, request: HttpRequest, page: CallbackPage, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whatever we answer, the page's sites may show."""
        self.frame = Frame.of(request, page.sites) if self.embedded else None
        response = super().dispatch(request, *args, **kwargs)
        return self.frame.let_in(response) if self.frame else response

    def address(self, name: str, *args: object) -> str:
        """That page, in the frame where this one is."""
        return reverse(f"callbacks:{name}_embedded" if self.frame else f"callbacks:{name}", args=args) + self.query

    @property
    def query(self) -> str:
        return self.frame.query if self.frame else ""

    def drawn(self, template: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
        ours = {"organisation": Organisation.ours().name, "frame": self.frame}
        response = render(self.request, template, {**context, **ours}, status=status)
        patch_cache_control(response, no_store=True)
        return response

    def chosen(self) -> datetime | None:
        """The moment that was chosen; None for what is none."""
        try:
            at = parse_datetime(self.request.POST.get("at", ""))
        except ValueError:
            return None
        return at if at is not None and at.tzinfo is not None else None


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class Booking(Open):
    page: CallbackPage

    def dispatch(self, request: HttpRequest, *args: Any, slug: str, **kwargs: Any) -> Any:
        self.page = get_object_or_404(CallbackPage.objects.public(), inbox__slug=slug)
        self.form_name = f"callback {slug}"
        return self.framed(request, self.page, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(CustomerForm(), stamp.new(self.form_name))

    def post(self, request: HttpRequest) -> HttpResponse:
        given = request.POST.get("stamp", "")
        if "look" in request.POST:  # another zone's times, with what was typed meanwhile
            return self.shown(CustomerForm(initial=request.POST.dict()), given)
        form = CustomerForm(request.POST, self.zone, Organisation.ours().time_zone)
        start, found = self.chosen(), stamp.read(given, self.form_name)
        if trouble := self.trouble(form, start, found):
            form.add_error(None, trouble)
        if not form.is_valid() or start is None or found is None:
            return self.shown(form, given if found else stamp.new(self.form_name), 422)
        if not is_allowed(address(request), form.cleaned_data["number"]):
            form.add_error(None, gettext("Several calls were booked from here in a short time. Try again later."))
            return self.shown(form, given, 429)
        return self.booked(form, Wish(**form.cleaned_data, start=start, zone=self.zone, nonce=found.nonce))

    def trouble(self, form: CustomerForm, start: datetime | None, found: stamp.Stamp | None) -> str:
        if found is None:
            return gettext("This page stood open for long. Please press the button once more.")
        if found.is_too_quick:
            return gettext("That was very quick. Please press the button once more.")
        if self.request.POST.get("website", "").strip():
            return gettext("A field that nobody sees was filled in. Please empty it, or ring or write to us.")
        return "" if start else gettext("Please choose a time.")

    def booked(self, form: CustomerForm, wish: Wish) -> HttpResponse:
        try:
            callback = arrange(self.page, wish)
        except TimeTaken:
            form.add_error(None, gettext("That time has just been taken. Please choose another one."))
            return self.shown(form, self.request.POST["stamp"], 409)
        except NobodyRings:
            form.add_error(None, gettext("Nobody can ring you at the moment. Please write to us."))
            return self.shown(form, self.request.POST["stamp"], 409)
        return redirect(self.address("booked", tokens.new(callback)))

    @property
    def zone(self) -> str:
        """What was chosen, else what the browser says, else ours."""
        asked = self.request.POST.get("zone") or self.request.GET.get("zone", "")
        return asked if is_time_zone(asked) else Organisation.ours().time_zone

    def shown(self, form: CustomerForm, given: str, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "page": self.page,
            "stamp": given,
            "zone": self.zone,
            "zones": zones.choices(),
            "days": days_of(free(self.page), clock.zone(self.zone), at := self.request.POST.get("at", "")),
            "at": at,
            "is_time_missing": form.is_bound and not self.chosen(),
        }
        return self.drawn("callbacks/page.html", context, status)


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class Booked(Open):
    """The signed address: when we ring, and how to change that."""

    callback: Callback

    def dispatch(self, request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> Any:
        callback = tokens.read(token)
        if callback is None:
            raise Http404
        self.callback = callback
        return self.framed(request, self.page, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest) -> HttpResponse:
        limit, seconds = CHANGES
        if not throttle.allow(f"callback:change:{address(request)}", limit=limit, seconds=seconds):
            return throttle.refuse(request)
        if "cancel" in request.POST:
            self.callback.cancel(request.POST.get("why", "")[:500])
            return redirect(request.path + self.query)
        start = self.chosen()
        if start is None:
            return self.shown(gettext("Please choose a time."), 422)
        try:
            rebook(self.page, self.callback, start)
        except (TimeTaken, DueInThePast, CallbackPage.DoesNotExist):
            return self.shown(gettext("That time has just been taken. Please choose another one."), 409)
        return redirect(request.path + self.query)

    @property
    def page(self) -> CallbackPage:
        return CallbackPage.of(self.callback.promise.inbox)

    def shown(self, trouble: str = "", status: int = 200) -> HttpResponse:
        promise, page = self.callback.promise, self.page
        times = free(page, but=self.callback) if page.is_on and promise.is_outstanding else []
        context = {
            "callback": self.callback,
            "promise": promise,
            "times": in_both_zones(self.callback).splitlines(),
            "days": days_of([each for each in times if each.start != self.callback.start], promise.said_zone),
            "trouble": trouble,
            "new_url": self.address("page", promise.inbox.slug) if page.is_on else "",
            "own_url": reverse("callbacks:booked", args=[tokens.new(self.callback)]),
        }
        return self.drawn("callbacks/booked.html", context, status)


@login_not_required
@require_safe
def script(request: HttpRequest, slug: str) -> HttpResponse:
    """What puts the page into another site's."""
    get_object_or_404(CallbackPage.objects.public(), inbox__slug=slug)
    return embedding.script()
