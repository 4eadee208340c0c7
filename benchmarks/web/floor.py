"""What no page can be faster than, and what a page is when nobody thinks of speed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.records.people.models import Account
from tandem.records.plans.models import Agreement
from tandem.records.sign_in import actor_of
from tandem.records.work import work
from tandem.web.clock import now


def hello(_request: HttpRequest) -> HttpResponse:
    """Answer through the whole middleware, without the database."""
    return HttpResponse("hello", content_type="text/plain")


def plain(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the agreements of a plan as Django's models give them, in a template with few words.

    Signed in and under row-level security as every page, without policy, look, frame or answers.
    """
    account = request.user
    assert isinstance(account, Account)
    with work(actor_of(account), now()).once():
        rows = list(
            Agreement.objects.filter(household__code=code)
            .select_related("goal", "owner_involvement__professional", "owner_member__person")
            .prefetch_related("concerned__member__person", "answers")
            .order_by("id")
        )
        return render(request, "floor.html", {"rows": rows})
