"""Conversations with a circle each, decisions in them, questions to a colleague: who sees them."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import (
    APPLICATION,
    WORKER,
    at_hand,
    may_be_pointed_at,
    never_deleted,
    same_household,
    secured,
)

TABLES = [
    "coordination_talk",
    "coordination_talker",
    "coordination_message",
    "coordination_jointdecision",
    "coordination_voice",
]
POINTED_AT = ["coordination_talk", "coordination_jointdecision"]
REFERENCES = [
    ("coordination_talk", "of_agreement_id", "plans_agreement"),
    ("coordination_talk", "of_item_id", "coordination_item"),
    ("coordination_talker", "talk_id", "coordination_talk"),
    ("coordination_talker", "member_id", "people_membership"),
    ("coordination_message", "talk_id", "coordination_talk"),
    ("coordination_message", "by_member_id", "people_membership"),
    ("coordination_jointdecision", "talk_id", "coordination_talk"),
    ("coordination_jointdecision", "by_member_id", "people_membership"),
    ("coordination_voice", "decision_id", "coordination_jointdecision"),
    ("coordination_voice", "talk_id", "coordination_talk"),
    ("coordination_voice", "member_id", "people_membership"),
]

# The conversations of the actor, behind every query: those in whose circle he or she is, without
# those in which somebody takes part who is shielded from the actor, or that are about an agreement
# that is. Who begins one sees it at that very moment, before there is a circle.
CIRCLES = f"""
    CREATE FUNCTION tandem_is_hidden(talk bigint, reader bigint) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT EXISTS (
            SELECT FROM plans_shield s
            WHERE s.member_id = reader AND s.lifted_at IS NULL AND s.aspect = '' AND (
                s.agreement_id = (SELECT of_agreement_id FROM coordination_talk WHERE id = talk)
                OR s.person_id IN (SELECT member_id FROM coordination_talker WHERE talk_id = talk)
                OR s.involvement_id IN (
                    SELECT i.id FROM coordination_talker t JOIN people_involvement i
                        ON i.professional_id = t.professional_id
                        AND i.household_id = t.household_id
                    WHERE t.talk_id = talk
                )
            )
        )
    $$;
    CREATE FUNCTION tandem_talks() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH me AS MATERIALIZED (
            SELECT professional_id, person_id FROM people_account
            WHERE id = tandem_actor() AND is_active
        ), mine AS MATERIALIZED (
            SELECT t.talk_id, NULL::bigint AS member_id
            FROM me JOIN coordination_talker t ON t.professional_id = me.professional_id
            UNION ALL
            SELECT t.talk_id, m.id
            FROM me JOIN people_membership m ON m.person_id = me.person_id
                JOIN coordination_talker t ON t.member_id = m.id
            UNION ALL
            SELECT k.id, NULL FROM coordination_talk k
            WHERE k.opened_by = tandem_actor() AND k.opened_at = tandem_moment()
        )
        SELECT coalesce(array_agg(DISTINCT mine.talk_id), '{{}}') FROM mine
        WHERE mine.member_id IS NULL OR NOT tandem_is_hidden(mine.talk_id, mine.member_id)
    $$;
    CREATE INDEX talk_just_begun ON coordination_talk (opened_by, opened_at);
    REVOKE ALL ON FUNCTION tandem_is_hidden FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_talks TO {APPLICATION}, {WORKER};
    REVOKE UPDATE ON coordination_talk, coordination_talker, coordination_message
        FROM {APPLICATION};
