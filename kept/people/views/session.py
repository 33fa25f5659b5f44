"""Whether one is still signed in."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@never_cache
@require_GET
def session(request: HttpRequest) -> JsonResponse:
    """For a page that was refused: what its forms need since one has signed in again. Others are led to the door."""
    return JsonResponse({"member": request.user.pk, "csrf": get_token(request)})
