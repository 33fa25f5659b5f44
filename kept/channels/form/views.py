"""What anybody sees: the form, the thank-you, and the script that puts the form into a site.

Nobody needs to sign in, and no cookie is set: a stamp in the form itself does what a CSRF cookie would do, since
a browser keeps no cookie of ours inside another site's page. There is no session whose rights somebody could borrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from kept.channels.form import embedding, stamp
from kept.channels.form.embedding import Frame
from kept.channels.form.form_settings import FormSettings
from kept.channels.form.forms import MessageForm
from kept.channels.form.sending_in import as_files, is_allowed, send_in
from kept.channels.form.submission import Submission
from kept.channels.form.uploads import MOST_BYTES, MOST_FILE_BYTES, Capped
from kept.channels.inbound import Inbound
from kept.lib.clock import is_time_zone
from kept.people.organisation import Organisation
from kept.people.origin import address

RECEIPT = "kept.form.receipt"
RECEIPT_LASTS = 3600  # seconds


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class PublicForm(View):
    """The form of one inbox; `embedded` when another site's page shows it in a frame."""

    embedded = False
    form_settings: FormSettings

    def dispatch(self, request: HttpRequest, *args: Any, slug: str, **kwargs: Any) -> Any:
        self.form_settings = get_object_or_404(FormSettings.objects.public(), inbox__slug=slug)
        self.frame = Frame.of(request, self.form_settings.sites) if self.embedded else None
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(MessageForm(), stamp.new(self.slug))

    def post(self, request: HttpRequest) -> HttpResponse:
        request.upload_handlers = [Capped(request)]
        form = MessageForm(request.POST, {"attached": request.FILES.getlist("attached")})
        given = request.POST.get("stamp", "")
        if not form.is_valid():
            return self.shown(form, given, status=422)
        found = stamp.read(given, self.slug)
        if found is None:
            return self.again(form, gettext("This page stood open for long. Please press Send once more."))
        if found.is_too_quick:
            return self.again(form, gettext("That was very quick. Please press Send once more."), given)
        if not is_allowed(address(request), form.cleaned_data["email"]):
            return self.too_often(form, given)
        stored = send_in(self.submission(form, found), self.form_settings.inbox)
        return self.thank(stored)

    @property
    def slug(self) -> str:
        return self.form_settings.inbox.slug

    def submission(self, form: MessageForm, found: stamp.Stamp) -> Submission:
        words = form.cleaned_data
        zone = self.request.POST.get("time_zone", "")
        return Submission(
            nonce=found.nonce,
            name=words["name"],
            email=words["email"],
            subject=words["subject"],
            text=words["text"],
            time_zone=zone if is_time_zone(zone) else "",
            trapped=bool(self.request.POST.get("website", "").strip()),
            files=as_files(words["attached"]),
        )

    def again(self, form: MessageForm, words: str, given: str = "", status: int = 422) -> HttpResponse:
        """Show what they wrote once more, with a reason why it was not sent."""
        if form.cleaned_data.get("attached"):
            form.add_error("attached", gettext("Please choose the files again; everything else is still here."))
        form.add_error(None, words)
        return self.shown(form, given or stamp.new(self.slug), status)

    def too_often(self, form: MessageForm, given: str) -> HttpResponse:
        words = gettext(
            "Several messages have come from you in a short time, so this one was not sent. What you wrote is still "
            "here: send it again in a quarter of an hour, or write to %(address)s."
        ) % {"address": self.form_settings.inbox.address}
        return self.again(form, words, given, status=429)

    def shown(self, form: MessageForm, given: str, status: int = 200) -> HttpResponse:
        zone = self.request.POST.get("time_zone", "")
        context = {"form": form, "stamp": given, "zone": zone, "limits": {"file": MOST_FILE_BYTES, "all": MOST_BYTES}}
        return self.drawn("form/page.html", context, status)

    def thank(self, stored: Inbound) -> HttpResponse:
        name = "form:embedded_thanks" if self.frame else "form:thanks"
        url = reverse(name, args=[self.slug, signing.dumps(stored.pk, salt=RECEIPT)])
        return redirect(url + (self.frame.query if self.frame else ""))

    def drawn(self, template: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
        ours = {"form_settings": self.form_settings, "organisation": Organisation.ours().name, "frame": self.frame}
        response = render(self.request, template, {**context, **ours}, status=status)
        patch_cache_control(response, no_store=True)
        return self.frame.let_in(response) if self.frame else response


class Thanks(PublicForm):
    """What became of it. The address of this page holds nothing but a signed number, and works for an hour."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, receipt: str = "") -> HttpResponse:
        stored = self.stored(receipt)
        message = stored.message if stored else None
        context = {"message": message, "number": message.conversation_id if message else None}
        return self.drawn("form/thanks.html", context)

    def stored(self, receipt: str) -> Inbound | None:
        try:
            pk = signing.loads(receipt, salt=RECEIPT, max_age=RECEIPT_LASTS)
        except signing.BadSignature:
            return None
        return Inbound.objects.light().select_related("message").filter(pk=pk, inbox=self.form_settings.inbox).first()


@login_not_required
@require_safe
def script(request: HttpRequest, slug: str) -> HttpResponse:
    """What puts the form into another site's page."""
    get_object_or_404(FormSettings.objects.public(), inbox__slug=slug)
    return embedding.script()
