"""An owner is asked to change an agreement; and figures of leads and of youth care."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import at_hand, never_deleted, same_household, secured

TABLE = "coordination_asktochange"

# As in `0006_scope_of_roles`, with how many have their third lead, and how many have youth care:
# told only when none of the four groups that it makes with the track is small. How often the lead
# changed is told of the municipality and its areas, never of a person.
FIGURES = """
    CREATE OR REPLACE FUNCTION tandem_figures()
        RETURNS TABLE (measure text, area text, counted bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH allowed AS MATERIALIZED (
            SELECT FROM people_account a WHERE a.id = tandem_actor() AND a.is_active
                AND a.duties && ARRAY['manager', 'policy-staff']::varchar[]
        ), home AS MATERIALIZED (
            SELECT h.id, h.area_id, EXISTS (
                    SELECT FROM coordination_track t
                    WHERE t.household_id = h.id AND t.period @> tandem_moment()
                ) AS one_plan, EXISTS (
                    SELECT FROM coordination_lead l WHERE l.household_id = h.id AND l.accepted
                        AND l.period @> tandem_moment()
                ) AS led, EXISTS (
                    SELECT FROM coordination_leadoffer o
                    WHERE o.household_id = h.id AND o.answered_at IS NULL
                ) AS asked, EXISTS (
                    SELECT FROM people_involvement i WHERE i.household_id = h.id
                        AND i.legal_ground LIKE 'Jeugdwet%' AND i.since <= tandem_moment()
                        AND (i.until IS NULL OR i.until > tandem_moment())
                ) AS youth, 3 <= (
                    SELECT count(*) FROM coordination_lead l
                    WHERE l.household_id = h.id AND l.accepted
                ) AS third_lead
            FROM people_household h WHERE EXISTS (SELECT FROM allowed)
        ), counts AS MATERIALIZED (
            SELECT w.name AS area, grouping(w.name) = 1 AS is_all, m.measure,
                count(*) FILTER (WHERE m.has) AS has, count(*) FILTER (WHERE m.within) AS within,
                count(*) FILTER (WHERE one_plan AND NOT youth) AS others,
                count(*) FILTER (WHERE NOT one_plan AND NOT youth) AS neither
            FROM home JOIN people_area w ON w.id = home.area_id
            CROSS JOIN LATERAL (VALUES
                ('households', true, true),
                ('one-plan', one_plan, true),
                ('led', one_plan AND led, one_plan),
                ('asked', one_plan AND asked, one_plan),
                ('third-lead', one_plan AND third_lead, one_plan),
                ('youth', youth, true),
                ('youth-one-plan', youth AND one_plan, youth)
            ) AS m (measure, has, within)
            GROUP BY GROUPING SETS ((m.measure, w.name), (m.measure))
        ), told AS MATERIALIZED (
            SELECT c.*, c.has >= 10
                AND (c.measure = 'households' OR c.within - c.has >= 10)
                AND (c.measure <> 'youth-one-plan' OR c.others >= 10 AND c.neither >= 10)
                AS is_large
            FROM counts c
        ), areas AS (
            SELECT t.measure, bool_and(t.is_large) AS by_area FROM told t
            WHERE NOT t.is_all GROUP BY t.measure
        )
        SELECT t.measure, CASE WHEN t.is_all THEN '' ELSE t.area END,
            CASE WHEN t.is_large THEN t.has END
        FROM told t JOIN areas USING (measure)
        WHERE t.is_all OR areas.by_area
    $$;
"""


class Migration(migrations.Migration):
    """One table and its policy."""

    dependencies = [
        ("coordination", "0010_means"),
        ("people", "0013_means"),
        ("plans", "0010_open_to_helpers"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskToChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("silent", "silent"),
                            ("ordered", "ordered"),
                            ("up", "up"),
                            ("changed", "changed"),
                            ("grounded", "grounded"),
                            ("settled", "settled"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answer_by", models.DateField()),
                ("decide_by", models.DateField(blank=True, null=True)),
                ("up_on", models.DateField(blank=True, null=True)),
                ("settle_by", models.DateField(blank=True, null=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.BigIntegerField()),
                ("answer", models.TextField(blank=True, default="")),
                ("legal_ground", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.BigIntegerField(blank=True, null=True)),
                ("comes_first", models.TextField(blank=True, default="")),
                ("ordered_at", models.DateTimeField(blank=True, null=True)),
                ("ordered_by", models.BigIntegerField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.agreement",
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["asked", "silent", "ordered", "up"])),
                        fields=["household"],
                        name="ask_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["changed", "grounded"]), _negated=True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "grounded"), _negated=True),
                            models.Q(("legal_ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ground_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ordered"), _negated=True),
                            models.Q(
                                models.Q(("comes_first", ""), _negated=True),
                                ("ordered_at__isnull", False),
                                ("ordered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="order_is_set_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["ordered", "up"]), _negated=True),
                            models.Q(("settle_by__isnull", False), ("up_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="gone_up_on_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "silent", "ordered", "up"])),
                        fields=("agreement",),
                        name="one_open_ask",
                    ),
                ],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                secured(TABLE, at_hand()),
                same_household(TABLE, "item_id", "coordination_item"),
                same_household(TABLE, "agreement_id", "plans_agreement"),
                never_deleted([TABLE]),
                FIGURES,
            )
        ),
    ]
