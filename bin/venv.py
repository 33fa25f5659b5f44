"""Make or refresh .venv from the lock file. Runs on a bare Python: standard library only, called by bin/setup."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "kept-stamp.json"
APT = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]


def main() -> None:
    lock = ROOT / ("requirements-dev.lock" if "--dev" in sys.argv[1:] else "requirements.lock")
    if up_to_date(lock):
        return
    try:
        turn = (ROOT / ".venv.lock").open("w")
    except OSError as problem:
        stop(f"The folder {ROOT} cannot be written to ({problem.strerror}): Kept sets up its .venv there.")
    with turn:  # two at once take turns
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not up_to_date(lock):
            say(f"Setting up {VENV.name} (once, about a minute) ...")
            make_venv()
            install(lock)
            stamp(lock)


def up_to_date(lock: Path) -> bool:
    try:
        return json.loads(STAMP.read_text())[lock.name] == state(lock) and PYTHON.exists()
    except (OSError, ValueError, KeyError):
        return False


def state(lock: Path) -> str:
    """Changes with the lock file, the Python and the place."""
    seen = [lock.read_text(), sys.version, str(ROOT)]
    return hashlib.sha256("\0".join(seen).encode()).hexdigest()


def stamp(lock: Path) -> None:
    stamps = {lock.name: state(lock)}
    base = ROOT / "requirements.lock"
    stamps[base.name] = state(base)  # the other one contains it
    STAMP.write_text(json.dumps(stamps))


def make_venv() -> None:
    if not usable():
        shutil.rmtree(VENV, ignore_errors=True)
        with_pip = find_spec("ensurepip") is not None
        run([sys.executable, "-m", "venv", *([] if with_pip else ["--without-pip"]), str(VENV)], "make .venv")
    STAMP.unlink(missing_ok=True)
    site = next((VENV / "lib").glob("python3*")) / "site-packages"
    (site / "kept-checkout.pth").write_text(f"{ROOT}\n")


def usable() -> bool:
    """Whether what is there runs, by this Python; a half-made one is made again."""
    if not STAMP.exists():  # only one that was finished is brought up to date in place
        return False
    question = "import sys; print(sys.version)"
    try:
        answer = subprocess.run([PYTHON, "-I", "-c", question], capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.strip() == sys.version.strip()


def install(lock: Path) -> None:
    wanted = ["--require-hashes", "--no-deps", "-r", str(lock)]
    with tempfile.TemporaryDirectory() as scratch:
        follow([*installer(Path(scratch)), *wanted], count=sum("==" in line for line in lock.open()))


def installer(scratch: Path) -> list[str]:
    """A command that installs into .venv, by the first way that this machine has."""
    inside = [str(PYTHON), "-m", "pip", "install", "--progress-bar=off"]
    if has_pip(PYTHON):
        return inside
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", str(PYTHON)]
    if has_pip(Path(sys.executable)):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--progress-bar=off"]
    if shutil.which("apt-get"):
        give_pip_by_apt(scratch)
        if has_pip(PYTHON):
            return inside
    return stop(
        f"This Python ({sys.executable}) comes without venv and pip. Install them (on Debian and Ubuntu: "
        f"apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv) and start again."
    )


def has_pip(python: Path) -> bool:
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def give_pip_by_apt(scratch: Path) -> None:
    """Root installs Debian's package; anybody else unpacks pip from it, in a folder of our own."""
    if os.geteuid() == 0:
        say("This Python comes without pip: installing Debian's package for it ...")
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        get = [*APT, "install", "-y", "--no-install-recommends", package]
        if not quietly(get) and not (quietly([*APT, "update"]) and quietly(get)):
            return
        quietly([str(PYTHON), "-m", "ensurepip"])
        return
    say("This Python comes without pip: fetching it from Debian's package, for .venv only ...")
    ours = [f"Dir::State::lists={scratch}/lists", f"Dir::Cache={scratch}/cache"]
    for folder in ("lists/partial", "cache/archives/partial"):
        (scratch / folder).mkdir(parents=True)
    get = ["apt-get", "-q", *(part for option in ours for part in ("-o", option))]
    if quietly(["apt-get", "-q", "download", "python3-pip-whl"], scratch) or (
        quietly([*get, "update"], scratch) and quietly([*get, "download", "python3-pip-whl"], scratch)
    ):
        quietly(["dpkg", "-x", str(next(scratch.glob("*.deb"))), str(scratch)])
        for wheel in scratch.glob("usr/share/python-wheels/pip-*.whl"):
            quietly([str(PYTHON), str(wheel / "pip"), "install", "--no-index", str(wheel)])


def follow(command: list[str], count: int) -> None:
    """Run an installer and show how far it is; what it says in full only when it fails."""
    said, done = [], 0
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean()
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                done += 1
                progress(f"{min(done, count)} of {count} packages")
            elif line.startswith("Installing collected packages"):
                progress("putting them in place")
    progress("")
    if process.returncode:
        stop("".join(said[-25:]) + "\nThe packages could not be installed; above is what the installer said.")


def clean() -> dict[str, str]:
    """The environment without what would lead an installer elsewhere."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"}
    return {name: value for name, value in os.environ.items() if name not in unwanted} | {"PIP_USER": "0"}


def progress(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K  {words}" if words else "\r\x1b[K", end="", file=sys.stderr, flush=True)
    elif words and (not words[0].isdigit() or words.split()[0].endswith("0")):
        say(f"  {words}")


def quietly(command: list[str], folder: Path = ROOT) -> bool:
    environment = clean() | {"DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, env=environment)
    return result.returncode == 0


def run(command: list[str], purpose: str) -> None:
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=clean())
    if result.returncode:
        stop(f"{result.stdout}{result.stderr}\nCould not {purpose}; above is why.")


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def stop(words: str) -> NoReturn:
    say(words)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
