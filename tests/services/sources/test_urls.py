"""Which web addresses are accepted, and how they are stored."""

import pytest

from annotations.errors import Invalid
from annotations.services.sources.urls import LONGEST, web_address

START = "https://example.org/"


def test_a_host_in_letters_of_any_script_is_kept_as_punycode():
    assert web_address("https://Bücher.example/ä") == "https://xn--bcher-kva.example/ä"
    assert web_address("http://[2001:db8::1]:8080") == "http://[2001:db8::1]:8080/"


def test_an_address_may_fill_the_column_and_not_more():
    longest = START.ljust(LONGEST, "a")
    assert web_address(longest) == longest
    with pytest.raises(Invalid):
        web_address(longest + "a")


def test_punycode_and_a_path_that_was_left_out_count_too():
    host = "https://" + "ü" * 20 + ".example/"
    with pytest.raises(Invalid):
        web_address(host.ljust(LONGEST, "a"))
    with pytest.raises(Invalid):
        web_address("https://example.org?".ljust(LONGEST, "a"))
