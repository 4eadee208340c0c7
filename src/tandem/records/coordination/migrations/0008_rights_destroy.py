"""Destroying what is known of a household, or of one member.

Nothing destroys but `tandem_destroy`, which only the worker may call, and which refuses what no
person decided on or whose waiting time is not over: whatever goes wrong in the site, it cannot
destroy anything.
"""

from django.db import migrations

from tandem.records.row_security import WORKER

# Deletes rows with everything that points at them, whatever tables there are by then.
DELETE_ROWS = """
    CREATE FUNCTION tandem_delete_rows(target regclass, numbers bigint[]) RETURNS jsonb
        LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
    AS $$
    DECLARE
        pointing record;
        below bigint[];
        counts jsonb := '{}';
        gone bigint;
    BEGIN
        IF cardinality(numbers) = 0 THEN
            RETURN counts;
        END IF;
        FOR pointing IN
            SELECT f.conrelid::regclass AS name, a.attname AS field
            FROM pg_constraint f
                JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
            WHERE f.contype = 'f' AND f.confrelid = target AND f.conrelid <> target
                AND cardinality(f.conkey) = 1
        LOOP
            EXECUTE format(
                'SELECT coalesce(array_agg(id), ''{}'') FROM %s WHERE %I = ANY ($1)',
                pointing.name, pointing.field
            ) INTO below USING numbers;
            counts := tandem_sum(counts, tandem_delete_rows(pointing.name, below));
        END LOOP;
        EXECUTE format('DELETE FROM %s WHERE id = ANY ($1)', target) USING numbers;
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN tandem_sum(counts, jsonb_build_object(target::text, gone));
    END
    $$;
    CREATE FUNCTION tandem_sum(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(jsonb_object_agg(name, total), '{}') FROM (
            SELECT key AS name, sum(value::bigint) AS total
            FROM (SELECT * FROM jsonb_each_text(one) UNION ALL SELECT * FROM jsonb_each_text(other))
                AS both_of_them
            WHERE value::bigint > 0 GROUP BY key
        ) sums
    $$;
"""

# What was said of events is blanked here and nowhere else; the rows of the log stay.
FORGET = """
    CREATE FUNCTION tandem_forget_events(household bigint, accounts bigint[]) RETURNS bigint
        LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
    AS $$
    DECLARE
        blanked bigint;
    BEGIN
        UPDATE audit_event SET data = '{}'
        WHERE data <> '{}' AND (
            household_id = household
            OR (household_id IS NULL AND actor_id = ANY (accounts))
            OR (subject = 'account' AND subject_id = ANY (accounts))
        );
        GET DIAGNOSTICS blanked = ROW_COUNT;
        UPDATE audit_key SET wrapped = NULL, destroyed_at = coalesce(tandem_moment(), now())
        WHERE wrapped IS NOT NULL AND person_id IN (
            SELECT a.person_id FROM people_account a WHERE a.id = ANY (accounts)
        );
        RETURN blanked;
    END
    $$;
    CREATE FUNCTION tandem_forget_accounts(accounts bigint[]) RETURNS jsonb
        LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
    AS $$
    DECLARE
        names text[] := ARRAY(SELECT lower(username) FROM people_account WHERE id = ANY (accounts));
        other record;
    BEGIN
        FOR other IN
            SELECT c.oid::regclass AS name FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'username'
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                AND NOT a.attisdropped AND c.relname <> 'people_account'
        LOOP
            EXECUTE format('DELETE FROM %s WHERE lower(username) = ANY ($1)', other.name)
                USING names;
        END LOOP;
        RETURN tandem_delete_rows('people_account', accounts);
    END
    $$;
"""

