"""Not only agreements are shielded: goals, people, their numbers and the places of agreements.

The table has its row-level security already; what a row points at stays within its household.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from tandem.records.conditions import one_of
from tandem.records.row_security import same_household

SHIELDED = ("agreement", "goal", "person", "involvement", "supporter")
REFERENCES = [
    ("plans_shield", "goal_id", "plans_goal"),
    ("plans_shield", "person_id", "people_membership"),
    ("plans_shield", "involvement_id", "people_involvement"),
    ("plans_shield", "supporter_id", "people_supporter"),
]


def _points_at(model: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=model, **more
    )


class Migration(migrations.Migration):
    """Columns that may be empty, of which one is filled."""

    dependencies = [("people", "0009_shelter"), ("plans", "0008_guests")]

    operations = [
        migrations.AlterField(
            "shield", "agreement", _points_at("plans.agreement", related_name="shields")
        ),
        migrations.AddField("shield", "goal", _points_at("plans.goal")),
        migrations.AddField("shield", "person", _points_at("people.membership", related_name="+")),
        migrations.AddField("shield", "involvement", _points_at("people.involvement")),
        migrations.AddField("shield", "supporter", _points_at("people.supporter")),
        migrations.AddField(
            "shield", "aspect", models.CharField(blank=True, default="", max_length=10)
        ),
        migrations.RemoveConstraint("shield", "one_shield"),
        migrations.AddConstraint(
            "shield",
            models.UniqueConstraint(
                condition=Q(("lifted_at__isnull", True)),
                fields=(*SHIELDED, "aspect", "member"),
                name="one_shield",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            "shield", models.CheckConstraint(condition=one_of(*SHIELDED), name="shield_is_of_one")
        ),
        migrations.AddConstraint(
            "shield",
            models.CheckConstraint(
                condition=Q(aspect="")
                | Q(aspect="place", agreement__isnull=False)
                | Q(aspect="telephone", agreement__isnull=True, goal__isnull=True),
                name="shield_of_a_part_of_it",
            ),
        ),
        migrations.AddConstraint(
            "shield",
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(person=F("member")),
                name="nobody_shielded_from_oneself",
            ),
        ),
        *(
            migrations.RunSQL(same_household(*reference), migrations.RunSQL.noop)
            for reference in REFERENCES
        ),
    ]
