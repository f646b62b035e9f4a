"""docs/asvs.md names, for every requirement of level 2, a place that exists or a reason."""

import re

import pytest

from tests.servers import ROOT

pytestmark = pytest.mark.pure

LINES = re.findall(r"^\| (V[\d.]+) \| ([12]) \| (.+?) \| (.+) \|$", (ROOT / "docs/asvs.md").read_text(), re.MULTILINE)
REASON = re.compile(r"Not (applicable|met yet): \S.{4,}")


def places(where: str) -> list[str]:
    """The paths that a line names; a word in code that is no path belongs to the path before it."""
    return [word for word in re.findall(r"`([\w./-]+)`", where) if "/" in word.strip("/") or (ROOT / word).exists()]


def test_every_requirement_is_there_once():
    chapters = [line[0].split(".")[0] for line in LINES]

    assert len({line[0] for line in LINES}) == len(LINES) == 253
    assert list(dict.fromkeys(chapters)) == [f"V{number}" for number in range(1, 18)]


@pytest.mark.parametrize(("number", "level", "wording", "where"), LINES, ids=[line[0] for line in LINES])
def test_every_line_has_a_place_or_a_reason(number, level, wording, where):
    assert wording
    assert REASON.search(where) or places(where), where
    assert [path for path in places(where) if not path.startswith("/") and not (ROOT / path).exists()] == []


def test_a_line_without_either_would_be_seen():
    assert not REASON.search("Not met yet: ")
    assert not REASON.search("in the code")
    assert places("`tests/test_asvs.py` (`places`) and `no/such.py`") == ["tests/test_asvs.py", "no/such.py"]
