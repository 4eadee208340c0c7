"""What tells somebody that there is something new, letters about it, and views of one's own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tandem.records.row_security import APPLICATION, WORKER, never_deleted

# Everybody sees and changes the own notices alone; whether one is read is all that the site
# changes. Which letters there are is of the worker.
OWN = f"""
    ALTER TABLE coordination_notice ENABLE ROW LEVEL SECURITY;
    ALTER TABLE coordination_noticeletter ENABLE ROW LEVEL SECURITY;
    ALTER TABLE coordination_savedview ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON coordination_notice FOR SELECT TO {APPLICATION}
        USING (account_id = (SELECT tandem_actor()));
    CREATE POLICY own_read ON coordination_notice FOR UPDATE TO {APPLICATION}
        USING (account_id = (SELECT tandem_actor()));
    CREATE POLICY own ON coordination_savedview TO {APPLICATION}
        USING (account_id = (SELECT tandem_actor()))
        WITH CHECK (account_id = (SELECT tandem_actor()));
    CREATE POLICY everything ON coordination_notice TO {WORKER} USING (true) WITH CHECK (true);
    CREATE POLICY everything ON coordination_noticeletter TO {WORKER}
        USING (true) WITH CHECK (true);
    CREATE POLICY everything ON coordination_savedview TO {WORKER} USING (true) WITH CHECK (true);
    REVOKE UPDATE ON coordination_notice FROM {APPLICATION};
    GRANT UPDATE (read_at) ON coordination_notice TO {APPLICATION};
    REVOKE DELETE, TRUNCATE ON coordination_savedview FROM {WORKER};
    REVOKE TRUNCATE ON coordination_savedview FROM {APPLICATION};
    REVOKE ALL ON coordination_noticeletter FROM {APPLICATION};
""" + never_deleted(["coordination_notice", "coordination_noticeletter"])

# Whoever writes tells others, and does not read what they are told.
TELLING = f"""
    CREATE POLICY of_what_one_sees ON coordination_notice FOR INSERT TO {APPLICATION} WITH CHECK (
        talk_id = ANY ((SELECT tandem_talks())::bigint[])
        OR question_id IN (SELECT id FROM coordination_colleaguequestion)
        OR item_id IN (SELECT id FROM coordination_item)
    );
"""

# How much is new stands with the account, which every page reads anyhow. What is told twice while
# it was not read counts once more, and what is read no longer.
COUNTED = """
    CREATE FUNCTION tandem_count_notices() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    BEGIN
        IF TG_OP <> 'INSERT' AND OLD.read_at IS NULL THEN
            UPDATE people_account SET unread = unread - 1 WHERE id = OLD.account_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.read_at IS NULL THEN
            UPDATE people_account SET unread = unread + 1 WHERE id = NEW.account_id;
        END IF;
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER count_added AFTER INSERT OR DELETE ON coordination_notice
        FOR EACH ROW EXECUTE FUNCTION tandem_count_notices();
    CREATE TRIGGER count_read AFTER UPDATE OF read_at ON coordination_notice
        FOR EACH ROW WHEN ((OLD.read_at IS NULL) <> (NEW.read_at IS NULL))
        EXECUTE FUNCTION tandem_count_notices();
"""

# What is shielded from somebody is no longer counted as new for her either.
SHIELDED = """
    CREATE FUNCTION tandem_quiet_notices() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    BEGIN
        UPDATE coordination_notice n SET read_at = coalesce(tandem_moment(), now())
        FROM people_membership m, people_account a
        WHERE m.id = NEW.member_id AND a.person_id = m.person_id AND n.account_id = a.id
            AND n.read_at IS NULL AND n.talk_id IS NOT NULL
            AND tandem_is_hidden(n.talk_id, m.id);
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER quiet_notices AFTER INSERT ON plans_shield
        FOR EACH ROW EXECUTE FUNCTION tandem_quiet_notices();
