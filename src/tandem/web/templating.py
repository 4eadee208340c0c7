"""Templates that are translated when they are compiled, not at every request.

For each language there is an environment of its own. In it a text that is the same for everybody,
such as `_("Change")`, a drawing or the address of a style sheet, is worked out once and becomes
part of the template; only what differs from page to page is worked out while a page is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType, MethodType
from typing import Any, cast

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.jinja2 import Jinja2, Template
from django.template.backends.utils import csrf_input
from django.utils import translation
from jinja2 import nodes
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from tandem.web.wording import current_language

Fixed = Mapping[str, Callable[..., object]]
"""The functions whose answer to the same words is always the same in one language."""
TRANSLATE = "_"


class QuickContext(Context):
    """A context that calls plain functions and macros straight away."""

    def call(
        self,
        called: Callable[..., Any],
        /,
        *values: Any,  # noqa: ANN401 - whatever a template hands on
        _loop_vars: Any = None,  # noqa: ANN401 - Jinja's own
        _block_vars: Any = None,  # noqa: ANN401 - Jinja's own
        **named: Any,  # noqa: ANN401 - whatever a template hands on
    ) -> Any:  # noqa: ANN401 - whatever comes back
        """Call what a template calls; Jinja does so itself where it hands something on."""
        is_plain = isinstance(called, FunctionType | MethodType)
        if type(called) is Macro or (is_plain and not hasattr(called, "jinja_pass_arg")):
            return called(*values, **named)
        extra = {"_loop_vars": _loop_vars, "_block_vars": _block_vars}
        return super().call(called, *values, **named, **extra)


class FixedEnvironment(jinja2.Environment):
    """An environment of one language."""

    context_class: type[Context] = QuickContext
    language: str
    fixed: Fixed

    def compile(self, source: Any, *others: Any, **more: Any) -> Any:  # noqa: ANN401 - as Jinja has it
        """Compile a template in which everything that is fixed has been worked out."""
        if isinstance(source, str):
            name, filename = (*others, None, None)[:2]
            source = self.parse(source, name, filename)
        with translation.override(self.language):
            source = _WorkOut(self.fixed).visit(source)
        return super().compile(source, *others, **more)


class _WorkOut(NodeTransformer):
    def __init__(self, fixed: Fixed) -> None:
        self.fixed = fixed

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - as Jinja calls it
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        work_out = self.fixed.get(name)
        plain = all(isinstance(one, nodes.Const) for one in node.args)
        if work_out is None or not plain or node.dyn_args or node.dyn_kwargs:
            return node
        values = [one.value for one in node.args if isinstance(one, nodes.Const)]
        if not node.kwargs:
            found = work_out(*values)
            if isinstance(found, Markup) and name == TRANSLATE:
                found = found % {}
            return nodes.Const(found, lineno=node.lineno)
        if name != TRANSLATE:
            return node
        named = [
            nodes.Pair(nodes.Const(one.key, lineno=one.lineno), one.value, lineno=one.lineno)
            for one in node.kwargs
        ]
        text = nodes.Const(work_out(*values), lineno=node.lineno)
        return nodes.Mod(text, nodes.Dict(named, lineno=node.lineno), lineno=node.lineno)


def translated(text: str) -> Markup:
    """Return a text of our own in the language that is set, as templates write it."""
    return Markup(translation.gettext(text))  # noqa: S704 - our own texts


class _Once:
    """The hidden field of a form: made when a page first has one, the same in all its forms."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._made = ""

    def __html__(self) -> str:
        if not self._made:
            self._made = csrf_input(self._request)
        return self._made

    __str__ = __html__


class OurTemplate(Template):
    """A template that makes the hidden field of forms once a page."""

    def render(
        self, context: Mapping[str, Any] | None = None, request: HttpRequest | None = None
    ) -> str:
        """Return the page."""
        given = dict(context or {})
        if request is not None:
            given |= {"request": request, "csrf_input": _Once(request)}
        drawn: str = self.template.render(given)
        return drawn


class Templates(Jinja2):
    """Django's own backend for Jinja2, with an environment for each language."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._environments: dict[str, jinja2.Environment] = {}
        for language in dict(settings.LANGUAGES):
            one = cast("FixedEnvironment", self.env.overlay(cache_size=400))
            one.language = language
            self._environments[language] = one

    def environment_of(self, language: str) -> jinja2.Environment:
        """Return the environment of a language."""
        return self._environments[language]

    def get_template(self, template_name: str) -> Template:
        """Return a template in the language that is set."""
        env = self.environment_of(current_language().value)
        try:
            return OurTemplate(env.get_template(template_name), self)
        except jinja2.TemplateNotFound as error:
            raise TemplateDoesNotExist(template_name, backend=self) from error