DESTROY_HOUSEHOLD = r"""
    CREATE FUNCTION tandem_destroy_household(household bigint) RETURNS jsonb
        LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
    AS $$
    DECLARE
        persons bigint[] := ARRAY(
            SELECT DISTINCT m.person_id FROM people_membership m
            WHERE m.household_id = household AND NOT EXISTS (
                SELECT FROM people_membership o
                WHERE o.person_id = m.person_id AND o.household_id <> household
            )
        );
        accounts bigint[] := ARRAY(SELECT id FROM people_account WHERE person_id = ANY (persons));
        own record;
        numbers bigint[];
        counts jsonb;
    BEGIN
        counts := jsonb_build_object('events', tandem_forget_events(household, accounts));
        UPDATE audit_key SET wrapped = NULL, destroyed_at = coalesce(tandem_moment(), now())
        WHERE wrapped IS NOT NULL AND household_id = household;
        FOR own IN
            SELECT c.oid::regclass AS name FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'household_id'
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                AND NOT a.attisdropped AND c.relname NOT LIKE 'audit\_%'
        LOOP
            EXECUTE format(
                'SELECT coalesce(array_agg(id), ''{}'') FROM %s WHERE household_id = $1', own.name
            ) INTO numbers USING household;
            counts := tandem_sum(counts, tandem_delete_rows(own.name, numbers));
        END LOOP;
        counts := tandem_sum(counts, tandem_delete_rows('people_household', ARRAY[household]));
        counts := tandem_sum(counts, tandem_forget_accounts(accounts));
        RETURN tandem_sum(counts, tandem_delete_rows('people_person', persons));
    END
    $$;
"""

# A plan without one member: JSON that names her by her short name no longer does.
WITHOUT = """
    CREATE FUNCTION tandem_without(whole jsonb, member text) RETURNS jsonb
        LANGUAGE plpgsql IMMUTABLE
    AS $$
    BEGIN
        IF jsonb_typeof(whole) = 'array' THEN
            RETURN coalesce((
                SELECT jsonb_agg(tandem_without(one, member) ORDER BY place)
                FROM jsonb_array_elements(whole) WITH ORDINALITY AS each(one, place)
                WHERE one <> to_jsonb(member) AND NOT (
                    jsonb_typeof(one) = 'object' AND EXISTS (
                        SELECT FROM jsonb_each(one) AS field WHERE field.value = to_jsonb(member)
                    )
                )
            ), '[]');
        ELSIF jsonb_typeof(whole) = 'object' THEN
            RETURN coalesce((
                SELECT jsonb_object_agg(key, tandem_without(value, member)) FROM jsonb_each(whole)
            ), '{}');
        END IF;
        RETURN whole;
    END
    $$;
    CREATE FUNCTION tandem_without_name(said text, names text[]) RETURNS text
        LANGUAGE plpgsql IMMUTABLE
    AS $$
    DECLARE
        one text;
    BEGIN
        FOREACH one IN ARRAY names LOOP
            said := regexp_replace(
                said, '\\m' || regexp_replace(one, '([^[:alnum:] ])', '\\\\\\1', 'g') || '\\M',
                'nn', 'gi'
            );
        END LOOP;
        RETURN said;
    END
    $$;
    CREATE FUNCTION tandem_scrub(household bigint, member text, names text[]) RETURNS void
        LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
    AS $$
    DECLARE
        field record;
    BEGIN
        FOR field IN
            SELECT c.oid::regclass AS tab, a.attname AS col,
                a.atttypid = 'jsonb'::regtype AS is_json
            FROM pg_class c
                JOIN pg_attribute h ON h.attrelid = c.oid AND h.attname = 'household_id'
                JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                AND NOT h.attisdropped AND NOT a.attisdropped AND a.attnum > 0
                AND a.atttypid IN ('jsonb'::regtype, 'text'::regtype, 'varchar'::regtype)
                AND c.relname NOT LIKE 'audit\\_%'
        LOOP
            IF field.is_json THEN
                EXECUTE format(
                    'UPDATE %1$s SET %2$I = tandem_without_name('
                    'tandem_without(%2$I, $2)::text, $3)::jsonb WHERE household_id = $1 '
                    'AND %2$I::text IS DISTINCT FROM '
                    'tandem_without_name(tandem_without(%2$I, $2)::text, $3)',
                    field.tab, field.col
                ) USING household, member, names;
            ELSE
                EXECUTE format(
                    'UPDATE %1$s SET %2$I = tandem_without_name(%2$I, $2) WHERE household_id = $1 '
                    'AND %2$I <> tandem_without_name(%2$I, $2)', field.tab, field.col
                ) USING household, names;
            END IF;
        END LOOP;
    END
    $$;
"""

