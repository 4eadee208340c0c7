"""What is shielded from a member, and parts of which others see only that and when."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

NOW = Q(("lifted_at__isnull", True))


def _points_at(model: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **more)


def _recorded() -> list[tuple[str, models.Field]]:
    return [
        (
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        ("ground", models.TextField()),
        ("set_at", models.DateTimeField()),
        ("set_by", models.BigIntegerField()),
        ("lifted_at", models.DateTimeField(blank=True, null=True)),
        ("household", _points_at("people.household")),
    ]


class Migration(migrations.Migration):
    """Two tables, each with the ground on which a row was set."""

    dependencies = [("people", "0004_enforcement"), ("plans", "0003_told")]

    operations = [
        migrations.CreateModel(
            name="PartDepth",
            fields=[
                *_recorded(),
                ("opened_to", _points_at("people.involvement", blank=True, null=True)),
                ("part", _points_at("plans.part", related_name="depths")),
            ],
            options={
                "indexes": [models.Index(condition=NOW, fields=["household"], name="depth_now")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=NOW,
                        fields=("part", "opened_to"),
                        name="one_depth",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=Q(("ground", ""), _negated=True),
                        name="depth_says_on_what_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shield",
            fields=[
                *_recorded(),
                ("agreement", _points_at("plans.agreement", related_name="shields")),
                ("member", _points_at("people.membership")),
            ],
            options={
                "indexes": [models.Index(condition=NOW, fields=["household"], name="shield_now")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=NOW, fields=("agreement", "member"), name="one_shield"
                    ),
                    models.CheckConstraint(
                        condition=Q(("ground", ""), _negated=True),
                        name="shield_says_on_what_ground",
                    ),
                ],
            },
        ),
    ]
