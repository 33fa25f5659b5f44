"""What pages may take from where: everything from their own origin, nothing inline, nothing from elsewhere."""

DIRECTIVES = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
OURS = "; ".join(f"{name} {' '.join(sources)}" for name, sources in DIRECTIVES.items())
MAIL = "; ".join(
    [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:{remote}",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    ]
)


def mail(remote_images: bool) -> str:
    """The policy for a customer's own HTML: nothing runs, nothing is fetched but images one asked for.

    It shares our origin so that the page around it can measure its height; without scripts it can do nothing with it.
    """
    return MAIL.format(remote=" https: http:" if remote_images else "")
