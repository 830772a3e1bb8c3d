import pytest

from tests.web.scene import Scene, make_scene


@pytest.fixture
def scene(cast) -> Scene:
    return make_scene(cast)
