from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws every form of Kept with the components in ``templates/ui``; named by ``settings.FORM_RENDERER``."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