# What is hers alone goes; what is of others too stays, without her.
DESTROY_MEMBER = """
    CREATE FUNCTION tandem_destroy_member(household bigint, member bigint) RETURNS jsonb
        LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
    AS $$
    DECLARE
        hers record;
        names text[];
        accounts bigint[] := '{}';
        items bigint[];
        numbers bigint[];
        pointing record;
        counts jsonb;
    BEGIN
        SELECT m.key, m.person_id, n.name, EXISTS (
            SELECT FROM people_membership o
            WHERE o.person_id = m.person_id AND o.household_id <> household
        ) AS elsewhere INTO STRICT hers
        FROM people_membership m JOIN people_person n ON n.id = m.person_id
        WHERE m.id = member AND m.household_id = household;
        names := ARRAY(
            SELECT DISTINCT one FROM unnest(ARRAY[hers.name, split_part(hers.name, ' ', 1)]) one
            WHERE length(one) > 1
        );
        names := ARRAY(SELECT one FROM unnest(names) one ORDER BY length(one) DESC);
        IF NOT hers.elsewhere THEN
            accounts := ARRAY(SELECT id FROM people_account WHERE person_id = hers.person_id);
        END IF;
        counts := jsonb_build_object('events', tandem_forget_events(household, accounts));
        numbers := ARRAY(
            SELECT a.id FROM plans_agreement a
            WHERE a.household_id = household
                AND (a.owner_member_id = member OR EXISTS (
                    SELECT FROM plans_agreementmember c
                    WHERE c.agreement_id = a.id AND c.member_id = member
                ))
                AND NOT EXISTS (
                    SELECT FROM plans_agreementmember c
                    WHERE c.agreement_id = a.id AND c.member_id <> member
                )
        );
        counts := tandem_sum(counts, tandem_delete_rows('plans_agreement', numbers));
        numbers := ARRAY(
            SELECT g.id FROM plans_goal g
            WHERE g.household_id = household
                AND EXISTS (SELECT FROM plans_goalmember w
                            WHERE w.goal_id = g.id AND w.member_id = member)
                AND NOT EXISTS (SELECT FROM plans_goalmember w
                                WHERE w.goal_id = g.id AND w.member_id <> member)
        );
        UPDATE plans_agreement SET goal_id = NULL WHERE goal_id = ANY (numbers);
        counts := tandem_sum(counts, tandem_delete_rows('plans_goal', numbers));
        items := ARRAY(SELECT item_id FROM coordination_request WHERE member_id = member);
        FOR pointing IN
            SELECT f.conrelid::regclass AS name, a.attname AS field
            FROM pg_constraint f
                JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
            WHERE f.contype = 'f' AND f.confrelid = 'people_membership'::regclass
                AND cardinality(f.conkey) = 1
                AND f.conrelid NOT IN ('plans_agreement'::regclass, 'plans_part'::regclass)
        LOOP
            EXECUTE format(
                'SELECT coalesce(array_agg(id), ''{}'') FROM %s WHERE %I = $1',
                pointing.name, pointing.field
            ) INTO numbers USING member;
            counts := tandem_sum(counts, tandem_delete_rows(pointing.name, numbers));
        END LOOP;
        counts := tandem_sum(counts, tandem_delete_rows('coordination_item', items));
        counts := tandem_sum(counts, tandem_delete_rows('plans_verdict', ARRAY(
            SELECT id FROM plans_verdict WHERE household_id = household
        )));
        UPDATE plans_part SET title = 'nn' WHERE by_member_id = member;
        PERFORM tandem_scrub(household, hers.key, names);
        IF hers.elsewhere THEN
            INSERT INTO people_person (name, telephone) VALUES ('nn', '')
                RETURNING id INTO hers.person_id;
        ELSE
            counts := tandem_sum(counts, tandem_forget_accounts(accounts));
            UPDATE people_person SET name = 'nn', born = NULL, telephone = ''
            WHERE id = hers.person_id;
        END IF;
        UPDATE people_membership SET key = 'nn-' || id, person_id = hers.person_id,
            until = greatest(tandem_moment(), since + interval '1 microsecond')
        WHERE id = member;
        UPDATE plans_plan SET version = version + 1 WHERE household_id = household;
        RETURN counts;
    END
    $$;
"""

