"""C41: no small count of a published table can be worked out, by elimination, by bounds, or by trying every table."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvcase.figures import THRESHOLD, published, suppress

pytestmark = pytest.mark.pure

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 60))
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(st.lists(COUNTS, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
)


def whole(counts):
    """The table with its totals."""
    lines = [[*row, sum(row)] for row in counts]
    return [*lines, [sum(column) for column in zip(*lines, strict=True)]]


def test_a_count_that_stands_alone_is_told_from_five_on():
    assert [published(count) for count in (0, 4, 5, 12)] == [None, None, 5, 12]


def test_a_table_without_small_counts_is_told_as_it_is():
    counts = [[5, 17], [9, 6]]

    table = suppress(counts)

    assert [list(row) for row in table.cells] == whole(counts)
    assert not table.hides


def test_one_small_count_takes_others_with_it():
    table = suppress([[3, 20, 40], [30, 25, 50], [10, 60, 70]])

    assert table.cells[0][0] is None
    assert sum(count is None for row in table.cells for count in row) >= 4
    assert table.cells[-1][-1] == 308


def test_counts_that_are_nothing_do_not_betray_each_other():
    """Two hidden zeros in a row whose shown counts make up the total would be known to be zero."""
    table = suppress([[0, 0, 12], [14, 15, 16], [17, 18, 19]])

    assert not {(0, 0), (0, 1)}.intersection(known(table.cells))


def test_what_cannot_be_a_table_is_refused():
    with pytest.raises(ValueError, match="negative"):
        suppress([[3, -1]])
    with pytest.raises(ValueError, match=r"shorter|longer"):
        suppress([[3], [1, 2]])


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_what_is_told_is_true_and_never_small(counts):
    truth, cells = whole(counts), suppress(counts).cells

    for true, told in zip(truth, cells, strict=True):
        for count, shown in zip(true, told, strict=True):
            assert shown in (None, count)
            assert shown is None or shown >= THRESHOLD


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_elimination_recovers_no_small_count(counts):
    truth = whole(counts)

    recovered = known(suppress(counts).cells) | eliminated(suppress(counts).cells)

    assert not [cell for cell in recovered if truth[cell[0]][cell[1]] < THRESHOLD]


SMALL = [[[0, 0], [0, 7]], [[4, 6], [6, 7]], [[1, 7], [0, 6]], [[3, 3], [7, 0]], [[5, 5], [5, 4]], [[0, 0], [7, 5]]]


@pytest.mark.parametrize("counts", SMALL, ids=str)
def test_every_table_that_fits_leaves_each_small_count_open(counts):
    truth, cells = whole(counts), suppress(counts).cells
    told = [(row, column) for row, line in enumerate(cells) for column, count in enumerate(line) if count is not None]

    possible = [
        table
        for a, b, c, d in product(range(14), repeat=4)
        if (table := ((a, b, a + b), (c, d, c + d), (a + c, b + d, a + b + c + d)))
        and all(table[row][column] == cells[row][column] for row, column in told)
    ]

    assert possible
    for row, line in enumerate(truth):
        for column, count in enumerate(line):
            values = {table[row][column] for table in possible}
            assert count >= THRESHOLD or max(values) - min(values) >= THRESHOLD


def equations(cells):
    """Each row and column: the places of its counts, the last of which is the sum of the others."""
    rows, columns = len(cells), len(cells[0])
    yield from ([(row, column) for column in range(columns)] for row in range(rows))
    yield from ([(row, column) for row in range(rows)] for column in range(columns))


def known(cells):
    """What follows from lines with one hidden count, and from lines whose hidden counts add up to nothing."""
    told = {(row, column): count for row, line in enumerate(cells) for column, count in enumerate(line)}
    found = {}
    again = True
    while again:
        again = False
        for line in equations(cells):
            hidden = [cell for cell in line if told[cell] is None]
            total = line[-1]
            rest = sum(told[cell] or 0 for cell in line[:-1])
            if len(hidden) == 1:
                value = rest if hidden == [total] else told[total] - rest
            elif hidden and total not in hidden and told[total] == rest:
                value = 0
            else:
                continue
            for cell in hidden:
                told[cell] = found[cell] = value
            again = True
    return found


def eliminated(cells):
    """What Gauss makes of all lines together."""
    hidden = [(row, column) for row, line in enumerate(cells) for column, count in enumerate(line) if count is None]
    matrix = []
    for line in equations(cells):
        signs = {cell: Fraction(-1 if cell == line[-1] else 1) for cell in line}
        right = -sum((signs[cell] * cells[cell[0]][cell[1]] for cell in line if cell not in hidden), Fraction(0))
        matrix.append([signs.get(cell, Fraction(0)) for cell in hidden] + [right])
    done = 0
    for column in range(len(hidden)):
        pivot = next((row for row in range(done, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
        matrix[done] = [value / matrix[done][column] for value in matrix[done]]
        for row in range(len(matrix)):
            if row != done and matrix[row][column]:
                factor = matrix[row][column]
                matrix[row] = [value - factor * other for value, other in zip(matrix[row], matrix[done], strict=True)]
        done += 1
    alone = [row for row in matrix if sum(bool(value) for value in row[:-1]) == 1]
    return {hidden[next(index for index, value in enumerate(row) if value)]: row[-1] for row in alone}
