"""Parental authority can end, can be a guardian's, and says how it is known."""

import django.db.models.deletion
from django.db import migrations, models

from tandem.records.row_security import same_household

TABLE = "people_parentalauthority"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_security"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="parentalauthority",
            name="one_authority",
        ),
        migrations.AddField(
            model_name="parentalauthority",
            name="guardian_involvement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.involvement",
            ),
        ),
        migrations.AddField(
            model_name="parentalauthority",
            name="guardian_supporter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.supporter",
            ),
        ),
        migrations.AddField(
            model_name="parentalauthority",
            name="seen_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="parentalauthority",
            name="source",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="parentalauthority",
            name="until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="parentalauthority",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="people.membership",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalauthority",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("child", "parent"),
                name="one_authority",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalauthority",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("child", "guardian_involvement"),
                name="one_authority_of_a_helper",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalauthority",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("child", "guardian_supporter"),
                name="one_authority_of_a_supporter",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalauthority",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("guardian_involvement__isnull", True),
                        ("guardian_supporter__isnull", True),
                        ("parent__isnull", False),
                    ),
                    models.Q(
                        ("guardian_involvement__isnull", False),
                        ("guardian_supporter__isnull", True),
                        ("parent__isnull", True),
                    ),
                    models.Q(
                        ("guardian_involvement__isnull", True),
                        ("guardian_supporter__isnull", False),
                        ("parent__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="authority_is_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalauthority",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "register"), _negated=True),
                    ("seen_on__isnull", False),
                    _connector="OR",
                ),
                name="register_seen_on_a_day",
            ),
        ),
        *(
            migrations.RunSQL(same_household(TABLE, column, target), migrations.RunSQL.noop)
            for column, target in (
                ("guardian_involvement_id", "people_involvement"),
                ("guardian_supporter_id", "people_supporter"),
            )
        ),
    ]
