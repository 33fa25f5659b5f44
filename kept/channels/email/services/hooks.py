"""Where mail services call: with what became of our mail, and with mail that they received for us.

Nobody signs in. The address is not guessed, and the call proves itself; else nothing changes. We say 200 once
everything is stored: whatever else we say, the service says it again, for hours.
"""

from __future__ import annotations

import logging

from anymail.exceptions import AnymailWebhookValidationFailure as Unproved
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kept.channels.email.services import receiving, reporting
from kept.channels.email.services.calls import Call
from kept.channels.email.services.proving import VIEWS, proved
from kept.channels.email.services.service import MailService
from kept.lib.sealing import Unopenable
from kept.people import throttle

log = logging.getLogger(__name__)

MINUTE = 60
# Beyond that the service is asked to come back, which every one of them does: nothing is lost by it.
MOST_A_MINUTE = 1200
MOST_UNPROVED_A_MINUTE = 60
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, LookupError)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def hook(request: HttpRequest, token: str, what: str) -> HttpResponse:
    """One call. `what` is reports or mail."""
    service = get_object_or_404(MailService.objects.select_related("inbox"), token=token)
    if service.kind not in VIEWS[what]:
        raise Http404
    if request.method != "POST":
        return _answer(200, "Here is where the mail service calls.")  # some look before they save the address
    content = _content(request)
    if content is None:
        return _answer(413, "Larger than any mail that is taken.")
    call = Call(request, content)
    try:
        view = proved(service, what, call)
    except (Unproved, Unopenable):
        return _unproved(service)
    if not throttle.allow(f"calls of service {service.pk}", limit=MOST_A_MINUTE, seconds=MINUTE):
        return _answer(429, "Please call again in a minute.")
    return _heard(service, what, call, view)


def _heard(service: MailService, what: str, call: Call, view: object) -> HttpResponse:
    try:
        with transaction.atomic():
            if what == "mail":
                receiving.take(service, call, view)
            else:
                reporting.heed(service, view.parse_events(call))  # type: ignore[attr-defined] # anymail has no types
            service.was_heard()
    except reporting.NotYet:
        return _answer(503, "That message is just leaving. Please say it again in a minute.")
    except UNREADABLE:
        log.exception("A call of %s for %s could not be read", service, service.inbox)
        return _answer(422, "That could not be read.")
    return _answer(200, "Thank you.")


def _unproved(service: MailService) -> HttpResponse:
    if throttle.allow(f"unproved calls of service {service.pk}", limit=MOST_UNPROVED_A_MINUTE, seconds=MINUTE):
        service.was_refused()
        return _answer(403, "The call does not prove that it comes from the mail service.")
    return _answer(429, "The call does not prove that it comes from the mail service.")


def _content(request: HttpRequest) -> bytes | None:
    """All of it; None when it is more than a mail of the largest size in base64 and a form's escapes."""
    most = settings.KEPT_MAIL_MAX_BYTES * 2
    content = request.read(most + 1)
    return content if len(content) <= most else None


def _answer(status: int, words: str) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    if status in {429, 503}:
        response["Retry-After"] = str(MINUTE)
    return response
