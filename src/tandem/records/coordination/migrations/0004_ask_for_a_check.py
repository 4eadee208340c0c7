"""Whoever changes a plan asks, in the same transaction, for it to be checked again."""

from django.db import migrations

# The version of a plan counts everything that the check looks at, whoever changes it and by which
# way. So the version asks, and no way can forget to.
ASK = """
    CREATE FUNCTION tandem_ask_for_a_check() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO coordination_outbox (household_id, name, payload, due_at, attempts, error)
        VALUES (NEW.household_id, 'check-plan', '{}', coalesce(tandem_moment(), now()), 0, '');
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER ask_for_a_check AFTER UPDATE OF version ON plans_plan
        FOR EACH ROW WHEN (OLD.version IS DISTINCT FROM NEW.version)
        EXECUTE FUNCTION tandem_ask_for_a_check();
"""


class Migration(migrations.Migration):
    """A trigger on the version of a plan."""

    dependencies = [("coordination", "0003_scope_of_a_reading"), ("plans", "0002_security")]

    operations = [migrations.RunSQL(ASK, migrations.RunSQL.noop)]
