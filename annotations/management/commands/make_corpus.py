"""`manage.py make_corpus`: articles by the thousand, to see how the product does with them."""

import time

from django.core.management.base import BaseCommand, CommandError

from annotations.demo.corpus import generation
from newsroom.database import roles


class Command(BaseCommand):
    help = (
        "Makes a corpus of a given size, the same each time; run it again to go on or to grow it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, required=True, help="how many there will be")
        parser.add_argument("--seed", type=int, default=1, help="another number, another corpus")
        parser.add_argument("--beside", action="store_true", help="also beside what is there")

    def handle(self, *, articles, seed, beside, **_):
        if articles < 1 or seed < 0:
            raise CommandError("Give at least one article, and a seed that is not negative.")
        with roles.as_owner():  # The application may read the trail, and no more.
            there = generation.others(seed)
            if there and not beside:
                raise CommandError(
                    f"There are other {there} in this database: a corpus would stand among them. "
                    "Say --beside if that is meant."
                )
            began = time.monotonic()
            for done in generation.make(seed, articles):
                rate = done / (time.monotonic() - began)
                self.stdout.write(f"{done} of {articles} articles, {rate:.0f} a second")
                self.stdout.flush()
            generation.prepare_tables()
