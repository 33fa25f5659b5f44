from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponseBase

OURS = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "frame-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
MAIL = "; ".join(
    [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:{remote}",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    ]
)

Answer = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


def mail(remote_images: bool) -> str:
    """The policy for a customer's own HTML: nothing runs, nothing is fetched but images one asked for."""
    return MAIL.format(remote=" https: http:" if remote_images else "")


class ContentSecurityPolicy:
    """Puts our policy on every response that does not bring a policy of its own."""

    sync_capable = True
    async_capable = True

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        if iscoroutinefunction(answer):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        response = self.answer(request)
        return guarded(response) if isinstance(response, HttpResponseBase) else self.later(response)

    async def later(self, response: Awaitable[HttpResponseBase]) -> HttpResponseBase:
        return guarded(await response)


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    """``response`` with our policy where it had none."""
    response.headers.setdefault("Content-Security-Policy", OURS)
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
    return response
