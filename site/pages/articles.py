"""The articles of `content/`: Markdown files with front matter, read and checked.

What an earlier build has made of a file is made of the same file again without a look at it.
A file that is wrong stops the build with its name and line; nothing is guessed and no broken
article is left out in silence. The file's name is the article's address.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from models import N_
from pages.markdown import TooLong, render

TOPICS: dict[str, str] = {
    "howto": N_("怎么办"),
    "rights": N_("权利与义务"),
    "safety": N_("安全防骗"),
    "health": N_("健康"),
    "family": N_("孝亲敬老"),
    "volunteering": N_("志愿互助"),
    "policy": N_("政策"),
}
ICONS: dict[str, str] = {
    "howto": "door",
    "rights": "scale",
    "safety": "shield",
    "health": "heart",
    "family": "family",
    "volunteering": "hands",
    "policy": "book",
}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FENCE = "---"
REQUIRED: dict[str, type] = {"title": str, "summary": str, "topic": str, "updated_on": date}
OPTIONAL: dict[str, type] = {"position": int, "source": str}


class ArticleError(Exception):
    """An article cannot be used: `file`, `line` and what to do, in the author's words."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


@dataclass(frozen=True)
class Article:
    """One article; `html` is safe, `topic` a key of `TOPICS`, `source` may be empty.

    `digest` is that of its file.
    """

    slug: str
    title: str
    summary: str
    topic: str
    position: int
    updated_on: date
    source: str
    html: str
    digest: bytes = b""


# The fields of an article as a ledger can keep them.
Kept = tuple[Any, ...]


def kept(article: Article) -> Kept:
    """An article for a later build, if its file is the same then."""
    return astuple(replace(article, updated_on=article.updated_on.isoformat()))  # type: ignore[arg-type]


def _again(fields: Kept) -> Article:
    made = Article(*fields)
    return replace(made, updated_on=date.fromisoformat(str(made.updated_on)))


def read_articles(folder: Path, known: Iterable[Kept] = ()) -> list[Article]:
    """Every article of the folder, by topic, position and slug.

    `known` is what an earlier build has made of files, which is right where they are the same.

    :raises ArticleError: the first file that is wrong, by name.
    """
    by_file = {(fields[0], fields[-1]): fields for fields in known}
    articles = []
    for path in sorted(folder.glob("*.md")):
        found = by_file.get((path.stem, _digest(path.read_bytes())))
        articles.append(_again(found) if found else read_article(path))
    topics = list(TOPICS)
    return sorted(articles, key=lambda a: (topics.index(a.topic), a.position, a.slug))


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def read_article(path: Path) -> Article:
    """One file as an article.

    :raises ArticleError: the name, the encoding, the front matter or the text is wrong.
    """
    name = f"{path.parent.name}/{path.name}"
    if not SLUG.fullmatch(path.stem):
        raise ArticleError(name, 1, N_("文件名只能用小写字母、数字和连字符。"))
    content = path.read_bytes()
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ArticleError(name, line, N_("不是 UTF-8 编码，请另存为 UTF-8。")) from None
    end = _front_matter_end(name, lines)
    front = _front_matter(name, lines[1:end])
    return Article(
        slug=path.stem,
        title=front["title"],
        summary=front["summary"],
        topic=front["topic"],
        position=front.get("position", 0),
        updated_on=front["updated_on"],
        source=front.get("source", ""),
        html=_html(name, end + 2, "\n".join(lines[end + 1 :])),
        digest=_digest(content),
    )


def _front_matter_end(name: str, lines: list[str]) -> int:
    if not lines or lines[0].strip() != FENCE:
        raise ArticleError(name, 1, N_("文件要以一行 --- 开头，下面写标题等信息。"))
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == FENCE:
            return number
    raise ArticleError(name, len(lines), N_("开头的信息没有用一行 --- 结束。"))


def _front_matter(name: str, lines: list[str]) -> dict[str, Any]:
    import yaml  # noqa: PLC0415 (not every build has an article to read)

    try:
        front = yaml.safe_load("\n".join(lines))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 2 if mark else 2
        raise ArticleError(name, line, N_("这一行格式不对，应写成“名称: 内容”。")) from None
    if not isinstance(front, dict):
        raise ArticleError(name, 2, N_("开头的信息应写成一行一个“名称: 内容”。"))
    for key, message in _mistakes(front):
        raise ArticleError(name, _line_of(key, lines), message)
    return front


def _mistakes(front: dict[str, Any]) -> Iterator[tuple[str, str]]:
    known = REQUIRED | OPTIONAL
    for key in front:
        if key not in known:
            yield (
                key,
                N_("不认识“%(key)s”。可用的有：%(known)s")
                % {
                    "key": key,
                    "known": "、".join(known),
                },
            )
    for key in REQUIRED:
        if front.get(key) in (None, ""):
            yield key, N_("缺少“%(key)s”。") % {"key": key}
    for key, wanted in known.items():
        if key in front and type(front[key]) is not wanted:
            kinds = {date: N_("日期（如 2026-09-30）"), int: N_("整数"), str: N_("文字")}
            yield key, N_("“%(key)s”应当是%(kind)s。") % {"key": key, "kind": kinds[wanted]}
    if front.get("topic") not in TOPICS:
        yield "topic", N_("没有这个栏目。可用的有：%(known)s") % {"known": "、".join(TOPICS)}


def _line_of(key: str, lines: list[str]) -> int:
    for number, line in enumerate(lines, 2):
        if line.startswith(f"{key}:"):
            return number
    return 1


def _html(name: str, line: int, text: str) -> str:
    try:
        html = render(text)
    except TooLong:
        raise ArticleError(name, line, N_("文章太长，请拆成几篇。")) from None
    if not html:
        raise ArticleError(name, line, N_("文章没有正文。"))
    return html
