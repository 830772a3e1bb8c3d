"""Static files as they are collected: compressed, with the bundles that pages load."""

from collections.abc import Iterator

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.module_loading import import_string
from whitenoise.storage import CompressedStaticFilesStorage


class Storage(CompressedStaticFilesStorage):
    def post_process(self, paths, dry_run=False, **options) -> Iterator:
        """Adds bundles to what was collected, then compresses all of it."""
        if not dry_run:
            made = import_string("annotations.web.shell.bundles.made")
            for path, text in made(settings.BASE_DIR / "templates"):
                self.delete(path)
                self.save(path, ContentFile(text.encode()))
                paths[path] = (self, path)
                yield path, path, True
        yield from super().post_process(paths, dry_run, **options)
