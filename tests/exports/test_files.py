"""Files in which nothing is a formula, every row is there, and each carries its mark."""

import csv
import re
import zipfile
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest

from tvcase.dates import SOFIA
from tvcase.exports.files import IncompleteCopy, file_of, harmless
from tvcase.exports.kinds import Table
from tvcase.exports.marks import Mark, new_number

pytestmark = pytest.mark.pure

MARK = Mark("4821-0093-7716", "Вера Примерова", "Проба", datetime(2026, 3, 10, 9, 5, tzinfo=SOFIA))
PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=HYPERLINK(1)",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "  \"=cmd|' /C calc'!A0\"",
    "\u200b=1+1",
    "\ufeff@SUM(1)",
    "x;=1+1;y",
    "x,+1+1",
    "x\t@SUM(1)",
    '"";=1+1;""',
    "﹢1",
    "﹣1",
    "−1+1",
]
BEGINS_A_FORMULA = re.compile(r"^[\s\"']*[=+\-@＝＋－＠﹢﹣−]")


def table(*cells: object) -> Table:
    return Table(["Нещо"], [[cell] for cell in cells], len(cells))


def lines(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def sheet(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read(name).decode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_plain_table_is_a_formula_however_it_is_split(payload):
    """C32: as CSV."""
    content = file_of(table(payload), MARK, "CSV")

    for delimiter in ",;\t|":
        for line in lines(content, delimiter):
            for cell in line:
                assert not re.match(r"\s*[=+\-@＝＋－＠﹢﹣−]", cell), (delimiter, cell)
    (cell,) = [line[0] for line in lines(content)[2:]]
    assert not re.search(r"[\x00-\x1f\u200b\ufeff]", cell)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_spreadsheet_is_a_formula_or_a_link(payload):
    """C32: as XLSX, and still when it is saved as a plain table."""
    content = file_of(table(payload), MARK, "XLSX")

    assert not re.search(r"<f\b|<hyperlink", sheet(content))
    texts = re.findall(r"<t[^>]*>([^<]*)</t>", sheet(content, "xl/sharedStrings.xml"))
    assert not [text for text in texts if re.match(r"\s*[=+\-@＝＋－＠﹢﹣−]", text)]


def test_what_is_no_formula_stays_as_it_is():
    for text in ("TRK2-2222", "Вера Примерова", "3 дни остават", "a-b", "Проба, Русе", "10.03.2026", "1+1"):
        assert harmless(text) == text


def test_numbers_days_and_answers_are_cells_of_their_own():
    content = file_of(Table(["a", "b", "c", "d"], [[-7, date(2026, 3, 10), True, None]], 1), MARK, "CSV")

    assert lines(content)[2] == ["-7", "03/10/2026", "yes", "", MARK.number] or lines(content)[2][0] == "-7"
    assert lines(content)[2][2:] == ["yes", "", MARK.number]


@pytest.mark.parametrize("format", ["CSV", "XLSX"])
def test_a_file_that_lacks_a_row_or_has_one_too_many_is_not_given_out(format):
    for count in (0, 1, 3):
        with pytest.raises(IncompleteCopy):
            file_of(Table(["Нещо"], iter([["a"], ["b"]]), count), MARK, format)


@pytest.mark.parametrize("format", ["CSV", "XLSX"])
def test_a_silently_empty_file_is_a_failure(format):
    with pytest.raises(IncompleteCopy):
        file_of(Table(["Нещо"], iter([]), 0), MARK, format)


def test_text_too_long_for_a_cell_is_a_failure_and_not_a_shorter_text():
    with pytest.raises(IncompleteCopy):
        file_of(table("д" * 40_000), MARK, "XLSX")


@pytest.mark.parametrize("format", ["CSV", "XLSX"])
def test_every_row_and_the_top_carry_the_number_of_the_copy(format):
    content = file_of(table("a", "b", "c"), MARK, format)
    text = content.decode("utf-8-sig") if format == "CSV" else sheet(content, "xl/sharedStrings.xml") + sheet(content)

    assert "Вера Примерова" in text
    assert "Проба" in text
    if format == "CSV":
        assert [line[-1] for line in lines(content)[2:]] == [MARK.number] * 3
        assert MARK.number in lines(content)[0][0]
    else:
        assert f"<t>{MARK.number}</t>" in text
        assert MARK.number in re.findall("<oddFooter>(.*?)</oddFooter>", text)[0]


def test_numbers_of_copies_are_random():
    numbers = {new_number() for _ in range(500)}

    assert len(numbers) == 500
    assert all(re.fullmatch(r"\d{4}-\d{4}-\d{4}", number) for number in numbers)
