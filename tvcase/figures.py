"""What counts may be told outside the organisation whose people they are: nothing below five, not even by subtraction.

A small count is hidden, and so are others beside it (complementary suppression), until nobody can work it out from
the totals: what a reader knows of a hidden count is the range that the shown counts leave open, and the range of every
small one must be at least five wide and reach beyond four. That is computed exactly, not by a rule of thumb.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

THRESHOLD = 5
UNBOUNDED = 10**9

type Cell = tuple[int, int]
type Node = tuple[str, int]


@dataclass(frozen=True)
class Published:
    """A table of counts with its totals as the last row and the last column; None is a count that is not told."""

    cells: tuple[tuple[int | None, ...], ...]

    @property
    def hides(self) -> bool:
        """Whether anything in the table is not told."""
        return any(count is None for row in self.cells for count in row)


def published(count: int) -> int | None:
    """A count that stands alone, or None when it is too small to be told."""
    return count if count >= THRESHOLD else None


def suppress(counts: Sequence[Sequence[int]]) -> Published:
    """The table with its totals as it may be published. Raises ValueError for rows of different lengths, or a negative
    count."""
    table = _with_totals(counts)
    cells = [(row, column) for row, line in enumerate(table) for column in range(len(line))]
    hidden = {cell for cell in cells if _at(table, cell) < THRESHOLD}
    small = sorted(hidden)
    while exposed := next((cell for cell in small if not _is_safe(table, hidden, cell)), None):
        hidden.add(_to_hide(table, hidden, exposed))
    lines = tuple(
        tuple(None if (row, column) in hidden else count for column, count in enumerate(line))
        for row, line in enumerate(table)
    )
    return Published(lines)


def _with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    if any(count < 0 for row in counts for count in row):
        raise ValueError("a count is never negative")
    lines = [[*row, sum(row)] for row in counts]
    return [*lines, [sum(column) for column in zip(*lines, strict=True)]]


def _at(table: list[list[int]], cell: Cell) -> int:
    return table[cell[0]][cell[1]]


def _is_safe(table: list[list[int]], hidden: set[Cell], cell: Cell) -> bool:
    """Whether the shown counts leave open that this one is five or more, in a range at least five wide."""
    lowest, highest = _range(table, hidden, cell)
    return highest >= THRESHOLD and highest - lowest >= THRESHOLD


def _to_hide(table: list[list[int]], hidden: set[Cell], exposed: Cell) -> Cell:
    """The count to hide next: the smallest shown one beside the exposed one, totals last."""
    row, column = exposed
    last = (len(table) - 1, len(table[0]) - 1)
    shown = [
        (other, across)
        for other, line in enumerate(table)
        for across in range(len(line))
        if (other, across) not in hidden
    ]
    return min(
        shown,
        key=lambda cell: (
            cell[0] != row and cell[1] != column,
            (cell[0] == last[0]) + (cell[1] == last[1]),
            _at(table, cell),
            cell,
        ),
    )


def _range(table: list[list[int]], hidden: set[Cell], cell: Cell) -> tuple[int, int]:
    """The least and the most that the hidden count can be, as far as five is concerned.

    Every row and column adds up to its total. So hidden counts change only round a circle: one more here is one less
    in another hidden count of the row, one more in that one's column, and so on. How far that goes is a flow from the
    row of the count to its column, through all other hidden counts.
    """
    value = _at(table, cell)
    arcs = _arcs(table, hidden - {cell})
    row, column = ("row", cell[0]), ("column", cell[1])
    more, less = _flow(arcs, row, column), _flow(arcs, column, row)
    if _is_total(table, cell):
        more, less = less, more
    return value - min(value, less), value + more


def _is_total(table: list[list[int]], cell: Cell) -> bool:
    """Whether the count is the sum of a row or of a column; the sum of all counts is, both ways, none."""
    return (cell[0] == len(table) - 1) != (cell[1] == len(table[0]) - 1)


def _arcs(table: list[list[int]], hidden: set[Cell]) -> dict[Node, dict[Node, int]]:
    """How much each hidden count gives way: by itself downwards, without bound upwards; totals the other way round."""
    arcs: dict[Node, dict[Node, int]] = {}
    for cell in hidden:
        down, up = _at(table, cell), UNBOUNDED
        if _is_total(table, cell):
            down, up = up, down
        row, column = ("row", cell[0]), ("column", cell[1])
        arcs.setdefault(row, {})[column] = down
        arcs.setdefault(column, {})[row] = up
    return arcs


def _flow(arcs: dict[Node, dict[Node, int]], source: Node, sink: Node) -> int:
    """How much flows from the source to the sink, at most the threshold: more makes no difference."""
    room = {node: dict(ways) for node, ways in arcs.items()}
    total = 0
    while total < THRESHOLD and (path := _path(room, source, sink)):
        amount = min(THRESHOLD - total, *(room[here][there] for here, there in path))
        for here, there in path:
            room[here][there] -= amount
            room[there][here] += amount
        total += amount
    return total


def _path(room: dict[Node, dict[Node, int]], source: Node, sink: Node) -> list[tuple[Node, Node]]:
    """A shortest way that still has room, as its steps; empty when there is none."""
    came: dict[Node, Node] = {source: source}
    waiting = deque([source])
    while waiting and sink not in came:
        here = waiting.popleft()
        for there, left in room.get(here, {}).items():
            if left and there not in came:
                came[there] = here
                waiting.append(there)
    return list(_steps(came, sink)) if sink in came else []


def _steps(came: dict[Node, Node], sink: Node) -> Iterator[tuple[Node, Node]]:
    there = sink
    while came[there] != there:
        yield came[there], there
        there = came[there]
