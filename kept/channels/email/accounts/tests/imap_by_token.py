"""pymap, which takes a token and asks the provider at `PROVIDER` whose it is. Run as a program."""

import asyncio
import json
import os
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pymap.backend.dict
from pymap.exceptions import InvalidAuth
from pymap.main import main
from pysasl import SASLAuth
from pysasl.creds.external import ExternalCredentials, ExternalVerificationRequired
from pysasl.mechanism.oauth import OAuth2Mechanism
from pysasl.mechanism.plain import PlainMechanism

Login: Any = pymap.backend.dict.Login
Identity: Any = pymap.backend.dict.Identity


def _token(credentials: ExternalCredentials) -> str:
    try:
        credentials.verify(None)
    except ExternalVerificationRequired as told:
        return str(told.token)


def _who(token: str) -> str:
    with urlopen(f"{os.environ['PROVIDER']}/who?token={quote(token)}", timeout=30) as answer:
        return str(json.load(answer)["email"])


class ByToken(Login):  # type: ignore[misc]  # pymap's own types leave no room for credentials of this kind
    async def authenticate(self, credentials: Any) -> Any:
        if not isinstance(credentials, ExternalCredentials):
            return await super().authenticate(credentials)
        who = await asyncio.to_thread(_who, _token(credentials))
        if not who or who != credentials.authzid:
            raise InvalidAuth
        return Identity(credentials.authzid, self, None, {"admin"})


if __name__ == "__main__":
    room: Any = pymap.backend.dict
    room.Login = ByToken
    room.Config.tls_auth = property(lambda _config: SASLAuth([OAuth2Mechanism(), PlainMechanism()]))
    main()
