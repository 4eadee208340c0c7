"""What a family reads of the work for it, what it does itself, and agreements that were kept."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import (
    APPLICATION,
    at_hand,
    never_deleted,
    same_household,
    secured,
)

TABLE = "coordination_ownaction"

# Agreements kept, from the events of actions and commissions: of the last year, by who said so. In
# time, within a week after, later, it did not work out, withdrawn. Of an organisation a group under
# ten is not told, and nothing at all where fewer than three people said something: that would be
# the count of a person. Whoever has no household in scope, or leads a team, reads all of them;
# anybody else at work the own organisation.
KEPT = f"""
    CREATE INDEX event_kept ON audit_event (actor_id, at)
        WHERE subject = 'item' AND verb IN ('done', 'failed', 'withdrawn');
    CREATE FUNCTION tandem_kept_place(verb text, data jsonb) RETURNS integer
        LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN verb = 'failed' THEN 3 WHEN verb = 'withdrawn' THEN 4
            WHEN (data->>'in_time')::boolean THEN 0
            WHEN (data->>'days_late')::integer <= 7 THEN 1 ELSE 2 END
    $$;
    CREATE FUNCTION tandem_kept() RETURNS TABLE (organisation text, place integer, counted bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH me AS MATERIALIZED (
            SELECT p.organisation_id,
                a.duties && ARRAY['manager', 'policy-staff', 'team-leader']::varchar[] AS reads_all
            FROM people_account a LEFT JOIN people_professional p ON p.id = a.professional_id
            WHERE a.id = tandem_actor() AND a.is_active
        ), said AS MATERIALIZED (
            SELECT whose.organisation_id, e.actor_id, e.place
            FROM (
                SELECT p.organisation_id, a.id
                FROM me JOIN people_professional p ON p.organisation_id = me.organisation_id
                    JOIN people_account a ON a.professional_id = p.id
                WHERE NOT me.reads_all
                UNION ALL
                SELECT p.organisation_id, a.id
                FROM me, people_professional p JOIN people_account a ON a.professional_id = p.id
                WHERE me.reads_all
            ) whose CROSS JOIN LATERAL (
                SELECT o.actor_id, tandem_kept_place(o.verb, o.data) AS place
                FROM audit_event o
                WHERE o.actor_id = whose.id
                    AND o.subject = 'item' AND o.verb IN ('done', 'failed', 'withdrawn')
                    AND o.at >= tandem_moment() - interval '1 year'
                    AND o.data->>'kind' IN ('action', 'commission')
                OFFSET 0
            ) e
        ), people AS (
            SELECT s.organisation_id, count(DISTINCT s.actor_id) AS counted
            FROM said s GROUP BY s.organisation_id
        ), counts AS (
            SELECT people.organisation_id, n.place,
                CASE WHEN people.counted < 3 THEN 0 ELSE (
                    SELECT count(*) FROM said s
                    WHERE s.organisation_id = people.organisation_id AND s.place = n.place
                ) END AS counted
            FROM people CROSS JOIN generate_series(0, 4) AS n (place)
        ), all_of_it AS (
            SELECT c.organisation_id, array_agg(c.counted ORDER BY c.place) AS counts
            FROM counts c GROUP BY c.organisation_id
        )
        SELECT o.name, t.place, t.told
        FROM all_of_it a JOIN people_organisation o ON o.id = a.organisation_id,
            tandem_told(a.counts) t
    $$;
    CREATE FUNCTION tandem_kept_by_me() RETURNS TABLE (place integer, counted bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT tandem_kept_place(e.verb, e.data), count(*) FROM audit_event e
        WHERE e.actor_id = tandem_actor()
            AND e.subject = 'item' AND e.verb IN ('done', 'failed', 'withdrawn')
            AND e.at >= tandem_moment() - interval '1 year'
            AND e.data->>'kind' IN ('action', 'commission')
        GROUP BY 1
    $$;
    REVOKE ALL ON FUNCTION tandem_kept, tandem_kept_by_me FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_kept, tandem_kept_by_me TO {APPLICATION};
"""


class Migration(migrations.Migration):
    """One column, one table with its policy, and two functions."""

    dependencies = [
        ("audit", "0005_household_at_hand"),
        ("coordination", "0018_ladder"),
        ("people", "0014_told_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="for_family",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
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
                    ("answered", "answered"),
                    ("own", "own"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="OwnAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("by_when", models.DateField(blank=True, null=True)),
                ("remind_on", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.BigIntegerField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended",
                    models.CharField(blank=True, db_default="", default="", max_length=8),
                ),
                ("words", models.TextField(blank=True, db_default="", default="")),
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
                (
                    "supporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.supporter",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["household", "-id"], name="own_action_of_household")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("member__isnull", True), ("supporter__isnull", True), _connector="XOR"
                        ),
                        name="own_action_is_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="own_action_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended", ""), ("ended_at__isnull", True), ("words", "")),
                            models.Q(
                                ("ended__in", ["worked", "dropped"]),
                                ("ended_at__isnull", False),
                                ("words", ""),
                            ),
                            models.Q(
                                ("ended", "not"),
                                ("ended_at__isnull", False),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="own_action_ended_as_something",
                    ),
                ],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                secured(TABLE, at_hand()),
                same_household(TABLE, "member_id", "people_membership"),
                same_household(TABLE, "supporter_id", "people_supporter"),
                never_deleted([TABLE]),
                KEPT,
            )
        ),
    ]
