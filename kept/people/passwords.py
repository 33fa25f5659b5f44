"""How a field for a password looks, wherever there is one."""

from django.utils.translation import gettext_lazy as _

HINT = _("At least 10 characters. A few words in a row are good, and easy to remember.")
# The words of the button that shows what was typed, instead of having it typed twice.
REVEAL = {"data-reveal": _("Show"), "data-conceal": _("Hide")}
