"""What the web server runs."""

import gc
import multiprocessing
import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from kept.lib import lifeline
from kept.lib.bodies import Bounded

if multiprocessing.parent_process():
    lifeline.die_with_parent(os.getppid())

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kept.settings")
application = Bounded(get_asgi_application(), settings.KEPT_REQUEST_MAX_BYTES)

# What was loaded stays for good: looking through it for garbage again and again would keep pages waiting.
# A page makes some ten thousand objects that go by themselves.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
