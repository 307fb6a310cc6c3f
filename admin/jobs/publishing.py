"""Builds the site and puts it on a target, as anybody would on the command line.

It runs in a process of its own, which knows nothing of the office and its databases. What that
process says is the run's log; how far it is, the run's progress.
"""

import os
import re
import subprocess
import sys

from admin.config import ROOT
from admin.jobs.context import Context, JobFailed
from models import N_

FAR = re.compile(r"(\d+) of (\d+) files")
# The last lines of the commands, which scripts read, in a clerk's words.
BUILT = re.compile(r"built (?P<pages>\d+) pages, (?P<put>\d+) written, (?P<gone>\d+) removed.*")
DEPLOYED = re.compile(
    r"deployed edition (?P<n>\d+) to .*: (?P<put>\d+) sent \((?P<size>\d+) bytes\),"
    r" (?P<gone>\d+) removed.*"
)


def publish(context: Context) -> None:
    """Build, unless an earlier edition is wanted; then put it on the target, if there is one.

    :raises JobFailed: with what the command said.
    """
    config, run = context.config, context.run
    output = ["--output", str(config.output_path)]
    if run.edition is None:
        public = config.public_database or str(config.public_path)
        address = ["--base-url", config.site_url] if config.site_url else []
        context.say(N_("正在生成网页……"))
        _carry_out(context, ["--public-db", public, *output, *address])
    if run.target:
        options = [*output, "--keep", str(config.editions_keep)]
        options += ["--to", str(run.edition)] if run.edition is not None else []
        options += ["--adopt"] if run.adopt else []
        context.say(N_("正在上传到 %(target)s……") % {"target": run.target})
        _carry_out(context, ["deploy", run.target, *options])


def _carry_out(context: Context, arguments: list[str]) -> None:
    environment = os.environ | {"SHOUWANG_INSTANCE": str(context.config.instance)}
    command = [sys.executable, str(ROOT / "build.py"), *arguments]
    pipe, said = subprocess.PIPE, ""
    with subprocess.Popen(  # noqa: S603
        command, env=environment, cwd=ROOT, stdout=pipe, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if far := FAR.fullmatch(line.strip()):
                context.progress(int(far[1]), int(far[2]))
            elif line.strip():
                said = line.strip().removeprefix("Error: ")
                context.say(in_words(said))
    if process.returncode:
        raise JobFailed(said or N_("程序出错，没有说明原因。"))


def in_words(line: str) -> str:
    """A line of the commands as the log has it."""
    if found := BUILT.fullmatch(line):
        return (
            N_("生成了 %(pages)s 页：写了 %(put)s 个文件，删了 %(gone)s 个。") % found.groupdict()
        )
    if found := DEPLOYED.fullmatch(line):
        text = N_("第 %(n)s 版上传完成：传了 %(put)s 个文件（%(size)s 字节），删了 %(gone)s 个。")
        return text % found.groupdict()
    return line
