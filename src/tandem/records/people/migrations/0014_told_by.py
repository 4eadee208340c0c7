"""How an account hears what is new, where letters go, and how much is new."""

from django.db import migrations, models

from tandem.records.row_security import APPLICATION

# How much is new is counted by the database itself, beside the notices.
GRANT = f"GRANT UPDATE (told_by, mail) ON people_account TO {APPLICATION}"


class Migration(migrations.Migration):
    """Three columns, of which the site may change two."""

    dependencies = [
        ("people", "0013_means"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="mail",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="account",
            name="told_by",
            field=models.CharField(
                choices=[("site", "site"), ("mail", "mail"), ("daily", "daily")],
                db_default="site",
                default="site",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="unread",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]
