"""Fetching from real IMAP servers: every mail once, nothing there changed, trouble told and overcome."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import Settings

from kept.channels import intake
from kept.channels.email import fetching, folder, mailbox, visiting
from kept.channels.email.fetching import Rounds
from kept.channels.email.folder import Folder
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.tests import servers
from kept.channels.email.tests.servers import Imap
from kept.channels.email.trouble import Trouble
from kept.channels.email.visiting import Visit
from kept.channels.inbound import Inbound
from kept.channels.tests.letters import letter
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.tests.ports import free_port

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(
    scope="module",
    params=[servers.pymap, pytest.param(servers.dovecot, marks=pytest.mark.dovecot)],
    ids=lambda s: s.__name__,
)
def imap(request: pytest.FixtureRequest) -> Iterator[Imap]:
    if request.param is servers.dovecot and not servers.DOVECOT.exists():
        pytest.skip("Dovecot is not installed")
    home = Path(tempfile.mkdtemp(prefix="kept-imap-"))
    try:
        with request.param(home) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


Make = Callable[..., Mailbox]


@pytest.fixture
def make(imap: Imap, sales: Inbox) -> Make:
    """A mailbox on the server, with a folder of its own."""

    def make(**columns: object) -> Mailbox:
        name = f"Box{uuid4().hex[:8]}"
        with imap.client() as client:
            assert client.create(name)[0] == "OK"
        fields = {"inbox": sales, "host": "127.0.0.1", "port": imap.port, "security": "plain", "folder": name}
        box = Mailbox(**(fields | {"username": imap.user, "start": "everything"} | columns))
        box.password = imap.password
        box.save()
        return box

    return make


@pytest.fixture
def box(make: Make) -> Mailbox:
    return make()


def fetch(box: Mailbox, failures: dict[int, int] | None = None) -> int:
    """One round; returns how many arrivals there are since."""
    box.refresh_from_db()
    before = Inbound.objects.count()
    with Folder(box) as there:
        Visit(box, there, {} if failures is None else failures).fetch(Event())
    return Inbound.objects.count() - before


def letters(count: int, first: int = 0) -> list[bytes]:
    return [letter(f"Letter {each}", message_id=f"<{each}@x>") for each in range(first, first + count)]


@contextmanager
def rounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The mail process goes its rounds, more hastily than in life."""
    monkeypatch.setattr(fetching, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(folder, "GLANCE", 0.2)
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        going = Rounds()
        task = asyncio.create_task(going.run())
        await stop.wait()
        task.cancel()
        await going.close()

    thread = Thread(target=loop.run_until_complete, args=[run()])
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
        eventually(lambda: not visits())


def visits() -> set[str]:
    """The names of the threads that are at a mailbox."""
    return {each.name for each in enumerate_threads() if each.name.startswith("mailbox ")}


def eventually(true: Callable[[], object], within: float = 60.0) -> None:
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, "it never became so"
        time.sleep(0.05)


def test_everything_is_fetched_once_and_in_order(imap: Imap, box: Mailbox) -> None:
    imap.deliver(*letters(60), folder=box.folder)
    assert (fetch(box), fetch(box)) == (60, 0)
    intake.take_in_waiting()
    assert list(Message.objects.order_by("pk").values_list("text", flat=True)) == [f"Letter {n}" for n in range(60)]


def test_the_raw_mail_is_kept_byte_for_byte_with_its_inbox(imap: Imap, box: Mailbox) -> None:
    raw = letter("Ümlaut " + "x" * 3000 + "\r\n.\r\n)\r\n* 5 EXISTS")
    imap.deliver(raw, folder=box.folder)
    fetch(box)
    stored = Inbound.objects.get()
    assert bytes(stored.raw) == raw
    assert stored.inbox == box.inbox


@pytest.mark.parametrize("size", [folder.PART - 1, folder.PART, 2 * folder.PART + 5])
def test_a_large_mail_is_fetched_in_parts(imap: Imap, box: Mailbox, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "CHUNK_BYTES", 1000)
    lines = letter("y" * 70 + "\r\n" + ("x" * 98 + "\r\n") * (size // 100))
    raw = lines + b"." * (size - len(lines)) if len(lines) < size else lines[: size - 2] + b"\r\n"
    assert len(raw) == size
    imap.deliver(raw, letter(message_id="<2@x>"), folder=box.folder)
    assert fetch(box) == 2
    large, small = Inbound.objects.order_by("pk")
    assert large.content[:] == raw
    assert small.content[:] == letter(message_id="<2@x>")


def test_from_now_on_leaves_what_was_there(imap: Imap, make: Make) -> None:
    box = make(start="now")
    imap.deliver(*letters(3), folder=box.folder)
    assert fetch(box) == 0
    imap.deliver(*letters(2, first=3), folder=box.folder)
    assert fetch(box) == 2


def test_whether_somebody_read_it_there_does_not_matter(imap: Imap, box: Mailbox) -> None:
    imap.deliver(*letters(2), folder=box.folder)
    with imap.client() as client:
        client.select(box.folder)
        client.store("1:2", "+FLAGS", "(\\Seen)")
    assert fetch(box) == 2


def test_what_we_fetch_stays_unread_there(imap: Imap, box: Mailbox) -> None:
    imap.deliver(*letters(2), folder=box.folder)
    assert fetch(box) == 2
    assert not any(b"Seen" in each for each in imap.flags(box.folder))


def test_a_folder_numbered_anew_is_fetched_anew_and_nothing_is_doubled(imap: Imap, box: Mailbox) -> None:
    imap.deliver(*letters(3), folder=box.folder)
    fetch(box)
    intake.take_in_waiting()
    before = box.uid_validity
    imap.make_anew(box.folder)
    imap.deliver(*letters(5), folder=box.folder)
    fetch(box)
    assert box.uid_validity != before, "the folder must be numbered anew for this test to mean anything"
    intake.take_in_waiting()
    assert Message.objects.count() == 5
    assert Inbound.objects.filter(state="duplicate").count() == 3


def test_a_folder_numbered_anew_brings_no_old_mail_that_nobody_asked_for(imap: Imap, make: Make) -> None:
    box = make(start="now")
    fetch(box)
    imap.make_anew(box.folder)
    with imap.client() as client:
        client.append(box.folder, "", '"01-Jan-2020 10:00:00 +0000"', letter("Old"))
    imap.deliver(letter("New"), folder=box.folder)
    assert fetch(box) == 1


def test_one_mail_in_two_mailboxes_is_one_message(imap: Imap, make: Make, claims: Inbox) -> None:
    one, other = make(), make(inbox=claims)
    for each in (one, other):
        imap.deliver(letter(), folder=each.folder)
    assert fetch(one) + fetch(other) == 2
    intake.take_in_waiting()
    assert Message.objects.count() == 1


def test_two_processes_on_one_mailbox_fetch_each_mail_once(imap: Imap, box: Mailbox) -> None:
    imap.deliver(*letters(20), folder=box.folder)
    twin = Mailbox.objects.get(pk=box.pk)
    with Folder(box) as here, Folder(twin) as there:
        visits = [Visit(box, here, {}), Visit(twin, there, {})]
        threads = [Thread(target=_fetch_and_close, args=[each]) for each in visits]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert Inbound.objects.count() == 20


def _fetch_and_close(visit: Visit) -> None:
    visit.fetch(Event())
    connection.close()


def test_the_bookmark_does_not_move_when_storing_fails(
    imap: Imap, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap.deliver(*letters(2), folder=box.folder)
    with monkeypatch.context() as broken:
        broken.setattr(visiting, "accept", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            fetch(box)
    assert Mailbox.objects.get().uid == 0
    assert fetch(box) == 2


def test_one_too_large_is_put_aside_with_its_header_and_the_next_is_fetched(
    imap: Imap, box: Mailbox, settings: Settings
) -> None:
    settings.KEPT_MAIL_MAX_BYTES = 2000
    large = letter("x" * 3000, message_id="<large@x>", subject="My film")
    imap.deliver(letter("One", message_id="<1@x>"), large, letter("Two", message_id="<2@x>"), folder=box.folder)
    assert fetch(box) == 3
    aside = Inbound.objects.get(state="quarantined")
    assert "too large" in aside.reason
    assert b"My film" in bytes(aside.raw)
    assert Inbound.objects.waiting().count() == 2


def test_one_that_the_server_does_not_hand_over_does_not_hold_up_the_others(
    imap: Imap, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap.deliver(*letters(4), folder=box.folder)
    with Folder(box) as there:
        poison = there.listed(1)[1].uid
    honest = Folder.bodies

    def bodies(self: Folder, uids: list[int], part: str = "BODY.PEEK[]") -> dict[int, bytes]:
        if poison in uids:
            raise EOFError("the server hung up")
        return honest(self, uids, part)

    monkeypatch.setattr(Folder, "bodies", bodies)
    failures: dict[int, int] = {}
    for _ in range(visiting.MOST_FAILURES + 1):
        with pytest.raises(EOFError):
            fetch(box, failures)
    fetch(box, failures)
    assert Inbound.objects.waiting().count() == 3
    assert "did not hand over" in Inbound.objects.get(state="quarantined").reason
    assert not failures.get(poison)


def test_what_arrives_is_fetched_at_once(imap: Imap, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    box = make(start="now")
    monkeypatch.setattr(folder, "WAIT", 600.0)  # the next look would be later
    with rounds(monkeypatch):
        eventually(lambda: Mailbox.objects.get(pk=box.pk).looked_at)
        time.sleep(1)  # until the server is asked to tell what comes
        imap.deliver(letter(), folder=box.folder)
        eventually(Inbound.objects.exists)


def test_without_idle_it_is_fetched_at_the_next_look(imap: Imap, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    box = make(start="now")
    monkeypatch.setattr(folder, "WAIT", 0.3)
    monkeypatch.setattr(Folder, "has_idle", property(lambda self: False, lambda self, value: None), raising=False)
    with rounds(monkeypatch):
        eventually(lambda: Mailbox.objects.get(pk=box.pk).looked_at)
        imap.deliver(letter(), folder=box.folder)
        eventually(Inbound.objects.exists)


def test_a_wrong_password_is_told_and_a_right_one_mends_it(
    imap: Imap, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = make()
    box.password = "wrong"
    box.save()
    imap.deliver(letter(), folder=box.folder)
    with rounds(monkeypatch):
        eventually(lambda: Mailbox.objects.get().trouble)
        box.refresh_from_db()
        assert box.trouble == "password"
        assert box.failing_since is not None
        assert box.next_look is not None
        assert box.next_look > box.failing_since
        box.password = imap.password
        box.keep_changes()
        eventually(Inbound.objects.exists)
        eventually(lambda: not Mailbox.objects.get().trouble)


def test_a_server_that_comes_back_is_visited_again(
    sales: Inbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mailbox, "PAUSES", [mailbox.PAUSES[0] / 10])
    port = free_port()
    box = Mailbox(inbox=sales, host="127.0.0.1", port=port, security="plain", username=servers.USER, start="everything")
    box.password = servers.PASSWORD
    box.save()
    with rounds(monkeypatch):
        eventually(lambda: Mailbox.objects.get().trouble == "refused")
        with servers.pymap(tmp_path, port) as imap:
            imap.deliver(letter())
            eventually(Inbound.objects.exists)
            eventually(lambda: not Mailbox.objects.get().trouble)
        eventually(lambda: Mailbox.objects.get().trouble)


def test_a_new_mailbox_is_noticed_and_one_taken_away_is_left(
    imap: Imap, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rounds(monkeypatch):
        time.sleep(0.3)
        box = make()
        imap.deliver(letter(), folder=box.folder)
        eventually(Inbound.objects.exists)
        box.refresh_from_db()
        box.is_active = False
        box.keep_changes()
        eventually(lambda: f"mailbox {box.pk}" not in visits())
        imap.deliver(letter(message_id="<late@x>"), folder=box.folder)
        time.sleep(0.5)
        assert Inbound.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "trouble"),
    [
        ({"host": "nowhere.invalid"}, "host"),
        ({"port": 1}, "refused"),
        ({"folder": "No such"}, "folder"),
        ({"security": "tls"}, "security"),
        ({"sealed_password": "gAAAAnonsense"}, "unopenable"),
    ],
)
def test_trouble_has_words_people_understand(
    imap: Imap, make: Make, columns: dict[str, object], trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = make()
    Mailbox.objects.filter(pk=box.pk).update(**columns)
    with rounds(monkeypatch):
        eventually(lambda: Mailbox.objects.get().trouble)
    assert Mailbox.objects.get().trouble == trouble
    assert Mailbox.objects.get().get_trouble_display()


def test_pauses_grow_to_a_quarter_of_an_hour(box: Mailbox) -> None:
    pauses = [box.fetch_failed(Trouble.REFUSED, "").total_seconds() for _ in range(12)]
    assert pauses[0] == 5
    assert pauses == sorted(pauses)
    assert pauses[-1] == 900
