from django.apps import AppConfig


class Promises(AppConfig):
    name = "kept.promises"
    label = "promises"

    def ready(self) -> None:
        # What promises show elsewhere, and do when conversations merge or split, colleagues leave, the clock rings.
        from kept.promises import arriving, beside, colleagues, marking, rail, ringing, saying, travelling  # noqa: F401
        from kept.promises.callbacks import beside as callbacks_beside  # noqa: F401
        from kept.promises.callbacks import ringing as callbacks_ringing  # noqa: F401
        from kept.promises.chain import colleagues as chain_colleagues  # noqa: F401
        from kept.promises.chain import ringing as chain_ringing  # noqa: F401
        from kept.promises.standing import beside as due_beside  # noqa: F401
        from kept.promises.standing import following, heeding  # noqa: F401
