"""Articles are read as they are meant, and a mistake is named with its file and line."""

from datetime import date
from pathlib import Path

import pytest

from pages.articles import ArticleError, kept, read_article, read_articles

FRONT = "title: 夏天防暑\nsummary: 天热怎么办。\ntopic: health\nupdated_on: 2026-11-01\n"


def write(folder: Path, text: str, name: str = "heat.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_article_is_read(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, f"---\n{FRONT}---\n多喝水。\n"))
    assert (article.slug, article.title, article.topic) == ("heat", "夏天防暑", "health")
    assert article.updated_on == date(2026, 11, 1)
    assert article.html == "<p>多喝水。</p>"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "heat.md"
    path.write_text(f"---\n{FRONT}---\n多喝水。\n", encoding="utf-8-sig")
    assert read_article(path).title == "夏天防暑"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("多喝水。", 1, "---"),
        (f"---\n{FRONT}多喝水。", 6, "结束"),
        ("---\ntitle: [\n---\nx", 2, "格式"),
        ("---\n- 一\n---\nx", 2, "名称"),
        (f"---\n{FRONT}colour: red\n---\nx", 6, "colour"),
        ("---\nsummary: s\ntopic: health\nupdated_on: 2026-11-01\n---\nx", 1, "title"),
        (f"---\n{FRONT}position: 一\n---\nx", 6, "整数"),
        (f"---\n{FRONT.replace('2026-11-01', '昨天')}---\nx", 5, "日期"),
        (f"---\n{FRONT.replace('health', 'gossip')}---\nx", 4, "栏目"),
        (f"---\n{FRONT}---\n\n", 7, "正文"),
        (f"---\n{FRONT}---\n" + "字" * 200_001, 7, "太长"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(ArticleError, match=word) as error:
        read_article(write(tmp_path, text))
    assert error.value.line == line
    assert str(error.value).startswith(f"{tmp_path.name}/heat.md:{line}: ")


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "heat.md"
    path.write_bytes(b"---\ntitle: " + "夏天".encode("gbk"))
    with pytest.raises(ArticleError, match="UTF-8") as error:
        read_article(path)
    assert error.value.line == 2


def test_a_name_that_is_no_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="文件名"):
        read_article(write(tmp_path, f"---\n{FRONT}---\nx", name="夏天.md"))


def test_articles_come_by_topic_and_position(tmp_path: Path) -> None:
    write(tmp_path, f"---\n{FRONT}position: 2\n---\nx", "b.md")
    write(tmp_path, f"---\n{FRONT}position: 1\n---\nx", "c.md")
    write(tmp_path, f"---\n{FRONT.replace('health', 'howto')}---\nx", "d.md")
    assert [article.slug for article in read_articles(tmp_path)] == ["d", "c", "b"]


def test_an_article_whose_file_is_the_same_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, f"---\n{FRONT}---\n多喝水。\n")
    before = read_articles(tmp_path)
    monkeypatch.setattr("pages.articles.render", lambda _text: pytest.fail("made again"))
    assert read_articles(tmp_path, map(kept, before)) == before


def test_an_article_whose_file_has_changed_is_made_again(tmp_path: Path) -> None:
    path = write(tmp_path, f"---\n{FRONT}---\n多喝水。\n")
    before = read_articles(tmp_path)
    path.write_text(f"---\n{FRONT}---\n少出门。\n", encoding="utf-8")
    assert read_articles(tmp_path, map(kept, before))[0].html == "<p>少出门。</p>"


def test_an_article_under_another_name_is_not_the_one_that_was(tmp_path: Path) -> None:
    path = write(tmp_path, f"---\n{FRONT}---\n多喝水。\n")
    before = read_articles(tmp_path)
    path.rename(tmp_path / "summer.md")
    assert [each.slug for each in read_articles(tmp_path, map(kept, before))] == ["summer"]
