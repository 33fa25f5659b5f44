"""The guard of `kept.lib.guarded` for libraries that speak HTTP by requests: one look-up, no redirects, no proxies."""

from __future__ import annotations

import time
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from kept.lib import guarded
from kept.lib.guarded import PORTS, Guard

LOOK_UP_WITHIN = 10.0  # seconds


def session(guard: Guard) -> requests.Session:
    """One that reaches only what the guard allows. Raises requests' `ConnectionError` for anything else."""
    made = requests.Session()
    made.trust_env = False
    made.max_redirects = 0
    for scheme in PORTS:
        made.mount(f"{scheme}://", _Guarded(guard))
    return made


class _Guarded(HTTPAdapter):
    """Connects to the very address that was checked, under the name that was asked for."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.guard = guard

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        try:
            place = guarded.locate(request.url or "", self.guard, time.monotonic() + LOOK_UP_WITHIN)
        except guarded.Unfetched as problem:
            raise requests.ConnectionError(str(problem), request=request) from problem
        at = f"[{place.address}]" if ":" in place.address else place.address
        host = f"[{place.host}]" if ":" in place.host else place.host
        request.headers["Host"] = host if PORTS[place.scheme] == place.port else f"{host}:{place.port}"
        request.url = f"{place.scheme}://{at}:{place.port}{place.target}"
        if place.scheme == "https":  # the certificate is that of the name, not of the address
            names = {"server_hostname": place.host, "assert_hostname": place.host}
            self.poolmanager.connection_pool_kw.update(names)
        return super().send(request, *args, **kwargs)
