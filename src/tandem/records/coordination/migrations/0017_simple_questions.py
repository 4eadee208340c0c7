"""A simple question of one person, with the steps of its law; and who ticked one plan."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import at_hand, never_deleted, same_household, secured

TABLES = ["coordination_simplequestion", "coordination_stepdone"]

# The answer to a simple question is help as well. The rest of the function stays as it was last
# written, whichever migration wrote it: so only these few words of it are changed.
FIRST_HELP_OR_ANSWER = """
    DO $do$
    DECLARE
        was text := 'tandem_wait(home.opened_at, helped.opened_help)';
        body text := pg_get_functiondef('tandem_flow'::regproc);
    BEGIN
        IF position(was IN body) = 0 THEN
            RAISE EXCEPTION 'tandem_flow does not count the wait of a simple question any more';
        END IF;
        EXECUTE replace(body, was, 'tandem_wait(home.opened_at, least(helped.opened_help, (
            SELECT min(i.closed_at) FROM coordination_item i
            WHERE i.household_id = home.id AND i.kind = ''simple-question'')))');
    END
    $do$;
"""


def _id() -> tuple[str, models.BigAutoField]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


def _household() -> tuple[str, models.ForeignKey]:
    target = models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.household")
    return ("household", target)


class Migration(migrations.Migration):
    """Two tables, their policies, and what ends as handled."""

    dependencies = [
        ("coordination", "0016_messages_by_writer"),
        ("people", "0014_told_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="SimpleQuestion",
            fields=[
                _id(),
                ("needed", models.TextField()),
                ("needed_by", models.DateField(blank=True, null=True)),
                ("way", models.CharField(max_length=20)),
                ("received_on", models.DateField()),
                _household(),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="simple_question",
                        to="coordination.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("needed", ""), _negated=True),
                        name="question_says_what_is_needed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StepDone",
            fields=[
                _id(),
                ("step", models.CharField(max_length=20)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField()),
                _household(),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps_done",
                        to="coordination.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "step"), name="step_is_done_once")
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="item", name="item_ended_as_something"),
        migrations.RemoveConstraint(model_name="item", name="signal_ends_as_handled"),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
                            ["signal", "action", "commission", "dispute", "simple-question"],
                        ),
                        _negated=True,
                    ),
                    models.Q(("closed_at__isnull", True), ("ended", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("ended", ""), _negated=True)),
                    _connector="OR",
                ),
                name="item_ended_as_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["signal", "simple-question"]), _negated=True),
                    ("ended__in", ["", "handled"]),
                    _connector="OR",
                ),
                name="signal_ends_as_handled",
            ),
        ),
        migrations.AddField(
            model_name="track", name="by", field=models.BigIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="track",
            name="ended_because",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="track",
            name="ended_by",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                *(secured(table, at_hand()) for table in TABLES),
                *(same_household(table, "item_id", "coordination_item") for table in TABLES),
                never_deleted(TABLES),
                FIRST_HELP_OR_ANSWER,
            )
        ),
    ]
