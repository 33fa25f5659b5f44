"""The commands of a checkout, as far as they need no network."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def test_bin_run_explains_itself() -> None:
    result = subprocess.run([ROOT / "bin" / "run", "--help"], capture_output=True, text=True)
    assert result.returncode == 0
    for option in ("--host", "--port", "--smtp-port", "KEPT_HOME"):
        assert option in result.stdout


def test_the_lock_files_are_in_step_and_free_of_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "find-links" not in text
    if not (ROOT / ".venv").exists():
        pytest.skip("bin/lock needs the checkout's own .venv")
    assert subprocess.run([ROOT / "bin" / "lock", "--check"]).returncode == 0


def test_a_python_without_pip_and_without_a_way_to_get_one_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "venv.py").write_bytes((ROOT / "bin" / "venv.py").read_bytes())
    (tmp_path / "requirements.lock").write_text("")
    program = (
        "import runpy, sys, importlib.util as util\n"
        "sys.argv = ['venv.py']; found = util.find_spec\n"
        "util.find_spec = lambda name: None if name == 'ensurepip' else found(name)\n"
        f"runpy.run_path({str(tmp_path / 'bin' / 'venv.py')!r}, run_name='__main__')\n"
    )
    bare = tmp_path / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    result = subprocess.run(
        [bare / "bin" / "python", "-c", program], env={"PATH": "/nowhere"}, capture_output=True, text=True
    )
    assert result.returncode == 1
    assert "comes without venv and pip. Install them" in result.stderr
    assert "Traceback" not in result.stderr
