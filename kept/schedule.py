"""Everything Kept does by the clock, in plain words. Times are UTC."""

from contextlib import suppress

from django.core.management import call_command
from procrastinate import App

from kept.channels import breaking, tally
from kept.channels.email.accounts.account import renew_due
from kept.channels.email.accounts.alarms import warn
from kept.channels.email.services import report
from kept.channels.inbound import Inbound, ask_for_intake
from kept.conversations import visiting
from kept.conversations.base import MergedMeanwhile
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import overdue
from kept.people import signin, throttle
from kept.promises import confirming


def ready(app: App) -> None:
    """Called by procrastinate when Django is ready."""
    every_minute = app.periodic(cron="* * * * *")
    every_ten_minutes = app.periodic(cron="*/10 * * * *")
    every_hour = app.periodic(cron="17 * * * *")

    every_minute(app.task(name="wake_snoozed", queueing_lock="wake_snoozed")(wake_snoozed))
    every_minute(app.task(name="send_overdue", queueing_lock="send_overdue")(send_overdue))
    every_minute(app.task(name="take_in_forgotten", queueing_lock="take_in_forgotten")(take_in_forgotten))
    every_ten_minutes(app.task(name="keep_access", queueing_lock="keep_access")(keep_access))
    every_hour(app.task(name="tidy", queueing_lock="tidy")(tidy))


def wake_snoozed(timestamp: int) -> None:
    """Bring back what was snoozed until now."""
    for conversation in Conversation.objects.due_to_wake():
        with suppress(MergedMeanwhile):
            conversation.wake()


def send_overdue(timestamp: int) -> None:
    """Ask again for deliveries whose job was lost with its worker."""
    for delivery in overdue():
        delivery.enqueue()


def take_in_forgotten(timestamp: int) -> None:
    """Ask again for arrivals whose job was never asked for, because whoever took them in died right after."""
    if Inbound.objects.waiting().exists():
        ask_for_intake()


def keep_access(timestamp: int) -> None:
    """Renew our access to mailboxes before it ends, and say long before when that will not go on."""
    renew_due()
    warn()


def tidy(timestamp: int) -> None:
    """Forget what only mattered for a while."""
    throttle.sweep()
    breaking.sweep()
    tally.gather()
    report.sweep()
    signin.sweep()
    call_command("clearsessions")
    visiting.fade()
    confirming.fade()
