from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kept.people import mailing
from kept.people.invitation import Invitation
from kept.people.member import Member

# A mail server that is away for a while: tried again after 10, 100, 1000 and 10000 seconds.
PATIENT = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.task(name="people.mail_sign_in_link", retry=RetryStrategy(max_attempts=3, wait=20))
def mail_sign_in_link(email: str) -> None:
    for member in Member.objects.active().filter(email=email):
        mailing.send_sign_in_link(member)


@app.task(name="people.mail_password_reset", retry=RetryStrategy(max_attempts=3, wait=20))
def mail_password_reset(member: int) -> None:
    for each in Member.objects.active().filter(pk=member):
        mailing.send_password_reset(each)


@app.task(name="people.mail_invitation", retry=PATIENT)
def mail_invitation(invitation: int) -> None:
    for each in Invitation.objects.open().filter(pk=invitation):
        mailing.send_invitation(each)


@app.task(name="people.mail_address_changed", retry=PATIENT)
def mail_address_changed(member: int, before: str) -> None:
    mailing.send_address_changed(Member.objects.get(pk=member), before)
