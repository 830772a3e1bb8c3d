"""Failed runs are found without reading all others: they are counted for Prometheus."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0026_article_page")]

    operations = [
        migrations.AddIndex(
            model_name="taggingrun",
            index=models.Index(
                fields=["revision"], name="run_failed", condition=models.Q(state="failed")
            ),
        ),
    ]
