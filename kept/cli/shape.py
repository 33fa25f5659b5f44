"""The shape of the database, held against the migrations this program knows. Imported once Django is set up."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kept.checks import refuse_errors
from kept.lib.refusal import Refusal

LOCK = 0x6B657074  # any number, the same for every process


def bring_up_to_date() -> list[str]:
    """Apply what is missing, one process at a time, and give the names of what was applied."""
    with _one_at_a_time():
        refuse_newer()
        missing = unapplied()
        if missing:
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    return missing


def unapplied() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def applied() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def unknown(names: list[str]) -> list[str]:
    """Those migrations that this program does not have: they were made by a newer one."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    return sorted(set(names) - {f"{app}.{name}" for app, name in known})


def refuse_newer_backup(names: list[str]) -> None:
    if newer := unknown(names):
        raise Refusal(f"The backup is newer than this program: it has {newer[0]}, which this version does not know.")


def refuse_newer() -> None:
    if newer := unknown(applied()):
        raise Refusal(
            f"The database is newer than this program: it has {newer[0]}, which this version does not know. "
            "Start the newer version, or restore a backup made by this one."
        )


def refuse_unfinished() -> None:
    """For the parts that serve: they do not change the shape themselves, and begin only with sensible settings."""
    refuse_errors()
    refuse_newer()
    if unapplied():
        raise Refusal("The database is older than this program: run kept migrate first.")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
