"""Collects the sentences that people read, for translators; needs none of GNU's tools.

In place of Django's command of this name, which does not run on a machine without them.
"""

from django.conf import settings
from django.core.management.base import BaseCommand

from annotations.management import catalogues


class Command(BaseCommand):
    help = "Updates annotations/locale to the sentences of the code, and compiles it."

    def handle(self, **options) -> None:
        for domain in catalogues.DOMAINS:
            found = catalogues.extracted(domain)
            for language, _ in settings.LANGUAGES:
                if language == settings.LANGUAGE_CODE:
                    continue
                catalogue = catalogues.updated(language, domain, found)
                catalogues.write(language, domain, catalogue)
                missing = sum(1 for message in catalogue if not catalogues.is_complete(message))
                self.stdout.write(f"{language} {domain}: {len(catalogue)}, {missing} missing")
