"""Pairs of texts that are the hardest to tell apart, or to keep together."""


def prose(number: int) -> str:
    return " ".join(
        f"Report {i} of {i * 31 % 997} says that the {i % 89} bridges are old."
        for i in range(number)
    )


def worst(size: int) -> dict[str, tuple[str, str]]:
    """(old, new) by what makes them hard; 100 times `size` words in the first."""
    old = prose(10 * size)
    return {
        "long prose": (old, old.replace(f"Report {5 * size} ", f"Paper {5 * size} ")),
        "all text replaced": (old, "Nothing at all remains. " * 20 * size),
        "one sentence again and again": (
            "Yes, he said. " * 5 * size, "Yes, he said. " * (5 * size - 10) + "No."
        ),
        "one giant word": ("a" * 400 * size, "a" * 200 * size + "b" + "a" * 200 * size),
        "no spaces": ("東" * 100 * size, "東" * 50 * size + "京" + "東" * 50 * size),
        "every other word": ("a b " * 50 * size, "a c " * 50 * size),
    }  # fmt: skip


def spans_of(old: str) -> list[tuple[int, int]]:
    """Of 40 characters, a thousand of them at most."""
    return [(at, at + 40) for at in range(0, len(old) - 40, max(1, len(old) // 1_000))]
