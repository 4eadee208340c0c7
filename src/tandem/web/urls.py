"""The addresses of the pages. They name no person: a household has a code that says nothing."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from tandem.web.pages import (
    agreements,
    answers,
    authority,
    changes,
    check,
    conference,
    demo,
    discretion,
    goals,
    history,
    households,
    importing,
    lead_question,
    leading,
    load,
    money,
    my_plan,
    opening,
    own_details,
    own_words,
    people,
    persons,
    plan,
    plan_pdf,
    recording,
    sign_in,
    today,
    what_if,
    yes_to_all,
)

PUBLIC = frozenset({"sign-in", "sign-out", "language", "away", "demo-switch"})
"""Routes that anybody may ask for; every other one is behind sign-in and the policy."""

household: list[URLPattern | URLResolver] = [
    path("mijn-plan/", my_plan.my_plan, name="my-plan"),
    path("mijn-plan/ja-tegen-alles/", yes_to_all.yes_to_all, name="yes-to-all"),
    path("mijn-plan/ja-tegen-alles/geven/", yes_to_all.yes_to_all_send, name="yes-to-all-send"),
    path("plan/", plan.plan, name="plan"),
    path("plan.pdf", plan_pdf.plan_on_paper, name="plan-pdf"),
    path("plan/veranderingen/", history.history, name="history"),
    path("past-het/", check.check, name="check"),
    path("past-het/week/<slug:monday>/", check.check_week, name="check-week"),
    path("stel-dat/", what_if.what_if, name="what-if"),
    path("stel-dat/meteen/", what_if.what_if_live, name="what-if-live"),
    path("wie-ziet-wat/", discretion.discretion, name="discretion"),
    path("drukte/", load.load, name="load"),
    path("past-het/kiezen/", check.choose, name="choose"),
    path("overleg/", conference.conference, name="conference"),
    path("overleg/regel/", conference.conference_line, name="conference-line"),
    path("voorstel/", changes.changes, name="changes"),
    path("voorstel/<int:change>/antwoord/", changes.change_answer, name="change-answer"),
    path("voorstel/<int:change>/opschrijven/", recording.change_form, name="change-answer-record"),
    path("afspraken/nieuw/", agreements.agreement_new, name="agreement-new"),
    path("afspraken/toevoegen/", agreements.agreement_add, name="agreement-add"),
    path("afspraken/lezen/", agreements.agreement_live, name="agreement-live"),
    path("afspraken/<int:agreement>/", agreements.agreement, name="agreement"),
    path(
        "afspraken/<int:agreement>/veranderen/",
        agreements.agreement_change,
        name="agreement-change",
    ),
    path("afspraken/<int:agreement>/antwoord/", answers.answer, name="answer"),
    path("afspraken/<int:agreement>/opschrijven/", recording.answer_form, name="answer-record"),
    path("doelen/nieuw/", goals.goal_new, name="goal-new"),
    path("doelen/toevoegen/", goals.goal_add, name="goal-add"),
    path("doelen/<int:goal>/", goals.goal, name="goal"),
    path("doelen/<int:goal>/veranderen/", goals.goal_change, name="goal-change"),
    path("volgorde/", goals.order, name="order"),
    path("volgorde/zetten/", goals.order_set, name="order-set"),
    path("eigen-woorden/<int:member>/", own_words.words_form, name="own-words"),
    path("geld/", money.accounts, name="money"),
    path("geld/<slug:of>/", money.account_form, name="account"),
    path("mensen/", people.people, name="people"),
    path("mensen/helper-erbij/", persons.helper_form, name="person-new"),
    path("mensen/gezinslid-erbij/", persons.member_form, name="member-new"),
    path("mensen/netwerk-erbij/", persons.supporter_form, name="supporter-new"),
    path("mensen/gezag/<int:member>/", authority.authority_form, name="authority"),
    path("mensen/regie/", leading.lead, name="lead"),
    path("mensen/regie/vragen/", leading.lead_ask, name="lead-ask"),
    path("mensen/regie/terugnemen/", leading.lead_take_back, name="lead-take-back"),
    path("mensen/regie/vervanging/", leading.lead_stand_in, name="lead-stand-in"),
    path("mensen/regie/afschalen/", leading.lead_step_down, name="lead-step-down"),
    path("mensen/regie/vraag/", lead_question.question_form, name="lead-question"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("huishoudens/", households.all_households, name="households"),
    path("huishoudens/zoeken/", households.search, name="households-search"),
    path("huishoudens/gezocht/", households.found_households, name="households-found"),
    path("huishoudens/nieuw/", opening.household_form, name="household-new"),
    path("huishoudens/inlezen/", importing.import_form, name="household-import"),
    path("inloggen/", sign_in.sign_in, name="sign-in"),
    path("afmelden/", sign_in.sign_out, name="sign-out"),
    path("taal/", sign_in.language, name="language"),
    path("mijn-gegevens/", own_details.details_form, name="my-details"),
    path("weg/", sign_in.away, name="away"),
    path("demo/iemand-anders/", demo.switch, name="demo-switch"),
    path("huishoudens/<slug:code>/", include(household)),
]

if settings.TANDEM_DEMO:
    urlpatterns.append(path("onderdelen/", include("tandem.web.components.urls")))
