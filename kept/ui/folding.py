"""Templates as Django reads them, with what never changes about them put together once, when they are read.

Text, words and icons that stand beside each other are drawn as one; a value that is a string is escaped and no more.
What comes out is the same to the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from django.conf import settings
from django.template import Context, Template
from django.template.base import Node, NodeList, Origin, TextNode, VariableNode, render_value_in_context
from django.template.defaulttags import IfNode
from django.template.loaders import cached
from django.template.loaders.base import Loader as BaseLoader
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kept.ui.templatetags.ui import Words

GROUPED = settings.USE_THOUSAND_SEPARATOR


class _Folding(BaseLoader):
    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(cached.Loader, _Folding):
    """Keeps each template, folded before anybody draws it."""


class Passage(Node):
    """Text and words that follow each other."""

    child_nodelists = ()

    def __init__(self, parts: list[Node]) -> None:
        self.parts = parts
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self.said:
            self.said[language] = SafeString("".join(each.render(context) for each in self.parts))
        return self.said[language]


class Value(VariableNode):
    """Django's own, but a third of the work for a number, and for a string, which is escaped and no more."""

    def render(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        kind = type(value)
        if kind is SafeString:
            return str(value)
        if kind is str and context.autoescape:
            return escape(value)
        if kind is int and not GROUPED:
            return str(value)
        return render_value_in_context(value, context)


def fold(nodes: NodeList) -> None:
    """Put together what stands in there, and in all that stands within it."""
    for node in nodes:
        for inside in _within(node):
            fold(inside)
    nodes[:] = list(_folded(nodes))


def _within(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (inside for _condition, inside in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        if isinstance(inside := getattr(node, name, None), NodeList):
            yield inside


def _folded(nodes: Iterable[Node]) -> Iterator[Node]:
    for never_changes, found in groupby(nodes, lambda node: isinstance(node, TextNode | Words)):
        together = list(found)
        if never_changes:
            yield _joined(together)
        else:
            yield from map(_quicker, together)


def _joined(nodes: list[Node]) -> Node:
    if any(isinstance(each, Words) for each in nodes):
        return Passage(nodes)
    return TextNode("".join(each.s for each in nodes if isinstance(each, TextNode)))


def _quicker(node: Node) -> Node:
    if type(node) is not VariableNode:
        return node
    value = Value(node.filter_expression)
    value.token, value.origin = node.token, node.origin
    return value
