"""The demo is the main job from end to end, so it is a test as well."""

import re
import sys
from asyncio.subprocess import DEVNULL, PIPE, create_subprocess_exec
from collections import Counter
from pathlib import Path


async def test_four_weeks_are_told_and_end_well_without_a_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "play"
    demo = await create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--folder", str(folder), stdin=DEVNULL, stdout=PIPE
    )
    output, _ = await demo.communicate()
    story = output.decode()
    told = re.sub(r"\s+", " ", story.replace("│", ""))
    assert demo.returncode == 0, story
    assert [f"Week {week}" in story for week in (1, 2, 3, 4)] == [True] * 4
    assert "Withdrawn by its author." in story
    assert "Too few this time to show anything" in told
    assert "What came up most: Handovers and" in told
    assert "Din vecka, 27 feb. till 6 mars" in told
    assert "What the team heard" in story
    assert len(list(folder.glob("picture-*.png"))) >= 3
    assert twice(story) == []


def twice(story: str) -> list[str]:
    """What was said more than once in a Round, whoever said it."""
    rounds = [re.findall("“(.+)” \\(", told) for told in story.split("closed and sealed")]
    return [words for said in rounds for words, times in Counter(said).items() if times > 1]
