"""What a feed brought last is kept as numbers, which pages say in their reader's words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0027_run_failed")]

    operations = [
        migrations.RemoveField(model_name="feed", name="news"),
        migrations.AddField(
            model_name="feed", name="news_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="feed", name="news_new", field=models.PositiveIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="feed", name="news_revised", field=models.PositiveIntegerField(default=0)
        ),
    ]
