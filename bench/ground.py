"""A Kept of its own for measuring: a fresh home, a durable embedded PostgreSQL, and figures printed as ratios."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def ground() -> Iterator[Path]:
    """Migrated and empty; the database flushes to disk as in service."""
    home = Path(tempfile.mkdtemp(prefix="kept-bench-"))
    home.chmod(0o711)
    os.environ.update(KEPT_HOME=str(home), DJANGO_SETTINGS_MODULE="kept.settings", KEPT_LOG_LEVEL="ERROR")
    os.environ.pop("DATABASE_URL", None)
    from kept.cli import ready

    try:
        with ready.models():
            from kept.cli.shape import bring_up_to_date

            list(bring_up_to_date())
            yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def per_second(count: int, seconds: float) -> str:
    return f"{count / seconds:,.0f}/s" if count > 10 * seconds else f"{count / seconds:.2f}/s"


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def milliseconds(values: list[float]) -> str:
    return f"p50 {percentile(values, 50) * 1000:.1f} ms, p95 {percentile(values, 95) * 1000:.1f} ms"


def row(name: str, figure: str, floor: str, ratio: float) -> None:
    print(f"| {name} | {figure} | {floor} | {ratio:.1f} × |", flush=True)


def head(what: str) -> None:
    print(f"\n| {what} | Kept | floor | ratio |\n|---|---|---|---|", flush=True)
