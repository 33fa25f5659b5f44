"""What `kept doctor` looks at. Each look gives findings, and none that fails keeps the others from looking."""

import os
import shutil
import smtplib
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Literal
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from kept.lib.environment import Environment
from kept.lib.refusal import Refusal

State = Literal["fine", "warning", "fault"]
LITTLE_ROOM = 1 << 30  # bytes
ENDS_SOON = 14  # days
LATE = 5  # minutes a job may wait before it is worth a word

JOBS = """
SELECT count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now() AND id IN
           (SELECT job_id FROM procrastinate_events WHERE at < now() - make_interval(mins => %s))),
       count(*) FILTER (WHERE status = 'failed')
FROM procrastinate_jobs WHERE status IN ('todo', 'failed')
"""
WORKERS = """
SELECT count(*) FILTER (WHERE last_heartbeat > now() - interval '30 seconds'), max(last_heartbeat)
FROM procrastinate_workers
"""


@dataclass(frozen=True)
class Finding:
    """`words` say what is the matter and what to do, or that it is fine."""

    part: str
    state: State
    words: str


def examine() -> list[Finding]:
    environment = Environment(os.environ)
    findings = [*_look("Python", _python), *_look("Home", lambda: _home(environment))]
    from kept.cli import ready

    with ExitStack() as stack:
        try:
            url = stack.enter_context(ready.models())
        except Refusal as refusal:
            return [*findings, Finding("Database", "fault", str(refusal))]
        looks = (
            ("Database", lambda: _database(url)),
            ("Shape", _shape),
            ("Settings", _settings),
            ("Web", _web),
            ("Worker", _worker),
            ("Jobs", _jobs),
            ("Mail in", _mail_in),
            ("Certificate", _certificate),
            ("Mailboxes", _mailboxes),
            ("Access", _access),
            ("Mail out", _mail_out),
            ("Stream", _stream),
        )
        for part, look in looks:
            findings += _look(part, look)
    return findings


def _look(part: str, look: Callable[[], Iterator[tuple[State, str]]]) -> list[Finding]:
    try:
        return [Finding(part, state, words) for state, words in look()]
    except Refusal as refusal:
        return [Finding(part, "fault", str(refusal))]
    except Exception as problem:
        return [Finding(part, "fault", f"Could not be looked at: {problem}".splitlines()[0])]


def _python() -> Iterator[tuple[State, str]]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield ("fine", version) if sys.version_info >= (3, 11) else ("fault", f"{version}; Kept needs 3.11 or newer.")


def _home(environment: Environment) -> Iterator[tuple[State, str]]:
    home = environment.home()
    free = shutil.disk_usage(home).free
    room = f"{home}, {free / (1 << 30):.1f} GB free"
    yield ("fine", room) if free > LITTLE_ROOM else ("fault", f"{room}: make room, or mail can no longer be stored.")
    secret = home / "secret"
    if secret.exists() and secret.stat().st_mode & 0o077:
        yield "fault", f"{secret} can be read by others of this machine: chmod 600 it."


def _database(url: str) -> Iterator[tuple[State, str]]:
    from kept.lib.reach import public, reach

    whose = "its own" if Environment(os.environ).embedded() else public(url)
    yield "fine", f"PostgreSQL {reach(url)}, {whose}"


def _shape() -> Iterator[tuple[State, str]]:
    from kept.cli.shape import refuse_unfinished

    refuse_unfinished()
    yield "fine", "up to date with this program"


def _settings() -> Iterator[tuple[State, str]]:
    from django.core.checks import run_checks

    from kept.checks import TAG

    messages = run_checks(tags=[TAG])
    for message in messages:
        yield "fault" if message.level >= 40 else "warning", f"{message.msg} ({message.id})"
    if not messages:
        yield "fine", "make sense"


