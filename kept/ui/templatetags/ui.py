import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from django import template
from django.template.base import TextNode
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags.i18n import do_translate
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html, urlize
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from kept.lib.markup.highlighting import Highlight, highlighted
from kept.ui import icons, moments

register = template.Library()

HUES = 24


class File(Protocol):
    """What came with a message; ``inline`` when it is shown within its HTML."""

    inline: bool


class Mark(Protocol):
    """Words that mean something: where they lead, what is known of them, and the shape of their state."""

    @property
    def words(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def icon(self) -> str: ...


class Words(template.Node):
    """Words that stand in the template; nothing else about them is asked each time they are drawn."""

    def __init__(self, words: str) -> None:
        self.words = words.replace("%", "%%")
        self.said: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        language = get_language()
        if language not in self.said:
            self.said[language] = gettext(self.words).replace("%%", "%")
        return self.said[language]


@register.tag
def translate(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Django's own, but a fifth of the work for the plain case, of which a page has a hundred and more."""
    node = do_translate(parser, token)
    expression = node.filter_expression
    words = getattr(expression.var, "literal", None)
    is_plain = not (node.noop or node.asvar or node.message_context or expression.filters)
    return Words(words) if is_plain and isinstance(words, str) else node


class Address(URLNode):
    """Django's own, which remembers: a page has seventy of them."""

    def render(self, context: template.Context) -> str:
        if self.kwargs:
            return super().render(context)
        arguments = tuple(each.resolve(context) for each in self.args)
        try:
            address = _reversed(self.view_name.resolve(context), arguments, get_script_prefix())
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address


@lru_cache(maxsize=8192)
def _reversed(name: str, arguments: tuple[object, ...], _prefix: str) -> str:
    return reverse(name, args=arguments)


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    node = django_url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)


@register.simple_tag
def preloads() -> SafeString:
    """The modules that the page's script imports, so that the browser fetches all of them at once."""
    addresses = [static(f"ui/js/{name}") for name in _modules()]
    return SafeString("".join(f'<link rel="modulepreload" href="{escape(each)}">' for each in addresses))


@lru_cache(maxsize=1)
def _modules() -> list[str]:
    script = Path(__file__).parents[1] / "static/ui/js/kept.js"
    return re.findall(r'^import "\./([\w-]+\.js)";', script.read_text(), re.MULTILINE)


@register.tag
def icon(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """A lucide icon, 16 or 20 px: ``{% icon "moon" 20 %}``. One whose name stands there is drawn once for all."""
    name, size, *_none = [*token.split_contents()[1:], "16"]
    drawing = parser.compile_filter(name)
    literal = getattr(drawing.var, "literal", None)
    return TextNode(icons.draw(literal, int(size))) if isinstance(literal, str) else Icon(drawing, int(size))


class Icon(template.Node):
    def __init__(self, name: template.base.FilterExpression, size: int) -> None:
        self.name, self.size = name, size

    def render(self, context: template.Context) -> str:
        return icons.draw(self.name.resolve(context), self.size)


@register.filter
def hue(name: str) -> int:
    """One of 24 hues, always the same for the same name."""
    return sha256(str(name).strip().casefold().encode()).digest()[0] % HUES


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last word of ``name``; a question mark when it has none."""
    words = [word for word in str(name).replace(".", " ").replace("@", " ").split() if word[0].isalnum()]
    picked = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in picked).upper() or "?"


@register.simple_tag
def avatar(name: object, size: str = "m") -> SafeString:
    """Initials on the hue of the name; sizes ``s`` 20 px, ``m`` 32 px, ``l`` 48 px. The name stands beside it."""
    return _avatar(str(name or ""), size)


@lru_cache(maxsize=4096)
def _avatar(words: str, size: str) -> SafeString:
    return format_html(
        '<span class="avatar avatar-{} hue-{}" aria-hidden="true">{}</span>', size, hue(words), initials(words)
    )


@register.simple_tag
def when(moment: datetime | None, focusable: bool = False) -> SafeString:
    """A moment relative within a week; the exact one shows on hover, and on focus where ``focusable``.

    Only there it is written into the page: on hover ``time.js`` says it, since a list has many moments.
    """
    if moment is None:
        return SafeString("")
    told = moments.told(moment)
    if not focusable:
        return format_html('<time class="when" datetime="{}">{}</time>', moment.isoformat(), told)
    exact = moments.exact(moment)
    return format_html(
        '<time class="when" datetime="{}" data-exact="{}" tabindex="0">{}</time>', moment.isoformat(), exact, told
    )


@register.simple_tag
def their_time(moment: datetime, zone: str) -> str:
    """The customer's clock at ``moment`` when it is not the reader's; else nothing."""
    if not zone:
        return ""
    theirs = moment.astimezone(ZoneInfo(zone))
    if theirs.utcoffset() == timezone.localtime(moment).utcoffset():
        return ""
    return gettext("%(time)s there") % {"time": date_format(theirs, "D H:i")}


@register.filter
def capped(count: int) -> str:
    """A count for a place: nothing for none, "99+" past ninety-nine."""
    return "" if not count else "99+" if count > 99 else str(count)


@register.filter
def until_clock(moment: datetime | None) -> str:
    """A moment to come: the weekday and time within a week, else the date and time."""
    return moments.clock(moment) if moment else ""


@register.filter
def until_short(moment: datetime | None) -> str:
    """The same where there is little room."""
    return moments.short_clock(moment) if moment else ""


@register.filter
def due(moment: datetime | None) -> str:
    """When something is due or goes out: with its day, which is called today, tomorrow or yesterday where it is."""
    return moments.due(moment) if moment else ""


@register.filter
def exactly(moment: datetime | None) -> str:
    """A moment in full, with its zone."""
    return moments.exact(moment) if moment else ""


@register.filter
def is_past(moment: datetime) -> bool:
    return moment <= timezone.now()


@register.filter
def linked(text: str) -> SafeString:
    """Plain words with their addresses clickable; each opens elsewhere and learns nothing of us."""
    words = urlize(text, nofollow=True, autoescape=True)
    return SafeString(words.replace('<a href="', '<a target="_blank" referrerpolicy="no-referrer" href="'))


@register.filter
def marked(page: SafeString, marks: Iterable[Mark]) -> SafeString:
    """Clean markup with those words of it marked, each leading to what is meant. A copy of it has the words alone."""
    return SafeString(highlighted(page, [_highlight(each) for each in marks])) if marks else page


def _highlight(mark: Mark) -> Highlight:
    begin = format_html('<a class="said said-{}" href="{}" data-tip="{}">', mark.state, mark.url, mark.says)
    shape = format_html(
        '<span class="said-state">&#8288;{}<span class="unseen"> ({})</span></span>',
        icons.draw(mark.icon, 16),
        mark.says,
    )
    return Highlight(mark.words, begin, "</a>", shape)


@register.filter
def apart(files: Iterable[File]) -> list[File]:
    """Those that came beside the words, without the pictures that stand within them."""
    return [file for file in files if not file.inline]


@register.filter
def people(parties: list[dict[str, str]]) -> str:
    """Those a letter went to, by name where we know it."""
    return ", ".join(each.get("name") or each.get("address", "") for each in parties)


@register.simple_tag
def clock_of(zone: ZoneInfo) -> dict[str, str]:
    """The clock on the wall in that zone: its time, its day, and sun or moon."""
    there = timezone.now().astimezone(zone)
    return {
        "time": date_format(there, "H:i"),
        "day": date_format(there, "l"),
        "icon": "sun" if 7 <= there.hour < 20 else "moon",
    }
