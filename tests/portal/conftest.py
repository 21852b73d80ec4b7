import resource

import pytest


@pytest.fixture
def full_disk():
    """A disk with room for four kilobytes: writing more fails half way, as on a full one."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
