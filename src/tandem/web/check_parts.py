"""What a page puts under a proposal of the plan check: the button that puts it before everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from markupsafe import Markup

FORM = Markup(
    '<form class="proposal__choose" method="post" action="{action}">{token}'
    '<input type="hidden" name="proposal" value="{number}">'
    '<button class="utrecht-button{look}">{words}</button></form>'
)
PRIMARY = " utrecht-button--primary-action"


def choose_form(action: str, token: Markup) -> Callable[[int], Markup]:
    """Return what stands under a proposal, by its number: a form that sends `proposal`.

    `token` is the hidden field against forged requests (`csrf_input`). The first proposal has the
    one primary button of the page.
    """

    def form(number: int) -> Markup:
        words = _("Put proposal %(number)s before everybody") % {"number": number}
        look = PRIMARY if number == 1 else ""
        return FORM.format(action=action, token=token, number=number, look=look, words=words)

    return form
