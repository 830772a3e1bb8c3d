"""The figures about web pages count what they say they count."""

from benchmarks.intake import Figures, _figures, _words

BLOCKS = [
    "Home News",
    "The quay opens on 1 March and cost 12 million crowns.",
    "Read this as well now.",
]


def test_words_that_a_kept_block_lost_are_counted_and_blocks_left_out_are_not():
    assert _figures("The quay opens on and cost crowns.", BLOCKS, None) == Figures(lost=4)
    assert _figures("The quay opens on 1 March and cost 12 million crowns.", BLOCKS, None).lost == 0


def test_words_that_are_not_the_articles_are_foreign_and_those_of_it_that_miss_are_counted():
    expected = _words("The quay opens on 1 March.")
    figures = _figures("Buy lamps now. The quay opens.", [], expected)

    assert (figures.foreign, figures.missing) == (3, 3)


def test_figures_of_pages_add_up():
    assert Figures(1, 2, 3) + Figures(1, 1, 1) == Figures(2, 3, 4)
