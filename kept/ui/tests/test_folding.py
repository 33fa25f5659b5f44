from django.template import Context, Engine, Template, engines
from django.utils import translation
from django.utils.safestring import SafeString

from kept.ui.folding import Passage, fold

LIBRARIES = {"i18n": "django.templatetags.i18n", "ui": "kept.ui.templatetags.ui"}
WRITTEN = (
    "{% load i18n ui %}<p>{% translate 'Close' %} {% icon 'check' %}</p>{% if many %}<b>{% translate '100 % sure' %}"
    "</b>{{ many }}{% else %}{{ words }}{% endif %}{% for each in rows %}{{ each }}{{ forloop.counter }}{% endfor %}"
    "{% autoescape off %}{{ words }}{% endautoescape %}{{ missing }}{{ words|upper }}{{ clean }}{{ yes }}{{ half }}"
)
SAID = {
    "words": "<a & 'b'>",
    "clean": SafeString("<hr>"),
    "rows": [1, "<", None, SafeString("<br>")],
    "yes": True,
    "half": 0.5,
}


def read(text: str) -> Template:
    return Template(text, engine=Engine(libraries=LIBRARIES))


def folded(text: str) -> Template:
    template = read(text)
    fold(template.nodelist)
    return template


def test_what_is_drawn_is_the_same_to_the_letter() -> None:
    for said in (SAID, SAID | {"many": 12345}):
        for language in ("en", "de"):
            with translation.override(language):
                assert folded(WRITTEN).render(Context(said)) == read(WRITTEN).render(Context(said))


def test_a_template_speaks_the_language_of_who_reads_it() -> None:
    template = folded("{% load i18n ui %}<p>{% translate 'yes,no,maybe' %}</p>")
    with translation.override("de"):
        german = template.render(Context())
    with translation.override("en"):
        assert template.render(Context()) == "<p>yes,no,maybe</p>" != german


def test_templates_of_pages_are_folded() -> None:
    nodes = engines["django"].get_template("ui/keys.html").template.nodelist  # type: ignore[attr-defined]  # not said
    assert nodes.get_nodes_by_type(Passage)
