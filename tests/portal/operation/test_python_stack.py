"""A page does not ask the system for memory at each of its calls, however deep it stands."""

import resource
from threading import Thread

import pytest

from portal.operation.python_stack import roomy_stack

DEPTH, TIMES = 150, 300


def faults_at_the_worst_depth() -> int:
    """How often memory was asked for anew while one function was called TIMES times, at the depth where it was most."""

    def nothing():
        pass

    def at(depth: int) -> int:
        if depth:
            return at(depth - 1)
        before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
        for _ in range(TIMES):
            nothing()
        return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before

    return max(at(depth) for depth in range(DEPTH))


@pytest.mark.parametrize(("within", "asks_each_time"), [(lambda get_response: get_response, True), (roomy_stack, False)])
def test_calls_ask_for_memory_once_however_deep_they_stand(within, asks_each_time):
    found = []
    thread = Thread(target=lambda: found.append(within(lambda _request: faults_at_the_worst_depth())(None)))
    thread.start()
    thread.join()

    assert (found[0] > TIMES / 2) is asks_each_time, found
