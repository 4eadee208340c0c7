"""A change of lead as a handover, and what the family says of who leads."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import (
    APPLICATION,
    at_hand,
    may_be_pointed_at,
    never_deleted,
    same_household,
    secured,
)

TABLES = ["coordination_handover", "coordination_leadanswer"]
REFERENCES = [
    ("coordination_handover", "item_id", "coordination_item"),
    ("coordination_leadanswer", "lead_id", "coordination_lead"),
    ("coordination_leadanswer", "member_id", "people_membership"),
    ("coordination_leadanswer", "item_id", "coordination_item"),
]
# What the family says of who leads is no evidence for anything: as its other answers.
KEPT_FROM_ENFORCEMENT = f"""
    CREATE POLICY not_for_enforcement ON coordination_leadanswer AS RESTRICTIVE FOR SELECT
        TO {APPLICATION} USING (household_id <> ALL ((SELECT tandem_enforced())::bigint[]));
"""


class Migration(migrations.Migration):
    """Two tables and their policies."""

    dependencies = [
        ("coordination", "0014_notices"),
        ("people", "0014_told_by"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("message", "message"),
                    ("mention", "mention"),
                    ("proposal", "proposal"),
                    ("decided", "decided"),
                    ("question", "question"),
                    ("answer", "answer"),
                    ("offer", "offer"),
                    ("item", "item"),
                    ("lead", "lead"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.TextField()),
                ("begun_at", models.DateTimeField()),
                ("begun_by", models.BigIntegerField()),
                (
                    "talk",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("planned", "planned"),
                            ("held", "held"),
                            ("not-held", "not-held"),
                        ],
                        max_length=10,
                    ),
                ),
                ("talk_on", models.DateField(blank=True, null=True)),
                ("with_old", models.BooleanField(default=True)),
                ("with_new", models.BooleanField(default=True)),
                (
                    "with_members",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("talk_why", models.TextField(blank=True, default="")),
                ("text", models.TextField(blank=True, default="")),
                ("text_given_at", models.DateTimeField(blank=True, null=True)),
                ("gone_through_at", models.DateTimeField(blank=True, null=True)),
                ("gone_through_by", models.BigIntegerField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_why", models.TextField(blank=True, default="")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coordination.item",
                    ),
                ),
                (
                    "new_lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over",
                        to="people.professional",
                    ),
                ),
                (
                    "old_lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_over",
                        to="people.professional",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["household", "-id"], name="handover_of_household")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("household",),
                        name="one_open_handover",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="handover_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("talk", "planned"), _negated=True),
                            ("talk_on__isnull", False),
                            _connector="OR",
                        ),
                        name="planned_talk_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("talk", "not-held"), _negated=True),
                            models.Q(("talk_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="talk_not_held_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text_given_at__isnull", True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="given_text_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            models.Q(("closed_why", ""), _negated=True),
                            models.Q(
                                ("gone_through_at__isnull", False),
                                ("new_lead__isnull", False),
                                ("talk__in", ["held", "not-held"]),
                                ("text_given_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="handover_done_or_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "says",
                    models.CharField(choices=[("yes", "yes"), ("other", "other")], max_length=5),
                ),
                ("words", models.TextField(blank=True, default="")),
                ("said_at", models.DateTimeField()),
                ("said_by", models.BigIntegerField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coordination.item",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="coordination.lead"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.membership"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["household", "-id"], name="lead_answer_of_household")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", True), ("says", "yes")),
                            models.Q(("item__isnull", False), ("says", "other")),
                            _connector="OR",
                        ),
                        name="another_lead_is_looked_for",
                    )
                ],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                may_be_pointed_at("coordination_lead"),
                *(secured(table, at_hand()) for table in TABLES),
                *(same_household(*reference) for reference in REFERENCES),
                never_deleted(TABLES),
                KEPT_FROM_ENFORCEMENT,
            )
        ),
    ]
