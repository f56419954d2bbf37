import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wijken", "0002_adrespunt_gebiedsronde")]

    operations = [
        migrations.CreateModel(
            name="Gebiedswijziging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "wanneer",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="wanneer"),
                ),
                ("wie", models.CharField(blank=True, max_length=254, verbose_name="wie")),
                ("reden", models.CharField(blank=True, max_length=300, verbose_name="reden")),
                ("model", models.CharField(max_length=60, verbose_name="wat")),
                ("sleutel", models.CharField(max_length=120, verbose_name="welke")),
                ("naam", models.CharField(blank=True, max_length=200, verbose_name="naam")),
                ("voor", models.JSONField(null=True, verbose_name="voor")),
                ("na", models.JSONField(null=True, verbose_name="na")),
            ],
            options={
                "verbose_name": "wijziging van een gebied of woord",
                "verbose_name_plural": "wijzigingen van gebieden en woorden",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["model", "sleutel"], name="gebiedswijziging_waarvan")
                ],
            },
        ),
    ]