def _web() -> Iterator[tuple[State, str]]:
    from django.conf import settings

    from kept.cli.plan import served_at

    url = served_at(settings.KEPT_HOME) or settings.KEPT_URL
    try:
        urlopen(f"{url}/sign-in/", timeout=10).close()  # noqa: S310 our own address
    except HTTPError as problem:
        if problem.code >= 500:
            yield "fault", f"{url} answers with an error ({problem.code}); the log of kept web says why."
            return
    except (URLError, OSError) as problem:
        yield (
            "fault",
            f"{url} does not answer ({getattr(problem, 'reason', problem)}): start it with kept up or kept web.",
        )
        return
    yield "fine", f"{url} answers"


def _worker() -> Iterator[tuple[State, str]]:
    count, last = _row(WORKERS)
    if count:
        yield "fine", f"{count} at work"
    else:
        ago = f"its heart last beat at {last:%Y-%m-%d %H:%M} UTC" if last else "none was ever seen"
        yield "fault", f"No worker is at work ({ago}): start one with kept up or kept worker."


def _jobs() -> Iterator[tuple[State, str]]:
    late, failed = _row(JOBS, LATE)
    if late:
        yield "warning", f"{late} wait for more than {LATE} minutes: more workers would help."
    if failed:
        yield "warning", f"{failed} failed and are kept for a look."
    if not late and not failed:
        yield "fine", "none late, none failed"


def _mail_in() -> Iterator[tuple[State, str]]:
    from kept.channels.email import pulse
    from kept.channels.inbound import Inbound

    addresses = [found.address for found in pulse.alive()]
    if addresses:
        yield "fine", f"taken in at {', '.join(addresses)}"
    else:
        yield "fault", "No mail is taken in: start it with kept up or kept post."
    if quarantined := Inbound.objects.quarantined().count():
        yield "warning", f"{quarantined} arrivals could not be read; they wait in the settings under arrivals."


def _certificate() -> Iterator[tuple[State, str]]:
    from kept.channels.email.certificate import ours
    from kept.lib import clock

    found = ours()
    if found is None:
        return
    left, day = (found.ends_at - clock.now()).days, f"{found.ends_at:%Y-%m-%d}"
    if left < 0:
        yield "fault", f"{found.chain} ended on {day}: put a new one in its place; it is read without a restart."
    elif left < ENDS_SOON:
        yield "warning", f"{found.chain} ends on {day}: put a new one in its place; it is read without a restart."
    else:
        yield "fine", f"good until {day}"


def _mailboxes() -> Iterator[tuple[State, str]]:
    from kept.channels.email.mailbox import Mailbox

    fetched = Mailbox.objects.fetched()
    for mailbox in fetched.exclude(trouble=""):
        yield "fault", f"{mailbox.username} at {mailbox.host}: {mailbox.get_trouble_display()}"
    if well := fetched.filter(trouble="").count():
        yield "fine", f"{well} fetched without trouble"


def _access() -> Iterator[tuple[State, str]]:
    from kept.channels.email.accounts.account import Account
    from kept.channels.email.accounts.alarms import alarms

    found = alarms()
    for alarm in found:
        yield "fault" if alarm.is_grave else "warning", alarm.words
    if not found and (count := Account.objects.count()):
        yield "fine", f"{count} given by Google or Microsoft, none ends soon"


def _mail_out() -> Iterator[tuple[State, str]]:
    from django.conf import settings
    from django.core.mail import get_connection

    if not settings.KEPT_SMTP_URL:
        return
    where = f"{settings.EMAIL_HOST}, port {settings.EMAIL_PORT}"
    try:
        with get_connection(timeout=10):
            yield "fine", f"{where} lets us in"
    except (OSError, smtplib.SMTPException) as problem:
        yield "fault", f"{where} does not let us in ({problem}): look at KEPT_SMTP_URL."


def _stream() -> Iterator[tuple[State, str]]:
    from kept.events.stream import Setback

    if setbacks := Setback.objects.count():
        yield "warning", f"{setbacks} events could not be handled by one who follows the stream."
    else:
        yield "fine", "followed without setbacks"


def _row(question: str, *parameters: int) -> tuple[Any, ...]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        row: tuple[Any, ...] = cursor.fetchone() or ()
        return row
