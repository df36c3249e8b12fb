"""The benchmarks of Seals beside people who press do what they say, with a handful of people; how
long that takes is not looked at."""

import pytest

from benchmarks import seals
from benchmarks.seals import _sealing, _waits


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "WARM", 0.0)
    monkeypatch.setattr(seals, "BEFORE", 1.0)
    monkeypatch.setattr(seals, "AT_ONCE", 4)


@pytest.mark.parametrize("replicas", [(1, 1), (3, 2)])
async def test_people_press_before_the_seals_and_until_all_is_rewritten(
    replicas: tuple[int, int],
) -> None:
    async with _sealing(120, 12, 6, replying=12, replicas=replicas) as sealing:
        before, during = await sealing.run()
        assert await sealing._open() == 0
    assert before == sorted(before)
    assert before
    assert during
    assert sealing.took > 0


def test_what_people_wait_meanwhile_is_told_beside_what_they_wait_else() -> None:
    figures = _waits([0.01] * 100, [0.02] * 99 + [0.05], "while it rains")
    assert [round(one.value) for one in figures] == [10, 10, 20, 50]
    assert (figures[-1].ratio, figures[-1].met) == (5.0, True)
