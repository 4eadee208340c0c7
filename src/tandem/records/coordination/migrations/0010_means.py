"""What was spent at once, what was refused, and what stands in the way."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import (
    APPLICATION,
    WORKER,
    append_only,
    at_hand,
    never_deleted,
    same_household,
    secured,
)

TABLES = ["coordination_expense", "coordination_refusal", "coordination_obstacle"]
REFERENCES = [
    ("coordination_expense", "member_id", "people_membership"),
    ("coordination_refusal", "item_id", "coordination_item"),
    ("coordination_refusal", "member_id", "people_membership"),
    ("coordination_obstacle", "item_id", "coordination_item"),
    ("coordination_obstacle", "member_id", "people_membership"),
]

# An expense comes out of the budget of the household's own area, under the lock of that row: who
# comes second sees what the first left. The mandate counts as it is at that very moment.
SPEND = """
    CREATE FUNCTION tandem_spend() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        most bigint;
    BEGIN
        SELECT m.cents INTO most FROM people_household h
            JOIN people_spendingmandate m ON m.area_id = h.area_id AND m.role = NEW.role
            WHERE h.id = NEW.household_id FOR SHARE OF m;
        IF most IS NULL OR NEW.cents > most THEN
            RAISE EXCEPTION 'more than this role may decide'
                USING ERRCODE = '23514', CONSTRAINT = 'within_mandate';
        END IF;
        UPDATE people_budget b SET spent = b.spent + NEW.cents
            FROM people_household h
            WHERE b.id = NEW.budget_id AND h.id = NEW.household_id AND h.area_id = b.area_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'not the budget of this area'
                USING ERRCODE = '23514', CONSTRAINT = 'budget_of_own_area';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE FUNCTION tandem_take_back() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    BEGIN
        IF OLD.taken_back_at IS NOT NULL THEN
            RAISE EXCEPTION 'taken back already'
                USING ERRCODE = '23514', CONSTRAINT = 'taken_back_once';
        END IF;
        UPDATE people_budget SET spent = spent - OLD.cents WHERE id = OLD.budget_id;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER spend BEFORE INSERT ON coordination_expense
        FOR EACH ROW EXECUTE FUNCTION tandem_spend();
    CREATE TRIGGER take_back BEFORE UPDATE OF taken_back_at ON coordination_expense
        FOR EACH ROW EXECUTE FUNCTION tandem_take_back();
"""
RIGHTS = f"""
    REVOKE UPDATE ON coordination_expense FROM {APPLICATION}, {WORKER};
    GRANT UPDATE (taken_back_at, taken_back_by, taken_back_because)
        ON coordination_expense TO {APPLICATION};
"""


class Migration(migrations.Migration):
    """Three tables, their policies, and the lock of the budget."""

    dependencies = [
        ("audit", "0005_household_at_hand"),
        ("coordination", "0008_rights_destroy"),
        ("people", "0013_means"),
    ]

    operations = [
        migrations.CreateModel(
            name="Expense",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("what", models.TextField()),
                ("role", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_by", models.BigIntegerField(blank=True, null=True)),
                ("taken_back_because", models.TextField(blank=True, default="")),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.budget",
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
                        related_name="+",
                        to="people.membership",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["household"], name="expense_of_household")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0)), name="expense_is_an_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="expense_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_back_at__isnull", True), ("taken_back_by__isnull", True)
                            ),
                            models.Q(
                                ("taken_back_at__isnull", False),
                                ("taken_back_by__isnull", False),
                                models.Q(("taken_back_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="taken_back_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Obstacle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("whose", models.TextField()),
                ("order", models.PositiveSmallIntegerField(db_column="of_order")),
                ("page", models.CharField(blank=True, default="", max_length=40)),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField()),
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
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.membership",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["household"], name="obstacle_of_household")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("order__gte", 1), ("order__lte", 3)),
                        name="obstacle_has_an_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("whose", ""), _negated=True), name="obstacle_says_whose"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked", models.TextField()),
                ("reason", models.TextField()),
                ("alternative", models.TextField()),
                ("is_decision", models.BooleanField()),
                ("told_on", models.DateField()),
                ("objection_until", models.DateField(blank=True, null=True)),
                ("source", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField()),
                (
                    "caller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coordination.item",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.membership",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["household"], name="refusal_of_household")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("alternative", ""), _negated=True),
                        ),
                        name="warm_no_says_why_and_what_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_decision", False), ("objection_until__isnull", True)),
                            models.Q(
                                ("is_decision", True),
                                ("objection_until__gt", models.F("told_on")),
                                ("objection_until__isnull", False),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_says_until_when",
                    ),
                ],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                *(secured(table, at_hand()) for table in TABLES),
                *(same_household(*reference) for reference in REFERENCES),
                never_deleted(TABLES),
                append_only(["coordination_refusal", "coordination_obstacle"]),
                RIGHTS,
                SPEND,
            )
        ),
    ]
