from datetime import timedelta

from digests.model import SourceHealth
from digests.standing import FRESH, Standing, standing
from tests.builders import HOUR, NOW, a_source, a_state


def test_each_source_is_in_one_group() -> None:
    fresh = SourceHealth(a_source(), a_state(succeeded_at=NOW - FRESH, problem="undated"), 1)
    silent = SourceHealth(a_source(), a_state(succeeded_at=NOW - HOUR, problem="silent"), 1)
    late = SourceHealth(a_source(), a_state(succeeded_at=NOW - FRESH - timedelta(seconds=1), problem="silent"), 1)
    never = SourceHealth(a_source(), a_state(succeeded_at=None), 0)
    found = standing([late, fresh, never, silent], NOW)
    assert found == Standing((fresh,), (silent,), (late, never), NOW - HOUR)
    assert found.total == 4


def test_without_sources_there_is_no_latest_reading() -> None:
    assert standing([], NOW) == Standing()
