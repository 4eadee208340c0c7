"""Emergency access: found by exact words alone, opened for three hours at most."""

import django.db.models.deletion
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q

from tandem.records.row_security import (
    APPLICATION,
    append_only,
    may_be_pointed_at,
    secured,
)

# Whoever opens it has nothing to do with the household, so the row cannot lie within a scope. What
# is asked for is exact: a code, or the whole name and the birthday of somebody who lives there.
OPEN = f"""
    CREATE FUNCTION tandem_open_emergency(
        wanted_code text, wanted_name text, wanted_born date, ends timestamptz, new_kind text,
        new_reason text, withheld date, why_withheld text
    ) RETURNS TABLE (emergency bigint, household bigint, code text)
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        opener bigint := (
            SELECT a.professional_id FROM people_account a
            WHERE a.id = tandem_actor() AND a.is_active
              AND a.duties && ARRAY['front-desk', 'consultant']::varchar[]
        );
        found bigint[];
    BEGIN
        IF opener IS NULL THEN
            RAISE EXCEPTION 'only the front desk or a consultant does this'
                USING ERRCODE = '42501';
        END IF;
        IF ends > tandem_moment() + interval '3 hours' THEN
            RAISE EXCEPTION 'an emergency lasts three hours at most' USING ERRCODE = '22023';
        END IF;
        SELECT array_agg(DISTINCT h.id) INTO found FROM people_household h
        WHERE (wanted_code <> '' AND h.code = wanted_code)
           OR (wanted_code = '' AND wanted_name <> '' AND EXISTS (
                SELECT FROM people_membership m JOIN people_person n ON n.id = m.person_id
                WHERE m.household_id = h.id AND lower(n.name) = lower(wanted_name)
                  AND n.born = wanted_born
                  AND (m.until IS NULL OR m.until > tandem_moment())));
        IF coalesce(array_length(found, 1), 0) <> 1 THEN
            RETURN;
        END IF;
        RETURN QUERY
            WITH made AS (
                INSERT INTO people_emergencyaccess (household_id, professional_id, since, until,
                    kind, reason, withheld_until, withheld_reason)
                VALUES (found[1], opener, tandem_moment(), ends, new_kind, new_reason, withheld,
                    why_withheld)
                RETURNING id, household_id
            )
            SELECT made.id, made.household_id, h.code::text
            FROM made JOIN people_household h ON h.id = made.household_id;
    END
    $$;
    REVOKE ALL ON FUNCTION tandem_open_emergency FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_open_emergency TO {APPLICATION};
    CREATE INDEX person_by_name_and_birth ON people_person (lower(name), born);
"""

DUTIES = ["front-desk", "consultant", "team-leader", "privacy-officer"]


class Migration(migrations.Migration):
    """The table, its policy, and the one way in. It only grows: nobody shortens or lengthens it."""

    dependencies = [("people", "0006_mail_of_professionals")]

    operations = [
        migrations.AlterField(
            "account",
            "duties",
            ArrayField(
                base_field=models.CharField(
                    choices=[(duty, duty) for duty in DUTIES], max_length=20
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                ("withheld_until", models.DateField(blank=True, null=True)),
                ("withheld_reason", models.TextField(blank=True, default="")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.household"
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.professional"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["professional", "until"], name="emergency_of_whom")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(since__lt=F("until")) & ~Q(reason=""),
                        name="emergency_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=Q(withheld_until__isnull=True, withheld_reason="")
                        | (Q(withheld_until__isnull=False) & ~Q(withheld_reason="")),
                        name="withheld_has_a_reason_and_an_end",
                    ),
                ],
            },
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                secured("people_emergencyaccess"),
                append_only(["people_emergencyaccess"]),
                may_be_pointed_at("people_emergencyaccess"),
                OPEN,
            )
        ),
    ]
