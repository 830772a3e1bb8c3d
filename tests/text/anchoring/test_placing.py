"""When two words of a span still stand together."""

from types import SimpleNamespace

import pytest

from annotations.text.anchoring import placing


@pytest.mark.parametrize("is_in_order", [True, False])
def test_only_so_much_may_have_been_put_between_two_words(is_in_order):
    span = range(2)
    room = placing.PUT_IN if is_in_order else placing.PUT_IN_ELSEWHERE

    def are_together(put_in: int) -> bool:
        found = SimpleNamespace(to=[0, put_in + 1], in_order=[is_in_order] * 2, taken={})
        new = SimpleNamespace(homes=range(put_in + 2))
        return placing._is_together(new, found, span, 0, 1)

    assert are_together(room)
    assert not are_together(room + 1)
