"""Questions about looks, and the scope with emergencies and with what waits for somebody."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import append_only, same_household, secured

# What it was in `0003_scope_of_a_reading`, with an emergency while it lasts, and with households of
# which something waits for the actor: so the privacy officer sees those of an open question, and
# no others.
OF_ACTOR = """
    CREATE OR REPLACE FUNCTION tandem_actor_scope() RETURNS bigint[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH me AS MATERIALIZED (
            SELECT professional_id, person_id FROM people_account WHERE id = tandem_actor()
        )
        SELECT coalesce(array_agg(mine.household_id), '{}') FROM (
            SELECT i.household_id
            FROM me JOIN people_involvement i ON i.professional_id = me.professional_id
            WHERE i.since <= tandem_moment() AND (i.until IS NULL OR i.until >= tandem_moment())
            UNION
            SELECT m.household_id
            FROM me JOIN people_membership m ON m.person_id = me.person_id
            WHERE m.since <= tandem_moment() AND (m.until IS NULL OR m.until >= tandem_moment())
            UNION
            SELECT h.id
            FROM me
                JOIN people_area w ON w.team_leader_id = me.professional_id
                JOIN people_household h ON h.area_id = w.id
            UNION
            SELECT l.household_id
            FROM me JOIN coordination_lead l ON l.professional_id = me.professional_id
            WHERE l.period @> tandem_moment() OR upper(l.period) = tandem_moment()
            UNION
            SELECT s.household_id
            FROM me JOIN coordination_standin s ON s.professional_id = me.professional_id
            WHERE s.period @> tandem_moment() OR upper(s.period) = tandem_moment()
            UNION
            SELECT o.household_id
            FROM me JOIN coordination_leadoffer o ON o.professional_id = me.professional_id
            WHERE o.answered_at IS NULL OR o.answered_at = tandem_moment()
            UNION
            SELECT e.household_id
            FROM me JOIN people_emergencyaccess e ON e.professional_id = me.professional_id
            WHERE e.since <= tandem_moment() AND e.until > tandem_moment()
            UNION
            SELECT t.household_id
            FROM me JOIN coordination_item t ON t.holder_id = me.professional_id
            WHERE (t.closed_at IS NULL AND t.opened_at <= tandem_moment())
               OR t.closed_at = tandem_moment()
        ) mine
    $$;
    CREATE INDEX item_closed_by ON coordination_item (holder_id, closed_at)
        WHERE closed_at IS NOT NULL;
"""


class Migration(migrations.Migration):
    """One table beside the items, and the scope."""

    dependencies = [
        ("coordination", "0004_ask_for_a_check"),
        ("people", "0007_emergency_access"),
        ("audit", "0004_processing"),
    ]

    operations = [
        migrations.CreateModel(
            name="LookItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("look", models.BigIntegerField(blank=True, null=True)),
                ("asked_by", models.BigIntegerField()),
                (
                    "emergency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.emergencyaccess",
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
                        on_delete=django.db.models.deletion.PROTECT, to="coordination.item"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["household", "look"], name="item_of_look")],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                secured("coordination_lookitem"),
                append_only(["coordination_lookitem"]),
                same_household("coordination_lookitem", "item_id", "coordination_item"),
                same_household("coordination_lookitem", "emergency_id", "people_emergencyaccess"),
                OF_ACTOR,
            )
        ),
    ]