# The planner of the database remembers values that occur often. To look at a table anew makes it
# forget those that are gone; but of a table without rows it keeps what it knew, until the type of a
# column is set.
DESTROY = f"""
    CREATE FUNCTION tandem_destroy(destruction bigint) RETURNS jsonb
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        decided coordination_destruction;
        gone jsonb;
    BEGIN
        SELECT * INTO decided FROM coordination_destruction WHERE id = destruction FOR UPDATE;
        IF decided.decided_at IS NULL OR decided.stopped_at IS NOT NULL
            OR decided.done_at IS NOT NULL
            OR decided.not_before > coalesce(tandem_moment(), '-infinity')
        THEN
            RAISE EXCEPTION 'nobody decided on this destruction, or its time has not come'
                USING ERRCODE = '42501';
        END IF;
        PERFORM 1 FROM people_household WHERE id = decided.subject_household FOR UPDATE;
        IF decided.scope = 'household' THEN
            gone := tandem_destroy_household(decided.subject_household);
        ELSE
            gone := tandem_destroy_member(decided.subject_household, decided.subject_member);
        END IF;
        UPDATE coordination_destruction SET done_at = tandem_moment(), counts = gone
            WHERE id = destruction;
        RETURN gone;
    END
    $$;
    CREATE FUNCTION tandem_forget_statistics() RETURNS void
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        one record;
        is_empty boolean;
    BEGIN
        FOR one IN
            SELECT DISTINCT c.oid::regclass AS name FROM pg_class c
                JOIN pg_stats s ON s.schemaname = 'public' AND s.tablename = c.relname
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                AND c.relowner = current_user::regrole
        LOOP
            EXECUTE format('ANALYZE %s', one.name);
        END LOOP;
        FOR one IN
            SELECT c.oid::regclass AS name, s.attname AS field,
                format_type(a.atttypid, a.atttypmod) AS kind
            FROM pg_class c
                JOIN pg_stats s ON s.schemaname = 'public' AND s.tablename = c.relname
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                AND c.relowner = current_user::regrole
                AND a.atttypid IN ('jsonb'::regtype, 'text'::regtype, 'varchar'::regtype)
        LOOP
            EXECUTE format('SELECT NOT EXISTS (SELECT FROM %s)', one.name) INTO is_empty;
            IF is_empty THEN
                EXECUTE format(
                    'ALTER TABLE %s ALTER COLUMN %I TYPE %s', one.name, one.field, one.kind
                );
            END IF;
        END LOOP;
    END
    $$;
    REVOKE ALL ON FUNCTION tandem_destroy, tandem_forget_statistics, tandem_destroy_household,
        tandem_destroy_member, tandem_delete_rows, tandem_forget_events, tandem_forget_accounts,
        tandem_scrub FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tandem_destroy, tandem_forget_statistics TO {WORKER};
"""


class Migration(migrations.Migration):
    """Functions."""

    dependencies = [("coordination", "0007_rights")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (DELETE_ROWS, FORGET, DESTROY_HOUSEHOLD, WITHOUT, DESTROY_MEMBER, DESTROY)
    ]
