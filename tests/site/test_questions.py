"""Questions and answers in an article, and articles that have none."""

from pages.questions import asked

TWO = (
    "<p>开头。</p><h2>找<em>谁</em>？</h2><p>找村里。</p><ul><li>打电话</li><li>去一趟</li></ul>"
    "<h2>要带什么？</h2><p>身份证。</p><h2>还有</h2><p>别的。</p>"
)


def test_a_heading_that_asks_is_answered_by_what_stands_below_it() -> None:
    assert asked(TWO) == [("找谁？", "找村里。\n打电话\n去一趟"), ("要带什么？", "身份证。")]


def test_one_question_makes_no_list_of_questions() -> None:
    assert asked("<h2>找谁？</h2><p>找村里。</p><h2>再看</h2><p>好。</p>") == []


def test_a_question_without_an_answer_is_none() -> None:
    assert asked("<h2>找谁？</h2><h2>带什么？</h2><p>身份证。</p>") == []


def test_a_lower_heading_belongs_to_the_answer() -> None:
    html = "<h2>甲？</h2><h3>乙？</h3><p>丙。</p><h2>丁？</h2><p>戊。</p>"
    assert asked(html)[0] == ("甲？", "乙？\n丙。")
