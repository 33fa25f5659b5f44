"""`kept backup`: everything in one file."""

import json
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Overwrite the file where there is one.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(file: Path, replace: bool, as_json: bool) -> None:
    """Put everything into one FILE: the database, the attachments and the secret they are sealed with.

    Kept may go on running meanwhile. Keep the file safe: who has it can read everything.
    """
    from kept.cli import ready
    from kept.lib.refusal import Refusal

    if file.exists() and not replace:
        raise Refusal(f"{file} is there already: choose another name, or --replace it.")
    if not file.absolute().parent.is_dir():
        raise Refusal(f"The folder {file.absolute().parent} does not exist.")
    with ready.models() as url:
        try:
            about = _write(file.absolute(), url)
        except OSError as problem:
            raise Refusal(f"{file} cannot be written: {problem.strerror}.") from problem
    size = file.stat().st_size
    if as_json:
        print(json.dumps({"file": str(file), "size": size, **about}))
    else:
        print(f"{file}: {size:,} bytes, {about['attachments']} attachments.")


def _write(file: Path, url: str) -> dict[str, object]:
    import tempfile

    from django.conf import settings
    from django.utils import timezone

    from kept import VERSION
    from kept.cli.shape import applied
    from kept.lib import archive, dump

    folder = Path(settings.MEDIA_ROOT)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".kept-backup-") as scratch:
        database = Path(scratch) / "database.dump"
        dump.dump(url, database)
        with archive.writing(file) as backup:
            backup.add("database.dump", database)
            backup.add_bytes("secret", settings.SECRET_KEY.encode())
            # After the dump: what it speaks of is on the disk, for attachments are written before their rows.
            files = sorted(found for found in folder.rglob("*") if found.is_file())
            for found in files:
                backup.add(f"files/{found.relative_to(folder).as_posix()}", found)
            about = {"kept": VERSION, "made_at": timezone.now().isoformat(), "attachments": len(files)}
            backup.finish({**about, "migrations": applied()})
    return about
