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
# For a customer's own HTML: nothing runs, nothing is fetched but our copies of its pictures. It shares our origin so
# that the page around it can measure its height and our copies know who asks; without scripts it can do no more.
MAIL = "; ".join(
    [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    ]
)
# For a file that is not a page of ours.
FILE = "default-src 'none'; sandbox"
