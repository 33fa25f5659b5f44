from django.apps import AppConfig
from django.conf import settings

from kept.lib.bulk import Bulk


class Channels(AppConfig):
    name = "kept.channels"
    label = "channels"

    def ready(self) -> None:
        Bulk.folder = str(settings.KEPT_HOME)
        from kept.channels import acknowledging  # noqa: F401 - follows the stream
        from kept.channels.spam import learning  # noqa: F401 - so does this
