"""`kept mail audit`, as people and programs run it."""

from __future__ import annotations

import json

from kept.channels.inbound import Inbound
from kept.channels.tests.letters import arrive, letter
from kept.cli.tests.test_mail_and_conversation import run, transactional
from kept.conversations.inbox import Inbox


@transactional
def test_it_adds_up_or_says_what_is_missing(sales: Inbox) -> None:
    inbound = arrive(letter())
    fine = run("mail", "audit", "--json", "--files")
    assert fine.returncode == 0, fine.stderr
    found = json.loads(fine.stdout)
    assert (found["complete"], found["days"][0]["arrived"], found["days"][0]["shown"]) == (True, 1, 1)
    assert "Nothing is missing: 1 arrived." in run("mail", "audit").stdout
    Inbound.objects.update(message=None)
    missing = run("mail", "audit")
    assert missing.returncode == 1
    assert f"Arrival {inbound.pk} counts as taken in, but there is no message of it." in missing.stdout
    assert run("mail", "audit", "--since", "2999-01-01").returncode == 0
