"""The tables of procrastinate, in a schema of their own."""

from django.db import migrations

from tandem.records.queue.steps import ENTER, FIRST, LEAVE, RIGHTS, SCHEMA, step

# A step may add a value to a type that the next one uses, so each is a transaction of its own.
# Halfway nothing was recorded, and the whole begins anew.
BEGIN = f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}"


class Migration(migrations.Migration):
    """What procrastinate needs, for the worker alone."""

    atomic = False

    dependencies = [("people", "0002_security")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (BEGIN, ENTER, *(step(name) for name in FIRST), LEAVE, RIGHTS)
    ]
