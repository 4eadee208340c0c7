"""An address at which a professional without an account can be written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, empty for everybody."""

    dependencies = [("people", "0005_contact_points")]

    operations = [
        migrations.AddField(
            model_name="professional",
            name="mail",
            field=models.TextField(blank=True, db_default="", default=""),
        )
    ]