"""


# How things go in the whole municipality, for who has no household in scope at all: households (or
# offers) by how long something took or takes, of what began in the last year. A group under ten is
# not told. When what is not told is together under ten, but somebody, one more group is not told:
# else it could be worked out from the others and the whole.
FLOW = f"""
    CREATE FUNCTION tandem_wait(began timestamptz, ended timestamptz) RETURNS integer
        LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN ended IS NULL THEN 4 WHEN ended <= began + interval '7 days' THEN 0
            WHEN ended <= began + interval '28 days' THEN 1
            WHEN ended <= began + interval '56 days' THEN 2 ELSE 3 END
    $$;
    CREATE FUNCTION tandem_told(counts bigint[]) RETURNS TABLE (place integer, told bigint)
        LANGUAGE sql IMMUTABLE AS $$
        WITH groups AS (
            SELECT (nth - 1)::integer AS place, counted
            FROM unnest(counts) WITH ORDINALITY AS each (counted, nth)
        ), small AS (
            SELECT g.*, coalesce(sum(g.counted) FILTER (WHERE g.counted < 10) OVER (), 0) AS untold,
                row_number() OVER (PARTITION BY g.counted < 10 ORDER BY g.counted, g.place) AS nth
            FROM groups g
        )
        SELECT small.place, CASE
            WHEN small.counted < 10 THEN NULL
            WHEN small.untold BETWEEN 1 AND 9 AND small.nth = 1 THEN NULL
            ELSE small.counted END
        FROM small
    $$;
    CREATE FUNCTION tandem_flow() RETURNS TABLE (measure text, place integer, counted bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        WITH allowed AS MATERIALIZED (
            SELECT FROM people_account a WHERE a.id = tandem_actor() AND a.is_active
                AND a.duties && ARRAY['manager', 'policy-staff']::varchar[]
        ), home AS MATERIALIZED (
            SELECT h.id, h.opened_at, h.opened_at >= tandem_moment() - interval '1 year' AS is_new,
                (SELECT min(lower(t.period)) FROM coordination_track t
                    WHERE t.household_id = h.id) AS tracked_at,
                (SELECT min(i.opened_at) FROM coordination_item i
                    WHERE i.household_id = h.id AND i.kind = 'signal') AS signalled_at
            FROM people_household h WHERE EXISTS (SELECT FROM allowed)
        ), helped AS MATERIALIZED (
            SELECT home.id, min(p.since) FILTER (WHERE p.since >= home.opened_at) AS opened_help,
                min(p.since) FILTER (WHERE p.since >= home.signalled_at) AS signal_help
            FROM home JOIN people_involvement p ON p.household_id = home.id
                AND p.role IN ('provider', 'guardian')
            GROUP BY home.id
        ), talked AS MATERIALIZED (
            SELECT a.household_id AS id, sum(
                    (s->>'times')::numeric * (s->>'minutes')::numeric
                    / greatest((s->>'every_weeks')::numeric, 1)
                ) * 52 / 12 / 60 AS hours
            FROM plans_agreement a, jsonb_array_elements(a.form->'demands'->'sessions') s
            WHERE EXISTS (SELECT FROM allowed) AND a.kind = 'team-talk'
                AND a.state IN ('agreed', 'active')
            GROUP BY a.household_id
        ), found AS (
            SELECT 'simple-wait' AS measure,
                tandem_wait(home.opened_at, helped.opened_help) AS place
            FROM home LEFT JOIN helped USING (id) WHERE home.is_new AND home.tracked_at IS NULL
            UNION ALL
            SELECT 'signal-to-help', tandem_wait(home.signalled_at, helped.signal_help)
            FROM home LEFT JOIN helped USING (id)
            WHERE home.signalled_at >= tandem_moment() - interval '1 year'
            UNION ALL
            SELECT 'open-offers', tandem_wait(o.offered_at, tandem_moment())
            FROM (
                SELECT offered_at FROM coordination_offer WHERE answered_at IS NULL
                UNION ALL
                SELECT offered_at FROM coordination_leadoffer WHERE answered_at IS NULL
            ) o WHERE EXISTS (SELECT FROM allowed)
            UNION ALL
            SELECT 'leads', least(count(*), 4)::integer - 1
            FROM coordination_lead l JOIN home ON home.id = l.household_id
            WHERE home.tracked_at IS NOT NULL
                AND l.period && tstzrange(tandem_moment() - interval '1 year', tandem_moment())
            GROUP BY l.household_id
            UNION ALL
            SELECT 'coordination', CASE WHEN coalesce(talked.hours, 0) = 0 THEN 0
                WHEN talked.hours <= 2 THEN 1 WHEN talked.hours <= 8 THEN 2 ELSE 3 END
            FROM home LEFT JOIN talked USING (id) WHERE home.tracked_at IS NOT NULL
        ), counts AS (
            SELECT m.measure, n.place, count(found.place) AS counted
            FROM unnest(ARRAY['simple-wait', 'signal-to-help', 'open-offers', 'leads',
                    'coordination']) AS m (measure)
                CROSS JOIN generate_series(0, 4) AS n (place)
                LEFT JOIN found ON found.measure = m.measure AND found.place = n.place
            WHERE EXISTS (SELECT FROM allowed)
            GROUP BY m.measure, n.place
        ), all_of_it AS (
            SELECT c.measure, array_agg(c.counted ORDER BY c.place) AS counts
            FROM counts c GROUP BY c.measure
        )
        SELECT a.measure, t.place, t.told FROM all_of_it a, tandem_told(a.counts) t
    $$;
    REVOKE ALL ON FUNCTION tandem_flow FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_flow TO {APPLICATION}, {WORKER};
"""


class Migration(migrations.Migration):
    """Tables, policies and triggers."""

    dependencies = [
        ("coordination", "0013_items"),
        ("people", "0014_told_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("query", models.TextField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("message", "message"),
                            ("mention", "mention"),
                            ("proposal", "proposal"),
                            ("decided", "decided"),
                            ("question", "question"),
                            ("answer", "answer"),
                            ("offer", "offer"),
                            ("item", "item"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="coordination.item",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="coordination.colleaguequestion",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="coordination.noticeletter",
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="coordination.talk",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="noticeletter",
            index=models.Index(
                condition=models.Q(("failed_at__isnull", True), ("left_at__isnull", True)),
                fields=["begun_at"],
                name="notice_letter_in_doubt",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("account", "name"), name="one_view_of_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="view_has_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["account", "-id"], name="notice_of_account"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["account"],
                name="notice_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["talk", "account"],
                name="notice_unread_of_talk",
            ),
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (OWN, TELLING, COUNTED, SHIELDED, FLOW)
        ),
    ]
