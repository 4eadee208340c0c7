"""How much somebody wrote lately is read without his or her messages of years."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes."""

    dependencies = [("coordination", "0015_handovers")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["by_professional", "at"], name="message_of_professional"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["by_member", "at"], name="message_of_member"),
        ),
    ]
