"""A short name for the styles and scripts of this very version, so that browsers may keep them for good."""

import hashlib
from importlib import metadata
from pathlib import Path


def static_files(package: Path) -> str:
    """Changes when any static file of the package does, or a library whose files are served with them."""
    digest = hashlib.sha256()
    for file in sorted([*package.glob("**/static/**/*"), *package.glob("ui/templates/ui/stylesheets.html")]):
        if file.is_file():
            digest.update(str(file.relative_to(package)).encode() + b"\0" + file.read_bytes())
    for library in ("django-htmx", "django-prose-editor"):
        digest.update(metadata.version(library).encode())
    return digest.hexdigest()[:10]
