"""What people write into a ledger, as words of our closed lists; what means none is left out.

Each word is looked for in the text. Of diagnoses only the kind is kept (个人信息保护法 art. 6).
"""

import re

from admin.registry import words

Choices = dict[str, str]
SEPARATORS = re.compile(r"[、,，;；/\n\s]+")
NOTHING = frozenset({"", "无", "没有", "不详", "未知", "-", "/", "—", "暂无", "空"})
# Longer texts first where one holds another: 半自理 is not 自理.
SYNONYMS: dict[str, tuple[tuple[str, str], ...]] = {
    "sex": (("女", "female"), ("男", "male")),
    "marital": (
        ("一方健在", "widowed"),
        ("丧偶", "widowed"),
        ("离", "divorced"),
        ("未婚", "never_married"),
        ("已婚", "married"),
        ("双方健在", "married"),
        ("配偶健在", "married"),
    ),
    "living": (
        ("独居", "alone"),
        ("独自", "alone"),
        ("单独", "alone"),
        ("配偶", "with_spouse"),
        ("老伴", "with_spouse"),
        ("夫妻", "with_spouse"),
        ("空巢", "with_spouse"),
        ("孙", "with_grandchildren"),
        ("子女", "with_child"),
        ("亲", "with_kin"),
        ("敬老院", "in_institution"),
        ("养老院", "in_institution"),
        ("机构", "in_institution"),
    ),
    "livelihood": (
        ("贫困", "poor"),
        ("困难", "poor"),
        ("差", "poor"),
        ("一般", "fair"),
        ("中等", "fair"),
        ("良好", "good"),
        ("好", "good"),
    ),
    "self_care": (
        ("半失能", "partly"),
        ("半自理", "partly"),
        ("部分", "partly"),
        ("不能", "unable"),
        ("完全失能", "unable"),
        ("失能", "unable"),
        ("自理", "able"),
        ("能", "able"),
    ),
    "incomes": (
        ("打工", "work"),
        ("务工", "work"),
        ("种", "farming"),
        ("养殖", "farming"),
        ("务农", "farming"),
        ("养老", "pension"),
        ("退休", "pension"),
        ("子女", "children"),
        ("政府", "aid"),
        ("低保", "aid"),
        ("救助", "aid"),
        ("亲", "kin"),
        ("其他", "other"),
    ),
    "aids": (
        ("低保边缘", "near_poor"),
        ("低保", "minimum_living"),
        ("特困", "destitute"),
        ("五保", "destitute"),
        ("医疗", "medical"),
        ("临时", "temporary"),
        ("高龄", "age_allowance"),
        ("津贴", "age_allowance"),
        ("残疾", "disability_allowance"),
        ("其他", "other"),
    ),
    "illnesses": (
        ("健康", "none"),
        ("良好", "none"),
        ("无病", "none"),
        ("高血压", "heart"),
        ("心", "heart"),
        ("脑", "heart"),
        ("肺", "lungs"),
        ("气管", "lungs"),
        ("糖尿", "sugar"),
        ("血糖", "sugar"),
        ("关节", "bones"),
        ("腰", "bones"),
        ("腿", "bones"),
        ("眼", "senses"),
        ("耳", "senses"),
        ("聋", "senses"),
        ("痴呆", "mind"),
        ("精神", "mind"),
        ("慢性病", "other"),
        ("慢病", "other"),
    ),
    "carers": (
        ("无人", "nobody"),
        ("自己", "self"),
        ("本人", "self"),
        ("配偶", "spouse"),
        ("老伴", "spouse"),
        ("邻", "neighbour"),
        ("雇", "hired"),
        ("保姆", "hired"),
        ("社区", "community"),
        ("亲", "kin"),
        ("子", "kin"),
        ("女", "kin"),
    ),
    "difficulties": (
        ("无困难", "none"),
        ("吃饭", "meals"),
        ("做饭", "meals"),
        ("洗", "washing"),
        ("打扫", "washing"),
        ("农活", "farm_work"),
        ("种地", "farm_work"),
        ("买", "errands"),
        ("购物", "errands"),
        ("出行", "errands"),
        ("看病", "medicine"),
        ("就医", "medicine"),
        ("吃药", "medicine"),
        ("经济", "money"),
        ("缺钱", "money"),
        ("住房", "housing"),
        ("危房", "housing"),
        ("孤", "loneliness"),
        ("安全", "safety"),
        ("其他", "other"),
    ),
    "needs": (
        ("生活照料", "daily_living"),
        ("送餐", "daily_living"),
        ("生产", "farming"),
        ("农活", "farming"),
        ("精神", "comfort"),
        ("陪", "comfort"),
        ("医", "medical"),
        ("法律", "legal"),
        ("安全", "safety"),
        ("文化", "culture"),
        ("娱乐", "culture"),
        ("紧急", "emergency"),
        ("救助", "emergency"),
    ),
    "tags": (
        ("孤寡", "lone"),
        ("失独", "lost_only_child"),
        ("失能", "disabled_by_age"),
        ("特困", "destitute"),
        ("五保", "destitute"),
        ("低保", "minimum_living"),
        ("空巢", "empty_nest"),
        ("独居", "living_alone"),
        ("残疾", "disabled"),
        ("留守", "left_behind"),
    ),
    "child_reason": (
        ("经商", "business"),
        ("做生意", "business"),
        ("随", "with_family"),
        ("上学", "study"),
        ("求学", "study"),
        ("当兵", "service"),
        ("服役", "service"),
        ("工", "work"),
    ),
    "relation": (
        ("儿媳", "child_in_law"),
        ("女婿", "child_in_law"),
        ("孙", "grandchild"),
        ("女", "daughter"),
        ("子", "son"),
        ("儿", "son"),
        ("男", "son"),
        ("配偶", "spouse"),
        ("老伴", "spouse"),
        ("夫", "spouse"),
        ("妻", "spouse"),
        ("兄", "sibling"),
        ("弟", "sibling"),
        ("姐", "sibling"),
        ("妹", "sibling"),
        ("邻", "neighbour"),
        ("友", "friend"),
        ("侄", "kin"),
        ("亲", "kin"),
    ),
}
CHOICES: dict[str, Choices] = {
    "sex": words.SEXES,
    "marital": words.MARITAL,
    "living": words.LIVING,
    "livelihood": words.LIVELIHOODS,
    "self_care": words.SELF_CARE,
    "incomes": words.INCOMES,
    "aids": words.AIDS,
    "illnesses": words.ILLNESSES,
    "carers": words.CARERS,
    "difficulties": words.DIFFICULTIES,
    "needs": words.NEEDS,
    "tags": words.TAGS,
    "child_reason": words.AWAY_REASONS,
    "relation": words.RELATIONS,
}
SINGLE = ("marital", "living", "livelihood", "self_care")
SEVERAL = ("incomes", "aids", "illnesses", "carers", "difficulties", "needs")
NONE_IS_AN_ANSWER = frozenset({"illnesses", "difficulties"})


def is_nothing(text: str) -> bool:
    """Whether the cell says that there is nothing to say."""
    return text in NOTHING


def one(field: str, text: str) -> str:
    """The word that a text means, "" for none."""
    labels = {label: word for word, label in CHOICES[field].items()}
    if text in labels:
        return labels[text]
    return next((word for part, word in SYNONYMS[field] if part in text), "")


def several(field: str, text: str) -> tuple[list[str], list[str]]:
    """The words that a text means, in the order of the list, and the parts that mean none."""
    if is_nothing(text):
        return (["none"] if field in NONE_IS_AN_ANSWER and text else []), []
    found, unknown = set[str](), []
    for part in filter(None, SEPARATORS.split(text)):
        word = one(field, part)
        if word:
            found.add(word)
        else:
            unknown.append(part)
    if len(found) > 1:
        found.discard("none")
    return [word for word in CHOICES[field] if word in found], unknown
