"""HTML that strangers wrote, made harmless and shown well. Pure text in, pure text out."""


def each(names: str) -> set[str]:
    """A set of names that are written with spaces between."""
    return set(names.split())
