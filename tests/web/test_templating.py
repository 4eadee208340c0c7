"""What is fixed in a template is worked out once, and reads as if it were worked out each time."""

from __future__ import annotations

import re

import pytest
from django.template import engines
from django.urls import reverse
from django.utils import translation
from jinja2 import DictLoader
from markupsafe import escape

from tandem.web.addresses import address
from tandem.web.templating import FixedEnvironment, Templates, quick_escape


def engine() -> Templates:
    found = engines["jinja2"]
    assert isinstance(found, Templates)
    return found


def drawn(source: str, language: str, **given: object) -> str:
    """Draw a template in the environment of one language."""
    environment = engine().environment_of(language)
    loader = DictLoader({"it.html": source})
    made = environment.overlay(loader=loader, cache_size=0)
    with translation.override(language):
        return made.get_template("it.html").render(**given)


@pytest.mark.parametrize(("language", "said"), [("nl", "Veranderen"), ("en", "Change")])
def test_a_text_is_translated_when_the_template_is_made(language: str, said: str) -> None:
    assert drawn('{{ _("Change") }}', language) == said
    environment = engine().environment_of(language)
    assert isinstance(environment, FixedEnvironment)
    compiled = environment.compile('{{ _("Change") }}', raw=True)
    assert said in compiled
    assert "gettext" not in compiled


def test_what_is_filled_in_is_escaped_and_the_text_is_not() -> None:
    source = '{{ _("through %(name)s", name=name) }}'
    assert drawn(source, "en", name="<b>") == "through &lt;b&gt;"
    assert drawn(source, "en", name="100 %") == "through 100 %"


def test_a_text_that_depends_on_the_page_is_still_looked_up() -> None:
    assert drawn("{{ _(word) }}", "nl", word="Change") == "Veranderen"


def test_drawings_and_fixed_addresses_are_part_of_the_template() -> None:
    assert '<use href="#i-yes"/>' in drawn('{{ icon("yes") }}', "nl")
    assert drawn('{{ url("today") }}', "nl") == reverse("today")
    assert drawn('{{ url("plan", code=code) }}', "nl", code="abc").endswith("/abc/plan/")


def test_a_macro_of_the_same_page_is_called_with_what_it_is_given() -> None:
    source = "{% macro twice(one, two='b') %}{{ one }}{{ two }}{% endmacro %}{{ twice('<') }}"
    assert drawn(source, "nl") == "&lt;b"
    loop = "{% for one in [1, 2] %}{{ say(one) }}{% endfor %}"
    assert drawn("{% macro say(one) %}{{ one }};{% endmacro %}" + loop, "nl") == "1;2;"


def test_addresses_are_those_of_the_routes() -> None:
    cases = {
        "plan": {"code": "k5r4e35v8j"},
        "agreement": {"code": "k5r4e35v8j", "agreement": 12},
        "goal": {"code": "abc2", "goal": 7},
        "today": {},
    }
    for name, values in cases.items():
        for _ in range(2):
            assert address(name, **values) == reverse(name, kwargs=values)  # type: ignore[arg-type]
    assert re.search(r"/a-b/plan/$", address("plan", code="a-b"))


def test_a_macro_is_given_its_defaults_and_what_is_named() -> None:
    macro = "{% macro two(one, more='b', last='c') %}{{ one }}{{ more }}{{ last }}{% endmacro %}"
    assert drawn(macro + "{{ two('a') }}", "nl") == "abc"
    assert drawn(macro + "{{ two('a', last='<') }}", "nl") == "ab&lt;"
    assert drawn(macro + "{{ two(last='z', one='y') }}", "nl") == "ybz"


def test_what_a_macro_drew_is_not_escaped_again() -> None:
    source = "{% macro bold(one) %}<b>{{ one }}</b>{% endmacro %}{% set it = bold('<') %}{{ it }}"
    assert drawn(source, "nl") == "<b>&lt;</b>"


def test_a_macro_with_a_block_is_drawn_as_jinja_does() -> None:
    source = "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}<i>{% endcall %}"
    assert drawn(source, "nl") == "[<i>]"


@pytest.mark.parametrize("value", ["<b>", 3, None, 2.5, ["<"]])
def test_escaping_gives_what_everybody_else_gives(value: object) -> None:
    assert quick_escape(value) == escape(value)


def test_a_field_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(AttributeError):
        drawn("{{ one.nothing }}", "nl", one="text")
