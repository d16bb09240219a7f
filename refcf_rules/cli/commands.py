"""The commands as click reads and explains them; each one's file is loaded only when it is called."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from refcf_rules.cli.codes import FINE, INTERRUPTED
from refcf_rules.cli.session import Session
from refcf_rules.source.message import Message
from refcf_rules.version import __version__

_GROUP: Final = Message(
    "把产品碳足迹标准写成一份源文件：人能读，机器能执行。",
    "Product-carbon-footprint standards as one source that people read and machines run.",
)
_EXIT_CODES: Final = Message(
    "退出码：0 没有问题；1 有不符合或无法判定之处；2 用法错误或文件读不懂；3 refcf 自身的缺陷。",
    "Exit codes: 0 fine; 1 findings; 2 wrong usage or unreadable input; 3 a defect of refcf.",
)
COMMANDS: Final = {
    "check": Message("检查规则文件。", "Check rule files."),
    "validate": Message("按标准判定清单。", "Judge inventories by a standard."),
    "calc": Message("计算产品碳足迹。", "Calculate the footprint of an inventory."),
    "compare": Message("并列比较清单。", "Set inventories side by side."),
    "fill": Message("把清单填进计算表。", "Fill an inventory into the workbook."),
    "report": Message("编写产品碳足迹报告。", "Write the footprint report."),
    "upgrade": Message("把工作簿移到现行版本的模板。", "Move a workbook to the present edition's template."),
    "export": Message("把清单转成另一种格式。", "Turn an inventory into another form."),
    "test": Message("运行标准的示例。", "Run the examples of a standard."),
    "explain": Message("解释消息代码或规则。", "Explain the code of a message, or a rule."),
    "build": Message("由标准生成各种成果。", "Build the outputs of a standard."),
    "pdf": Message("把网站中的全文打印成 PDF。", "Print the whole texts of a website as PDF."),
    "serve": Message("边写规则边看网站。", "See the site while you write the rules."),
    "certify": Message("证明各种成果结果一致。", "Prove that all outputs agree."),
    "init": Message("新建一个能通过检查的小标准。", "Begin a small standard that passes."),
}
OPTIONS: Final = Message("[选项]", "[OPTIONS]")
_SUBCOMMAND: Final = Message("命令 [参数]...", "COMMAND [ARGS]...")
_VERSION: Final = Message("显示版本并退出。", "Show the version and exit.")


def run_command(arguments: Sequence[str], session: Session) -> int:
    """Run any command line; the exit code. Raises what a command raises, apart from wrong usage."""
    _speak(session)
    try:
        code: object = Refcf(session).main(list(arguments), prog_name="refcf", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else FINE


class Refcf(click.Group):
    """The commands; each one's file is loaded only when it is called."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "refcf",
            help=session.say(_GROUP),
            epilog=session.say(_EXIT_CODES),
            options_metavar=session.say(OPTIONS),
            subcommand_metavar=session.say(_SUBCOMMAND),
            context_settings={"help_option_names": ["-h", "--help"]},
            params=[_lang(session), _version(session)],
        )
        self.session = session

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Their names, in the order people use them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """A command by its name."""
        if cmd_name not in COMMANDS:
            return None
        made: object = import_module(f"refcf_rules.cli.{cmd_name}").command(self.session)
        return made if isinstance(made, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's signature
        """The list of commands, without loading any."""
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl([(name, self.session.say(text)) for name, text in COMMANDS.items()])


def _speak(session: Session) -> None:
    """Let click's own words be in the language of the run."""
    gettext.bindtextdomain("messages", str(Path(__file__).with_name("locale")))
    os.environ["LANGUAGE"] = session.language


def _lang(session: Session) -> click.Option:
    text = Message("消息的语言；默认为系统语言。", "Language of messages; by default that of the system.")
    return click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=session.say(text))


def _version(session: Session) -> click.Option:
    def show(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 -- click's signature
        if value:
            click.echo(f"refcf {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=session.say(_VERSION),
    )
