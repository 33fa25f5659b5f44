"""Every page shows the reader's own time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kept.people.member import Member


class OwnTimeZone:
    """Middleware: while a signed-in member's request runs, local time is theirs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, Member):
            return self.get_response(request)
        with timezone.override(request.user.zone):
            return self.get_response(request)
