"""Random standards: small rule files in the language that use every construct, so that no target is tested
only on rules somebody wrote by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from tests.parity.expressions import NUMBERS, Columns, Context, Expressions, Known

PROCESSES: Final = ("ore", "clay", "mixing", "firing", "packing")
STAGES: Final = {"materials": ("ore", "clay"), "making": ("mixing", "firing", "packing")}
_FIELD_TYPES: Final = {"mass": ("mass", "in kg"), "energy": ("energy", "in GJ"), "share": ("share", "number")}
_FUNCTIONAL_UNIT: Final = """functional unit lining {
    text zh "内衬" en "lining"
    per 1 t zh "钢" en "of steel"
    given installed zh "砌筑量" en "installed" : mass
    given tapped zh "出钢量" en "tapped" : mass
    reference flow = installed / tapped
}"""


@dataclass(frozen=True)
class RandomStandard:
    """The declarations of a rule file, and of a part that extends it, if there is one."""

    seed: int
    head: str
    products: tuple[str, ...]
    declarations: tuple[str, ...]
    part: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"random{self.seed}_part" if self.part else f"random{self.seed}"

    def files(self) -> dict[str, str]:
        """The rule files by the name of the part."""
        base = f"random{self.seed}"
        body = "\n".join(f"    {line}" for each in self.declarations for line in each.splitlines())
        clause = f'clause body {{\n    title zh "正文" en "Body"\n{body}\n}}\n'
        files = {base: "\n".join((self.head, *self.products, clause))}
        if self.part:
            head = f'standard {base}_part with {base} {{\n    title zh "部分" en "Part"\n    edition "2"\n}}\n'
            inner = "\n".join(f"    {line}" for each in self.part for line in each.splitlines())
            files[f"{base}_part"] = f'{head}clause changes {{\n    title zh "改动" en "Changes"\n{inner}\n}}\n'
        return files

    def smaller(self) -> Iterator[RandomStandard]:
        """The same without one declaration, for finding the one that matters."""
        for index in range(len(self.part)):
            yield replace(self, part=self.part[:index] + self.part[index + 1 :])
        for index in reversed(range(len(self.declarations))):
            yield replace(self, declarations=self.declarations[:index] + self.declarations[index + 1 :])
        for index in range(len(self.products)):
            yield replace(self, products=self.products[:index] + self.products[index + 1 :])


def random_standard(seed: int) -> RandomStandard:
    """A standard; the same for the same seed. Most are sound; the caller drops the others."""
    return _Author(seed).standard()


class _Author:
    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.known = _known()
        self.make = Expressions(self.known, self.random)
        self.written: list[str] = []
        self.forces = self.random.choice((("shall", "shall", "should", "may"), ("should", "may")))
        """Some standards demand little, so that inventories satisfy them."""

    def standard(self) -> RandomStandard:
        head = (
            f'standard random{self.seed} {{\n    title zh "随机 {self.seed}" en "Random {self.seed}"\n'
            f'    number "T/X {self.seed}"\n    edition "{self.random.choice(("2026", "第1版"))}"\n}}\n'
        )
        self.written += ['declared unit 1 t zh "产品" en "of product"', self._boundary()]
        self._fields()
        self._parameters()
        self._lookups()
        self._factors()
        self._framework()
        self._repeat()
        for index in range(self.random.randrange(4, 9)):
            self._formula(index)
        self._emissions()
        self._footprint()
        for index in range(self.random.randrange(5, 10)):
            self._rule(index)
        part = self._part() if self.random.random() < 0.3 else ()
        return RandomStandard(self.seed, head, self._products(), tuple(self.written), part)

    def _products(self) -> tuple[str, ...]:
        windows = self.random.sample(
            ("MgO at least 80 %", "C from 1 % to 20 %", "SiO2 below 3 %", "Al2O3 above 0 %", "CaO at most 2 %"), 3
        )
        return (
            f'product brick zh "砖" en "brick" {{\n    state fired\n    composition {", ".join(windows[:2])}\n}}',
            f'product mix zh "散料" en "mix" {{\n    state monolithic\n    composition {windows[2]}\n}}',
        )

    # --- the frame ------------------------------------------------------------------------------------

    def _boundary(self) -> str:
        presences = (
            ("optional",)
            if "shall" not in self.forces
            else ("required", "optional", "required when used", "required when any reclaimed input i")
        )
        lines = ["boundary cradle to gate {"]
        for stage, processes in STAGES.items():
            required = self.random.choice((" required", ""))
            lines.append(f'    stage {stage} zh "{stage}阶段" en "{stage}"{required} {{')
            lines += [
                f'        process {process} zh "{process}工序" en "{process}" {self.random.choice(presences)}'
                for process in processes
            ]
            lines.append("    }")
        return "\n".join([*lines, '    exclude capital zh "资本" en "capital" because zh "少" en "little"', "}"])

    def _fields(self) -> None:
        for noun, rows in (("lot", ""), ("point", "lot")):
            lines = [f'add table {noun} zh "{noun}表" en "{noun}" {{']
            for of in NUMBERS:
                for index in range(2):
                    kind = self.random.choice(_FIELD_TYPES[of])
                    required = " required" if self.random.random() < 0.15 else ""
                    lines.append(
                        f'    field {of}{index} zh "{noun}{of}{index}号" en "{noun} {of} {index}" : {kind}{required}'
                    )
            lines += [
                f'    field remark zh "{noun}备注" en "{noun} remark" : text',
                f'    field checked zh "{noun}已查" en "{noun} checked" : yes-or-no',
                f'    field day zh "{noun}日期" en "{noun} day" : date',
                f'    field colour zh "{noun}颜色" en "{noun} colour" : choice of red zh "红" en "red", blue zh "蓝" en "blue", green',
            ]
            if rows:
                lines.append('    field lot zh "所属批" en "its lot" : lot')
                lines.append(f'    field process zh "{noun}工序" en "{noun} process" : process required')
            self.written.append("\n".join([*lines, "}"]))
        self.written.append(
            'add to activity {\n    field grade zh "等级" en "grade" : choice of high zh "高" en "high", low zh "低" en "low"\n'
            '    field spare zh "余量" en "spare" : mass\n    field rate zh "率" en "rate" : share\n}'
        )
        self.written.append(
            'add to output {\n    field energy zh "总能" en "energy in all" : energy\n    field rate zh "总率" en "rate" : share\n}'
        )

    def _parameters(self) -> None:
        for index, of in enumerate((*NUMBERS, "share", "mass")):
            name, unit = f"p{index}", {"mass": "t", "energy": "MWh", "share": "%"}[of]
            said = f'parameter {name} zh "参数{index}" en "parameter {index}"'
            match self.random.randrange(5):
                case 0:
                    body = f'{said} in {unit} {{\n    since 2023-01-01 until 2024-06-30 = 5 {unit} source "A"\n    since 2024-07-01 = 7 {unit} source "B"\n}}'
                case 1:
                    body = f"{said} = set by {self.random.choice(('company', 'committee'))} in {unit}"
                case 2:
                    body = f"{said} = 2 {unit} placeholder"
                case _:
                    body = f'{said} = {self.random.choice(("1", "10", "0.3", "12.5"))} {unit} source "X"'
            self.written.append(body)
            self.known.constants.setdefault(of, []).append(name)

    def _lookups(self) -> None:
        colours, grades = ("red", "blue", "green"), ("high", "low")
        self.written.append(
            'table by_colour zh "按颜色" en "by colour" by colour gives t source "X" {\n'
            '    row red zh "红" en "red" = 3\n    row blue = 4.5\n}'
        )
        self.known.lookups.setdefault("mass", []).append(("by_colour", (colours,)))
        self.written.append(
            'table by_both zh "按两项" en "by both" by colour, grade gives % source "X" {\n    row red, high = 10\n'
            "    row red, low = 20\n    row green, low = 30 since 2024-01-01 until 2024-12-31\n"
            "    row green, low = 40 since 2025-01-01\n}"
        )
        self.known.lookups.setdefault("share", []).append(("by_both", (colours, grades)))

    def _factors(self) -> None:
        for name, unit, more in (
            ("ore_2024", "tCO2e/t", "until 2024-12-31"),
            ("ore_2025", "tCO2e/t", "since 2025-01-01"),
            ("power", "kgCO2e/kWh", "place CN"),
            ("gas", "kgCO2e/Nm3", "ncv 38 MJ/Nm3"),
        ):
            split = f"\n    value 0.5 {unit} as biogenic" if self.random.random() < 0.4 else ""
            value = f"value {self.random.choice(('0.5', '2.25', '1.1'))} {unit}{' as fossil' if split else ''}"
            basis = "\n    basis dry" if name.startswith("ore") else ""
            self.written.append(
                f'factor {name} zh "因子{name}" en "factor {name}" {{\n    flow {name.split("_")[0]}\n    {value}{split}\n'
                f"    kind {self.random.choice(('footprint', 'limit', 'direct-combustion'))}{basis}\n    gwp set AR6\n"
                f'    plausible from 0.1 {unit} to 4 {unit}\n    {more}\n    source "X"\n}}'
            )

    def _framework(self) -> None:
        if "shall" not in self.forces and self.random.random() < 0.7:
            return
        if self.random.random() < 0.7:
            never = self.random.choice(("never ore", "never any energy"))
            self.written.append(
                "cut-off {\n    each at most 1 % of mass and 1 % of emissions\n    together at most 5 % of mass\n"
                f'    {never} because zh "重要" en "it matters"\n}}'
            )
        if self.random.random() < 0.8:
            key = self.random.choice(("mass_charged", "mass_charged * dwell", "volume * temperature_class", "batches"))
            self.written.append(
                f"allocation {{\n    shared firing, mixing by {key}\n    shared packing by batches\n"
                f"    co-products by {self.random.choice(('mass', 'mass * price'))}\n    not by revenue\n"
                "    own rejects closed loop\n    reclaimed material recycled content\n}"
            )
        if self.random.random() < 0.6:
            self.written.append(
                "data quality {\n    indicator technology\n    indicator time weight 2\n    scores 1 to 5\n"
                "    contributors to 80 % of emissions\n    average score at most 3 should\n"
                "    primary share at least 30 % shall\n}"
            )

    # --- what is worked out -----------------------------------------------------------------------------

    def _formula(self, index: int) -> None:
        of, name = self.random.choice(NUMBERS), f"f{index}"
        said = f'formula {name} zh "公式{index}" en "formula {index}"'
        if self.random.random() < 0.5:
            self.written.append(f"{said} = {self.make.number(of, Context())}")
            self.known.singles[of].append(name)
            return
        table = self.random.choice(("lot", "point", "activity"))
        body = self.make.number(of, Context((("r", table),)))
        self.written.append(f"{said} for each {table} r = {body}")
        self.known.tables[table] = self.known.tables[table].with_number(of, name)

    def _repeat(self) -> None:
        if self.random.random() < 0.5:
            return
        times, tolerance = (
            self.random.choice((1, 7, 40, 40)),
            self.random.choice(("0.001 kg", "0.01 %", "1 %", "100 t")),
        )
        half = self.random.choice(("0.5", "0.25", "-0.5", "1", "0.1"))
        self.written.append(
            f'repeat spread zh "推算" en "spread" {times} times {{\n'
            '    start guessed zh "推算值" en "guessed" = output.accepted\n'
            '    start rowwise zh "逐批推算" en "row by row" for each lot l = l.mass0\n'
            '    formula middle zh "中间值" en "middle" = (guessed + (sum of l.rowwise for each lot l)) / 3\n'
            '    formula part zh "部分值" en "part" for each lot l = l.rowwise / 2 + middle * 0.1\n'
            f"    next guessed = {half} * middle + output.accepted / 4\n"
            "    next rowwise for each lot l = (l.part + l.mass1) / 2\n"
            f"    settled within {tolerance}\n}}"
        )
        self.known.singles["mass"] += ["guessed", "middle"]
        for name in ("rowwise", "part"):
            self.known.tables["lot"] = self.known.tables["lot"].with_number("mass", name)

    def _emissions(self) -> None:
        self.written.append('parameter per_mass zh "单位排放" en "emission per mass" = 0.44 kgCO2e/kg source "X"')
        if self.random.random() < 0.7:
            where = f" where {self.make.truth(Context((('r', 'lot'),), aggregates=False, depth=0))}"
            where = where.replace(" = ", " is ") if self.random.random() < 0.5 else ""
            mass = self.random.choice(
                ("r.mass0", "r.mass1 * r.share0", self.make.number("mass", Context((("r", "lot"),), depth=2)))
            )
            self.written.append(
                f'emission lots zh "批排放" en "emission of lots" at firing as {self.random.choice(("fossil", "biogenic"))}\n'
                f"    for each lot r{where} = {mass} * per_mass"
            )
        if self.random.random() < 0.5:
            self.written.append(
                'emission points zh "点排放" en "emission of points" at r.process as fossil\n'
                f"    for each point r = {self.random.choice(('r.mass0', 'r.mass1', self.make.number('mass', Context((('r', 'point'),), depth=0))))} * per_mass"
            )
        if self.random.random() < 0.4:
            self.written.append(
                'emission once zh "一次排放" en "emission at once" at mixing as fossil\n'
                f"    = {self.make.number('mass', Context(depth=1))} * per_mass"
            )

    def _footprint(self) -> None:
        step = self.random.choice(("1", "0.1", "10", "0.25"))
        self.written += [
            'footprint CFP zh "产品碳足迹" en "carbon footprint" = sum of emissions over each stage / output',
            f"report CFP in kgCO2e/t, rounded to {step} kgCO2e/t",
            _FUNCTIONAL_UNIT,
            'formula saved zh "节省" en "saved" = service.installed * 2 in kg',
            "report saved in kg, rounded to 1 kg, apart",
        ]
        singles = [name for name in self.known.singles["share"] if name.startswith("f")]
        if singles:
            self.written.append(f"report {singles[0]} in %, rounded to 0.1 %, apart")
        if self.random.random() < 0.6:
            limit = self.random.choice(('at most 900 kgCO2e/t source "X"', "at most set by committee"))
            self.written.append(
                f'grade by CFP {self.random.choice(("as reported", "as calculated"))} {{\n    level 1 zh "优" en "good" {limit}\n'
                '    level 2 at most 2000 kgCO2e/t source "X"\n    level 3 the rest\n}'
            )

    # --- what is required ---------------------------------------------------------------------------------

    def _rule(self, index: int) -> None:
        severity = self.random.choice(("", "", "", " impossible", " implausible", " unusual"))
        if self.forces[0] != "shall" and severity:
            severity = " unusual"
        force = self.random.choice(self.forces) if not severity else self.forces[0]
        if severity == " unusual":
            force = "should"
        lines = [f'rule r{index} zh "规则{index}" en "rule {index}" {force}{severity} {{']
        context, row = Context(), ""
        if self.random.random() < 0.6:
            row = "r"
            selection, context = self.make.selection(row, self.random.choice(list(self.known.tables)), Context())
            context = replace(context, aggregates=True, depth=2)
            lines.append(f"    for each {selection}")
        if self.random.random() < 0.5:
            lines.append(f"    when {self.make.truth(replace(context, depth=1))}")
        lines.append(f"    require {self.make.truth(replace(context, depth=3))}")
        if self.random.random() < 0.5:
            slot = "{r.id}" if row else "{output.accepted}"
            lines.append(f'    if not zh "不符：{slot}" en "not so: {slot}"')
        lines.append('    because zh "示例" en "example"')
        self.written.append("\n".join([*lines, "}"]))

    def _part(self) -> tuple[str, ...]:
        because = 'because zh "更严" en "stricter"'
        limit = self.random.choice(("1 t", *self.known.constants["mass"]))
        found = [
            f'rule own zh "本部分" en "own rule" shall {{\n    require output.accepted above {limit}\n}}',
            f"replace r0 with none {because}",
        ]
        if any(each.startswith("cut-off") for each in self.written):
            found.append(f"tighten cut_off.each.mass to 0.5 % {because}")
        if "for each" not in self._text("rule r1"):
            found.append(f"tighten r1 {{\n    require output.accepted is given\n}} {because}")
        return tuple(found)

    def _text(self, start: str) -> str:
        return next((each for each in self.written if each.startswith(start)), "")


def _known() -> Known:
    numbers = {of: (f"{of}0", f"{of}1") for of in NUMBERS}
    colour = {"colour": ("red", "blue", "green")}
    activity = Columns(
        "activity",
        {"mass": ("mass", "spare"), "energy": ("energy",), "share": ("share", "rate", "multiplier", "year")},
        texts=("name", "flow", "place"),
        choices={
            "grade": ("high", "low"),
            "kind": ("material", "fuel", "energy", "goods"),
            "origin": ("virgin", "reclaimed"),
        },
        adjectives=(
            "material",
            "electricity",
            "fuel",
            "energy",
            "goods",
            "reclaimed",
            "secondary",
            "purchased",
            "primary",
        ),
        places=("materials", "making", "firing"),
        joins={},
    )
    return Known(
        singles={
            "mass": ["output.accepted", "output.charged", "output.rejected"],
            "energy": ["output.energy"],
            "share": ["output.rate", "period.months"],
        },
        tables={
            "lot": Columns("lot", numbers, ("remark", "id"), ("checked",), ("day",), colour),
            "point": Columns("point", numbers, ("remark",), ("checked",), ("day",), colour, joins={"lot": "lot"}),
            "activity": activity,
        },
        lookups={},
        single_dates=["period.start", "period.end"],
        single_choices={"product.state": ("fired", "tempered", "monolithic"), "product.sold_by": ("tonne", "piece")},
    )
