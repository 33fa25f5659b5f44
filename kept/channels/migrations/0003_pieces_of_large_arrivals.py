"""The bytes of a large arrival lie in pieces beside its row. They are stored as they are: files are compressed already."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0002_tally")]
    operations = [
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.BigIntegerField()),
                ("content", models.BinaryField()),
                (
                    "inbound",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="channels.inbound",
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("inbound", "at"), name="piece_once")]},
        ),
        migrations.RunSQL(
            "ALTER TABLE channels_piece ALTER COLUMN content SET STORAGE EXTERNAL", migrations.RunSQL.noop
        ),
    ]
