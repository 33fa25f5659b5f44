"""The PostgreSQL that comes with Kept, for installations without a database server of their own."""

import fcntl
import os
import re
import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from kept.lib import quarters
from kept.lib.refusal import Refusal

MAJOR = 18
ROLE = DATABASE = "kept"
NOBODY = 2**31 - 1  # a process number beyond what Linux gives out
LONGEST_LOG = 10_000_000  # bytes
START_SECONDS = 300  # recovery after a crash can take a while

SETTINGS = {
    "shared_buffers": "64MB",
    "max_connections": "60",
    "max_wal_size": "512MB",
    "jit": "off",
    "io_workers": "1",
    "max_logical_replication_workers": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
}
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Embedded:
    """The server of one home folder; any number of processes may hold one of these for the same home.

    `durable=False` trades safety at a power cut for speed, for tests; it counts when the cluster is made.
    """

    def __init__(self, home: Path, durable: bool = True) -> None:
        self.home = home
        self.durable = durable
        self.folder = quarters.place(home)
        self.data = self.folder / "data"
        self.log = self.folder / "log"

    @property
    def url(self) -> str:
        """Where the server listens, or would; the same before it was ever started."""
        host = quote(str(quarters.socket_folder(self.folder)), safe="/")
        return f"postgresql://{ROLE}@/{DATABASE}?host={host}"

    @property
    def running(self) -> bool:
        return self.data.exists() and self._answer() == 0

    @property
    def alive(self) -> bool:
        """Whether its process is there; unlike `running` this costs nothing."""
        try:
            return _is_server(int((self.data / "postmaster.pid").read_text().partition("\n")[0]))
        except (OSError, ValueError):
            return False

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Start it if need be and keep it up while inside; the last one to leave, of all processes, stops it."""
        try:
            with self._locked("users", fcntl.LOCK_SH):
                self.start()
                yield
        finally:
            self.stop_unless_used()

    def start(self) -> None:
        """Make the cluster when there is none and start the server unless it runs; raises `Refusal`."""
        with self._locked("start", fcntl.LOCK_EX):
            self._make()
            self._refuse_other_major()
            self._bring_up()

    def stop(self) -> None:
        """Stop the server, whoever uses it, within seconds."""
        with self._locked("start", fcntl.LOCK_EX):
            if (self.data / "postmaster.pid").exists():
                self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "60")

    def stop_unless_used(self) -> None:
        with suppress(BlockingIOError), self._locked("users", fcntl.LOCK_EX | fcntl.LOCK_NB):
            self.stop()

    @contextmanager
    def _locked(self, what: str, how: int) -> Iterator[None]:
        descriptor = os.open(self.home / f"postgres.{what}", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, how)
            yield
        finally:
            os.close(descriptor)

    def _make(self) -> None:
        quarters.claim(self.home, self.folder)
        if self.data.exists():
            return
        new = self.folder / "new"  # takes its name when it is whole, so that a half-made one is never used
        self._run("rm", "-rf", str(new))
        settings = SETTINGS | ({} if self.durable else HASTY)
        wishes = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
        text = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        sync = [] if self.durable else ["--no-sync"]
        made = self._run("initdb", "-D", str(new), "-U", ROLE, "--auth=trust", *text, *sync, *wishes)
        if made.returncode:
            raise Refusal(f"The database could not be made in {new}: {_last_line(made.stderr)}")
        new.rename(self.data)

    def _refuse_other_major(self) -> None:
        try:
            major = (self.data / "PG_VERSION").read_text().strip()
        except OSError as problem:
            raise Refusal(f"The database in {self.data} cannot be read: {problem.strerror}.") from problem
        if major != str(MAJOR):
            raise Refusal(
                f"The database in {self.data} was made by PostgreSQL {major} and this Kept comes with {MAJOR}: "
                "make a backup with the Kept that made it, and restore that here."
            )

    def _bring_up(self) -> None:
        end = time.monotonic() + START_SECONDS
        while (answer := self._answer()) != 0:
            if time.monotonic() > end:
                raise Refusal(f"The database in {self.data} does not get ready; {self.log} says why.")
            if answer == 1:  # it is starting or stopping
                time.sleep(0.1)
                continue
            self._launch(end)
        self._make_database()

    def _launch(self, end: float) -> None:
        self._forget_the_dead()
        sockets = quarters.socket_folder(self.folder)
        if sockets != self.folder:
            quarters.claim_socket(sockets)
        quoted = str(sockets).replace('"', '""')
        options = "-c " + shlex.quote(f'unix_socket_directories="{quoted}"')
        said = self._begin_log()
        # From within the folder: pg_ctl hands its path to a shell, with quotes that a path with quotes would end.
        where = ["-D", ".", "-l", "../log", "-o", options]
        result = self._run("pg_ctl", "start", *where, "-w", "-t", str(START_SECONDS), folder=self.data)
        if result.returncode == 0:
            return
        with self.log.open() as log:
            log.seek(said)
            words = log.read()
        leftovers = "shared memory block" in words  # backends of a killed server leave within moments
        if not leftovers or time.monotonic() > end - START_SECONDS + 30:
            raise Refusal(
                f"The database in {self.data} does not start: {_last_line(words) or _last_line(result.stderr)}"
            )
        time.sleep(0.2)

    def _begin_log(self) -> int:
        """Put a log that has grown long aside, over the one before; returns where the present one ends."""
        if not self.log.exists():
            return 0
        if self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".before"))
            return 0
        return self.log.stat().st_size

    def _forget_the_dead(self) -> None:
        """Where a server died and its number is a zombie's or another program's, put a number there that nobody has.

        The rest of the file stays: by it PostgreSQL finds processes of the dead server that still write.
        """
        for file in (self.data / "postmaster.pid", quarters.socket_folder(self.folder) / f"{quarters.SOCKET}.lock"):
            with suppress(FileNotFoundError, ValueError):
                _put_nobody(file)

    def _make_database(self) -> None:
        question = f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"  # noqa: S608 a constant
        if self._sql(question).strip() != "1":
            self._sql(f"CREATE DATABASE {DATABASE}")

    def _sql(self, statement: str) -> str:
        sockets = quarters.socket_folder(self.folder)
        arguments = (
            "-h",
            str(sockets),
            "-U",
            ROLE,
            "-d",
            "postgres",
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            statement,
        )
        result = self._run("psql", *arguments)
        if result.returncode:
            raise Refusal(f"The database in {self.data} refuses a simple question: {_last_line(result.stderr)}")
        return result.stdout

    def _answer(self) -> int:
        """As pg_isready has it: 0 ready, 1 not now, 2 nobody there."""
        sockets = quarters.socket_folder(self.folder)
        if not (sockets / quarters.SOCKET).exists():
            return 2
        return self._run("pg_isready", "-q", "-t", "5", "-h", str(sockets), "-U", ROLE).returncode

    def _run(self, program: str, *arguments: str, folder: Path = Path("/")) -> subprocess.CompletedProcess[str]:
        """As the server's user, outside the terminal's process group, so that Ctrl-C does not reach the server."""
        path = program if program == "rm" else str(quarters.programs() / program)
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            [path, *arguments],
            cwd=folder,
            env=environment,
            text=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            start_new_session=True,
            **quarters.owner(self.folder).subprocess(),
        )


def _put_nobody(file: Path) -> None:
    with os.fdopen(os.open(file, os.O_RDWR | os.O_NOFOLLOW), "r+") as lock:
        pid, _, rest = lock.read().partition("\n")
        if not _is_server(int(pid)):
            lock.seek(0)
            lock.write(f"{NOBODY}\n{rest}")
            lock.truncate()


def _is_server(pid: int) -> bool:
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes().partition(b"\0")[0]
    except OSError:
        return False


def _last_line(text: str) -> str:
    """The sentence that matters in what a PostgreSQL program says, without its stamp."""
    lines = [line for line in text.strip().splitlines() if re.search(r"FATAL|PANIC|error", line)] or text.splitlines()
    return re.sub(r"^.*?(FATAL|PANIC|error): *", "", lines[-1]).strip() if lines else ""
