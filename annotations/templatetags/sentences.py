"""`{% translate %}` as Django has it, but a sentence that stands in a template is looked up once a
language and not once a row: that was a fifth of all that a page of a list did.
"""

from django import template
from django.template import Context, Node
from django.template.base import FilterExpression, Parser, Token
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django's node; where nothing in it comes from the context, one that remembers."""
    node = i18n.do_translate(parser, token)
    said = node.filter_expression
    is_fixed = said.var.literal is not None and not said.filters
    return Sentence(node) if is_fixed and _is_fixed(node.message_context) else node


def _is_fixed(expression: FilterExpression | None) -> bool:
    return expression is None or not (expression.is_var or expression.filters)


class Sentence(Node):
    """What another node writes, kept as long as the process: as many as there are languages."""

    child_nodelists = ()

    def __init__(self, node: i18n.TranslateNode):
        self._node, self._name = node, node.asvar
        node.asvar = None
        self._known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self._known:
            self._known[language] = self._node.render(context)
        if not self._name:
            return self._known[language]
        context[self._name] = self._known[language]
        return ""
