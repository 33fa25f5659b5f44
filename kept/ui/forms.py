from html import escape
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kept.lib.bidi import seen, straight

DASHES = "---------"  # what Django calls the empty choice where nobody names it
CHOOSE = _("Choose …")
NONE = _("None")


class Renderer(TemplatesSetting):
    """Draws every form of Kept with the components in ``templates/ui``; named by ``settings.FORM_RENDERER``."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        if template_name == self.field_template_name:
            name_the_empty(context["field"].field)
        return super().render(template_name, context, request)


def name_the_empty(field: forms.Field) -> None:
    """Words for the choice of nothing, where the field has none of its own."""
    words = CHOOSE if field.required else NONE
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = words if field.empty_label == DASHES else field.empty_label
    elif isinstance(field, forms.ChoiceField):
        offered: Any = field.choices
        if ("", DASHES) in offered:
            field.choices = [(value, words if label == DASHES else label) for value, label in offered]


class LineField(forms.CharField):
    """A name or a subject, which turns nothing round that stands beside it."""

    def to_python(self, value: Any) -> str:
        return straight(super().to_python(value) or "")


class AddressField(forms.EmailField):
    """Also one that was copied with marks nobody sees."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(seen(value) if isinstance(value, str) else value)


class Select(forms.Select):
    """Also for hundreds to choose from, such as time zones: Django's own draws each of them with three templates."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        chosen = set(self.format_value(value))
        options = "".join(_drawn(each, label, chosen) for each, label in self.choices)
        attributes = flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        return format_html("<select{}>{}</select>", attributes, SafeString(options))


def _drawn(value: Any, label: Any, chosen: set[str]) -> str:
    if isinstance(label, list | tuple):
        inside = "".join(_drawn(each, words, chosen) for each, words in label)
        return f'<optgroup label="{escape(str(value))}">{inside}</optgroup>'
    mark = " selected" if str(value) in chosen else ""
    return f'<option value="{escape(str(value))}"{mark}>{escape(str(label))}</option>'
