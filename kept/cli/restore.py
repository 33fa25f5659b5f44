"""`kept restore`: everything back from one file."""

import json
import os
from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Even where there is something: it is lost.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(file: Path, replace: bool, as_json: bool) -> None:
    """Bring back everything from a FILE that kept backup made, into an empty installation.

    The file is checked first, and the database is restored beside the present one and takes its place at once.
    """
    import tempfile

    from kept.cli import ready
    from kept.cli.plan import RESTORING, alone
    from kept.lib import archive
    from kept.lib.environment import Environment

    home = Environment(os.environ).home()
    with alone(home, RESTORING), tempfile.TemporaryDirectory(dir=home, prefix="restoring-") as scratch:
        about = archive.unpack(file, Path(scratch))
        with ready.models() as url:
            from kept.cli.shape import refuse_newer_backup

            refuse_newer_backup(about["migrations"])
            if not replace:
                _refuse_full()
            _put_in_place(url, Path(scratch), home)
        with ready.models():
            from kept.cli.shape import bring_up_to_date

            bring_up_to_date()
            _forget_who_was_at_work()
    answer = {"kept": about["kept"], "made_at": about["made_at"], "attachments": about["attachments"]}
    print(json.dumps(answer) if as_json else f"Restored as of {about['made_at']}, {about['attachments']} attachments.")


def _forget_who_was_at_work() -> None:
    """Whose hearts beat as the backup was made are processes of that installation: none of them is at work here."""
    from django.db import connection

    from kept.channels.email.pulse import Pulse

    Pulse.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")


def _refuse_full() -> None:
    from django.db import connection

    from kept.lib.refusal import Refusal

    with connection.cursor() as cursor:
        if "people_member" not in connection.introspection.table_names(cursor):
            return
        cursor.execute("SELECT EXISTS (SELECT 1 FROM people_member)")
        if cursor.fetchone() != (False,):
            raise Refusal(
                "This installation is not empty: with --replace what is in it is lost, and the backup put there."
            )


def _put_in_place(url: str, scratch: Path, home: Path) -> None:
    """Attachments first, which harm nobody while no row speaks of them; then the database at one stroke."""
    from django.conf import settings
    from django.db import connections

    from kept.lib import dump

    connections.close_all()
    with dump.restored(url, scratch / "database.dump") as restored:
        brought = _bring_files(scratch / "files", Path(settings.MEDIA_ROOT))
        _close_pools()
        restored.take_the_place()
    (scratch / "secret").replace(home / "secret")
    for found in set(Path(settings.MEDIA_ROOT).rglob("*")) - brought:
        if found.is_file():
            found.unlink()


def _bring_files(source: Path, target: Path) -> set[Path]:
    brought = set()
    for found in sorted(source.rglob("*")):
        if found.is_file():
            place = target / found.relative_to(source)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            found.replace(place)
            brought.add(place)
    return brought


def _close_pools() -> None:
    from django.db import connections

    for connection in connections.all():
        close: Any = getattr(connection, "close_pool", None)
        if close:
            close()
