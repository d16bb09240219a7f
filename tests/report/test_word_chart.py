"""Charts of a Word report are charts of Word: with their numbers, a text for those who cannot see, and on the page."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from refcf_rules.report.document.as_docx import docx_of
from refcf_rules.report.document.blocks import Bar, Bars, Document, Table
from tests.conftest import NeedsProgram

STAGES: Final = Bars(
    "按阶段 <by stage>",
    (Bar("原材料获取 & 运输", 80.0, "80 %"), Bar("生产", 25.0, "25 %"), Bar("回收", -5.0, "-5 %")),
)
TABLE: Final = Table(("阶段", "占比"), (("生产", "25 %"),), "<>")
REPORT: Final = Document("报告", "砖", "zh", "", (STAGES, TABLE, Bars("空", ()), STAGES))
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
BLUE: Final = bytes((0x2F, 0x5D, 0x8A))


def parts() -> dict[str, bytes]:
    with ZipFile(BytesIO(docx_of(REPORT))) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_chart_is_a_part_with_labels_and_numbers() -> None:
    found = parts()
    charts = sorted(name for name in found if name.startswith("word/charts/"))
    assert charts == ["word/charts/chart1.xml", "word/charts/chart2.xml"]
    root = ET.fromstring(found[charts[0]])  # noqa: S314 -- our own file
    labels, values = ([each.text for each in root.iterfind(f".//{CHART}{name}//{CHART}v")] for name in ("cat", "val"))
    assert labels == ["原材料获取 & 运输", "生产", "回收"]
    assert values == ["80.0", "25.0", "-5.0"]
    assert b"drawingml.chart+xml" in found["[Content_Types].xml"]
    assert found["word/_rels/document.xml.rels"].count(b"charts/chart") == 2
    assert (
        'descr="按阶段 &lt;by stage&gt;: 原材料获取 &amp; 运输 80 %; 生产 25 %; 回收 -5 %"'
        in found["word/document.xml"].decode()
    )


def test_the_same_report_gives_the_same_bytes() -> None:
    assert docx_of(REPORT) == docx_of(REPORT)


def test_the_chart_is_drawn_on_the_page(tmp_path: Path, needs_program: NeedsProgram) -> None:
    """LibreOffice draws the bars of the chart as long as their numbers say."""
    office, pages = needs_program("soffice"), needs_program("pdftoppm")
    (tmp_path / "report.docx").write_bytes(docx_of(REPORT))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to_pdf = [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*to_pdf, str(tmp_path / "report.docx")], check=True, capture_output=True, timeout=120)
    to_picture = [str(pages), "-r", "50", "-f", "1", "-l", "1", str(tmp_path / "report.pdf"), str(tmp_path / "page")]
    subprocess.run(to_picture, check=True, capture_output=True, timeout=60)
    picture = next(tmp_path.glob("page*.ppm")).read_bytes()
    _, size, _, pixels = picture.split(b"\n", 3)
    width = int(size.split()[0])
    rows = [pixels[start : start + 3 * width] for start in range(0, len(pixels), 3 * width)]
    blues = [sum(row[at : at + 3] == BLUE for at in range(0, len(row), 3)) for row in rows]
    lengths = sorted({count for count in blues if count}, reverse=True)
    assert lengths
    assert any(abs(count / lengths[0] - 25 / 80) < 0.05 for count in lengths)