"""
CIRCLED = {
    "coordination_talk": "id",
    "coordination_talker": "talk_id",
    "coordination_message": "talk_id",
    "coordination_jointdecision": "talk_id",
    "coordination_voice": "talk_id",
}


def _in_circle(table: str, column: str) -> str:
    """Return SQL that keeps rows from who is not in the circle, also within the household."""
    circle = f"{column} = ANY ((SELECT tandem_talks())::bigint[])"
    if column == "id":
        circle += (
            " OR (opened_by = (SELECT tandem_actor()) AND opened_at = (SELECT tandem_moment()))"
        )
    return f"""
        CREATE POLICY in_circle_only ON {table} AS RESTRICTIVE FOR SELECT TO {APPLICATION}
            USING ({circle});
        CREATE POLICY changed_in_circle_only ON {table} AS RESTRICTIVE FOR UPDATE TO {APPLICATION}
            USING ({circle});
    """


# A question without names is of no household: whoever asked it and who got it see it, and nobody
# else.
QUESTIONS = f"""
    CREATE FUNCTION tandem_own_professional() RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT professional_id FROM people_account WHERE id = tandem_actor() AND is_active
    $$;
    GRANT EXECUTE ON FUNCTION tandem_own_professional TO {APPLICATION}, {WORKER};
    ALTER TABLE coordination_colleaguequestion ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON coordination_colleaguequestion TO {APPLICATION}
        USING ((SELECT tandem_own_professional()) IN (asked_by_id, asked_to_id))
        WITH CHECK ((SELECT tandem_own_professional()) IN (asked_by_id, asked_to_id));
    CREATE POLICY everything ON coordination_colleaguequestion TO {WORKER}
        USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    """Tables, policies and a function."""

    dependencies = [
        ("audit", "0005_household_at_hand"),
        ("coordination", "0011_asks"),
        ("people", "0014_told_by"),
        ("plans", "0010_open_to_helpers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ColleagueQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions_asked",
                        to="people.professional",
                    ),
                ),
                (
                    "asked_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions_got",
                        to="people.professional",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.BigIntegerField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "of_agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="plans.agreement",
                    ),
                ),
                (
                    "of_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="coordination.item",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by_member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.membership",
                    ),
                ),
                (
                    "by_professional",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.professional",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="coordination.talk",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JointDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("decided", "decided"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by_member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.membership",
                    ),
                ),
                (
                    "by_professional",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.professional",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="coordination.talk",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Talker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.membership",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.professional",
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talkers",
                        to="coordination.talk",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        blank=True, choices=[("yes", "yes"), ("no", "no")], default="", max_length=3
                    ),
                ),
                ("words", models.TextField(blank=True, default="")),
                ("said_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voices",
                        to="coordination.jointdecision",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.membership",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.professional",
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coordination.talk",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="colleaguequestion",
            index=models.Index(fields=["asked_to", "asked_at"], name="question_to"),
        ),
        migrations.AddIndex(
            model_name="colleaguequestion",
            index=models.Index(fields=["asked_by", "asked_at"], name="question_by"),
        ),
        migrations.AddConstraint(
            model_name="colleaguequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="question_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="colleaguequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="question_answered_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject", ""), _negated=True), name="talk_says_what_about"
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("of_agreement__isnull", True), ("of_item__isnull", True), _connector="OR"
                ),
                name="talk_about_one_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["talk", "id"], name="message_of_talk"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by_member__isnull", False), ("by_professional__isnull", True)),
                    models.Q(("by_member__isnull", True), ("by_professional__isnull", False)),
                    _connector="OR",
                ),
                name="message_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="message_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="jointdecision",
            index=models.Index(fields=["talk"], name="decision_of_talk"),
        ),
        migrations.AddConstraint(
            model_name="jointdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by_member__isnull", False), ("by_professional__isnull", True)),
                    models.Q(("by_member__isnull", True), ("by_professional__isnull", False)),
                    _connector="OR",
                ),
                name="decision_proposed_by_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="decision_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="jointdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True), ("ended_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decision_ended_or_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="talker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("member__isnull", False), ("professional__isnull", True)),
                    models.Q(("member__isnull", True), ("professional__isnull", False)),
                    _connector="OR",
                ),
                name="talker_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="talker",
            constraint=models.UniqueConstraint(fields=("talk", "member"), name="member_talks_once"),
        ),
        migrations.AddConstraint(
            model_name="talker",
            constraint=models.UniqueConstraint(
                fields=("talk", "professional"), name="professional_talks_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("member__isnull", False), ("professional__isnull", True)),
                    models.Q(("member__isnull", True), ("professional__isnull", False)),
                    _connector="OR",
                ),
                name="voice_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(
                fields=("decision", "member"), name="member_has_one_voice"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(
                fields=("decision", "professional"), name="professional_has_one_voice"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said_at__isnull", True), ("says", "")),
                    models.Q(models.Q(("says", ""), _negated=True), ("said_at__isnull", False)),
                    _connector="OR",
                ),
                name="voice_said_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("says", "no"), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="voice_no_says_why",
            ),
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                *(secured(table, at_hand()) for table in TABLES),
                *(may_be_pointed_at(table) for table in POINTED_AT),
                *(same_household(*reference) for reference in REFERENCES),
                never_deleted([*TABLES, "coordination_colleaguequestion"]),
                CIRCLES,
                *(_in_circle(table, column) for table, column in CIRCLED.items()),
                QUESTIONS,
            )
        ),
    ]
