"""From a filled-in form to a conversation: stored first, then taken in at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from kept.channels import inbound, intake
from kept.channels.form.channel import NAME
from kept.channels.form.submission import File, Submission
from kept.channels.inbound import Inbound
from kept.conversations.inbox import Inbox
from kept.people.throttle import allow

# How many submissions, within how many seconds.
PER_ADDRESS = (10, 900)
PER_EMAIL = (5, 900)


def is_allowed(address: str, email: str) -> bool:
    """Whether this network address, and this e-mail address, may send one more now. Counts the attempt."""
    limits = [(f"form:from:{address}", PER_ADDRESS), (f"form:email:{email}", PER_EMAIL)]
    allowed = [allow(key, limit=limit, seconds=seconds) for key, (limit, seconds) in limits]
    return all(allowed)


def send_in(submission: Submission, inbox: Inbox) -> Inbound:
    """Once this returns the submission is safe. Its `message` is None while it could not be taken in yet."""
    stored = inbound.accept(NAME, submission.to_bytes(), inbox=inbox)
    intake.take_in_now(stored)
    return stored


def as_files(uploads: Iterable[UploadedFile[Any]]) -> tuple[File, ...]:
    return tuple(File(each.name or "", each.content_type or "", each.read()) for each in uploads)
