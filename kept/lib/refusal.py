"""The one way Kept says that it cannot do what was asked."""


class Refusal(Exception):
    """An expected failure. Its message is one plain sentence for whoever reads it: what is wrong, what to do."""
