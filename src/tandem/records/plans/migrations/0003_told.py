"""What lines and lists need of a verdict, apart from the answer; and how the plan was told."""

from django.db import migrations, models

FILL = """
UPDATE plans_verdict SET summary = jsonb_build_object(
    'clashes', coalesce((SELECT jsonb_agg(one -> 'agreements')
        FROM jsonb_array_elements(answer -> 'clashes') one), '[]'),
    'limits', coalesce(answer -> 'limits', '[]')
) WHERE answer IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_security")]

    operations = [
        migrations.AddField("verdict", "told", models.JSONField(null=True, blank=True)),
        migrations.AddField(
            "verdict",
            "summary",
            models.JSONField(default=dict),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
