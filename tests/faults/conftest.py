"""What failed says what the product said."""

import pytest

from tests.browser.running import told


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return told((yield))
