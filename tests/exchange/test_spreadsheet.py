"""claims.xlsx: read by other programs, it is the table of claims.csv with numbers and dates."""

import csv
import gc
import io
import shutil
import subprocess
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from annotations.exchange import spreadsheet
from annotations.exchange.claims import CSV
from annotations.exchange.excel import cells
from annotations.exchange.spreadsheet import COLUMNS, XLSX
from annotations.models import Claim
from annotations.services.claims import claims
from tests.factory import make_article, make_checked_claim, make_claim, make_evidence

SOFFICE = shutil.which("soffice")
TRAPS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", '=HYPERLINK("https://example.org")')


def exported(found=None) -> bytes:
    out = XLSX(Claim.objects.all() if found is None else found)
    written = b"".join(out)
    out.close()
    return written


def sheets(found=None) -> list[list[list]]:
    """Of each sheet the rows, as openpyxl reads them."""
    book = load_workbook(io.BytesIO(exported(found)))
    return [[[cell.value for cell in row] for row in sheet] for sheet in book.worksheets]


def as_csv() -> list[list[str]]:
    out = CSV(Claim.objects.all())
    text = b"".join(out).decode("utf-8-sig")
    out.close()
    return list(csv.reader(io.StringIO(text, newline="")))


def reword(cast, claim, statement: str) -> None:
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement=statement)


@pytest.fixture
def claim(cast):
    article = make_article(cast, headline="Міністерка, “каже”\t🚲")
    claim = make_checked_claim(cast, article, claimant="Ilka Varn")
    make_evidence(cast, claim)
    return claim


def test_it_has_the_columns_and_rows_of_the_other_table(cast, claim):
    make_claim(cast, claim.article, words="resigned")
    [rows] = sheets()
    header, *others = as_csv()

    assert rows[0] == header == list(COLUMNS)
    assert len(rows) == len(others) + 1 == 3
    for told, other in zip(rows[1:], others, strict=True):
        for name, value, words in zip(header, told, other, strict=True):
            if name not in spreadsheet.MOMENTS:
                assert ("" if value is None else str(value)) == words


def test_numbers_and_times_are_what_they_are(claim):
    [[_header, row]] = sheets()
    told = dict(zip(COLUMNS, row, strict=True))
    assert (told["id"], told["start"]) == (claim.pk, claim.anchors.get().start)
    claim.refresh_from_db()
    gap = claim.updated_at.replace(tzinfo=None) - told["updated_at"]
    assert abs(gap.total_seconds()) < 0.01


def test_the_header_stays_in_sight_also_without_claims(db):
    book = load_workbook(io.BytesIO(exported()))
    assert book.active.freeze_panes == "A2"
    assert [cell.value for cell in book.active[1]] == list(COLUMNS)
    assert book.active.max_row == 1


@pytest.mark.parametrize("trap", TRAPS)
def test_what_begins_like_a_formula_is_words(trap, cast):
    claim = make_claim(cast)
    reword(cast, claim, trap)
    written = exported()
    cell = load_workbook(io.BytesIO(written)).active.cell(2, list(COLUMNS).index("statement") + 1)

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", trap, True)
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "words",
    [
        "a < b & c > d",
        " around ",
        "\tx\n",
        "<r><t>x</t></r>",
        "_x0041_",
        "a\rb\x0b",
        "\ufffe",
        "&lt;",
    ],
)
def test_words_arrive_as_they_are(words, cast):
    """XlsxWriter itself takes `<r>…</r>` for markup."""
    claim = make_claim(cast)
    Claim.objects.filter(pk=claim.pk).update(statement=words)
    [[_header, row]] = sheets()
    told = row[list(COLUMNS).index("statement")]
    assert unescape(told) == words


def test_it_comes_while_it_is_written_and_programs_know_it_by_its_beginning(
    cast, claim, monkeypatch
):
    monkeypatch.setattr("annotations.exchange.copy_out.CHUNK_BYTES", 1)
    make_claim(cast, claim.article, words="resigned")
    stream = iter(out := XLSX(Claim.objects.all()))
    first = next(stream)
    assert first.startswith(b"PK")
    assert b"xl/worksheets/sheet1.xml" in first
    assert list(stream)
    out.close()


def test_a_part_that_would_be_too_long_goes_on_in_another_sheet(cast, claim, monkeypatch):
    monkeypatch.setattr("annotations.exchange.copy_out.CHUNK_BYTES", 1)
    monkeypatch.setattr(spreadsheet, "MOST_BYTES", 100)
    make_claim(cast, claim.article, words="resigned")
    assert [len(rows) for rows in sheets()] == [1, 2, 2]


def test_a_cell_holds_what_excel_takes():
    longest = "🚲" * 20_000
    short = cells.short(longest)
    assert len(short.encode("utf-16-le")) // 2 <= cells.LONGEST
    assert short.endswith("🚲…")
    assert cells.short("a" * cells.LONGEST) == "a" * cells.LONGEST


def test_more_rows_than_a_sheet_takes_go_on_to_the_next(cast, claim, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)
    for words in ("resigned", "The report", "told"):
        make_claim(cast, claim.article, words=words)
    first, second = sheets()
    assert (len(first), len(second)) == (3, 3)
    assert first[0] == second[0]
    assert len({row[0] for row in first[1:] + second[1:]}) == 4


def test_the_same_rows_make_the_same_bytes_and_leave_no_file(claim, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert exported() == exported()
    assert list(tmp_path.iterdir()) == []
    stream = iter(out := XLSX(Claim.objects.all()))
    next(stream)
    stream.close()
    out.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("error")
def test_a_download_that_is_stopped_leaves_nothing_open(cast, claim, monkeypatch):
    monkeypatch.setattr("annotations.exchange.copy_out.CHUNK_BYTES", 1)
    stream = iter(out := XLSX(Claim.objects.all()))
    next(stream)
    stream.close()
    out.close()
    gc.collect()


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice here")
def test_libreoffice_reads_it(cast, claim, tmp_path):
    for words, statement in zip(("resigned", "The report", "told"), TRAPS, strict=False):
        reword(cast, make_claim(cast, claim.article, words=words), statement)
    path = tmp_path / "claims.xlsx"
    path.write_bytes(exported())
    subprocess.run(
        [
            SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", tmp_path, path,
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    read = list(csv.reader(io.StringIO((tmp_path / "claims.csv").read_text("utf-8"), newline="")))
    header, *rows = read

    assert header == list(COLUMNS)
    told = [dict(zip(header, row, strict=True)) for row in rows]
    statements = {row["statement"] for row in told}
    assert statements == {claim.statement, *TRAPS[:3]}
    assert {row["headline"] for row in told} == {claim.article.headline}
    assert all(row["created_at"].startswith("20") for row in told)


def test_only_some_columns_stand_side_by_side_and_the_file_has_its_date(claim):
    out = XLSX(Claim.objects.all(), ("stage", "id"))
    written = b"".join(out)
    out.close()
    book = load_workbook(io.BytesIO(written))
    assert [[cell.value for cell in row] for row in book.active] == [
        ["id", "stage"],
        [claim.pk, Claim.objects.get().stage],
    ]
    assert book.properties.created.date() == Claim.objects.get().updated_at.date()
