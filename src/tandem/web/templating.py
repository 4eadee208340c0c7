"""Templates that are translated when they are compiled, not at every request.

For each language there is an environment of its own. In it a text that is the same for everybody,
such as `_("Change")`, a drawing or the address of a style sheet, is worked out once and becomes
part of the template; only what differs from page to page is worked out while a page is drawn.
"""

from __future__ import annotations

import keyword
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
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from tandem.web.wording import LANGUAGES, current_language
from tandem.web.words import StateWords

Fixed = Mapping[str, Callable[..., object]]
"""The functions whose answer to the same words is always the same in one language."""
TRANSLATE = "_"
PLAIN = (FunctionType, MethodType)


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
        kind = type(called)
        if kind is Macro:
            return _drawn(cast("Macro", called), values, named)
        if kind in PLAIN and not hasattr(called, "jinja_pass_arg"):
            return called(*values, **named)
        extra = {"_loop_vars": _loop_vars, "_block_vars": _block_vars}
        return super().call(called, *values, **named, **extra)


def _drawn(macro: Macro, values: tuple[Any, ...], named: Mapping[str, Any]) -> object:
    """Return what a macro draws, without the questions Jinja asks at each call.

    All our templates escape what they are given, so what comes back is markup.
    """
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return macro(*values, **named)
    rest = macro.arguments[len(values) :]
    if not named.keys() <= set(rest):
        return macro(*values, **named)
    drawn = macro._func(*values, *(named.get(one, missing) for one in rest))  # noqa: SLF001
    return str.__new__(Markup, drawn)


def quick_escape(value: object) -> str:
    """Return a value as text that may stand in HTML: what `markupsafe.escape` gives, sooner.

    Most values are plain text, or markup that was drawn already.
    """
    kind = type(value)
    if kind is str:
        return _escape_inner(cast("str", value))
    return cast("str", value) if kind is Markup else escape(value)


class QuickGenerator(CodeGenerator):
    """Writes templates that escape with `quick_escape`, and that look a field up as Python does.

    Pages are given dataclasses, so `one.title` is a field; a mistaken name is an error at once.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's own
        """Write how a field is looked up."""
        if keyword.iskeyword(node.attr) or isinstance(node.node, nodes.Const):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.escape(")
        if finalize.src is not None:
            self.write(finalize.src)


class FixedEnvironment(jinja2.Environment):
    """An environment of one language."""

    context_class: type[Context] = QuickContext
    code_generator_class: type[CodeGenerator] = QuickGenerator
    escape = staticmethod(quick_escape)
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
            one.globals = {**one.globals, "states": StateWords(LANGUAGES[language])}
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
