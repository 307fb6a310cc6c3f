"""Who lives where, with which family, how they are visited: chance with a seed, as plain rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from admin.registry import handles, words
from admin.registry.rules import days, identity_numbers

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马胡朱郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董"
MALE = "国强建军文明志刚德福长海学成玉山振华永贵宝田金生"
FEMALE = "秀英桂兰玉珍淑芳凤霞月娥翠花爱莲素琴春梅美荣"
# A county that does not exist, and numbers that are not given out: behind the city's code they
# begin with a one. The offices of the demonstration have others, and no date looks like one.
COUNTY, CITY = "370399", "05331"
AWAY = (
    ("31", "上海市"),
    ("3702", "青岛市"),
    ("3701", "济南市"),
    ("44", "广东省"),
    ("11", "北京市"),
    ("370321", "桓台县"),
    ("370306", "周村区"),
)
PER_HELPER = 15
TROUBLES = ("灶台边堆着柴火", "药快吃完了", "屋顶漏雨", "夜里睡不好", "电线老化", "膝盖疼得厉害")
AGREED = (
    "下周帮他买药",
    "请儿子周末打电话",
    "报村委会修屋顶",
    "让邻居早晚看一眼",
    "月底再来",
    "帮忙晒被子",
)


@dataclass
class Invention:
    """What is to be invented, and the dice for it."""

    villages: list[str]
    count: int
    seed: int
    now: datetime
    today: date
    dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)  # noqa: S311 (a demonstration keeps no secret)

    def handle(self) -> str:
        return "".join(self.dice.choices(handles.LETTERS, k=handles.LENGTH))

    def name(self, sex: str, surname: str = "") -> str:
        letters = MALE if sex == "male" else FEMALE
        given = "".join(self.dice.sample(letters, self.dice.choice((1, 2, 2))))
        return (surname or self.dice.choice(SURNAMES)) + given

    def phone(self) -> str:
        return f"{CITY}{self.dice.randrange(1_000_000):06}"

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.dice.randrange(max((last - first).days, 1)))

    def likely(self, share: float) -> bool:
        return self.dice.random() < share

    def some(self, choices: dict[str, str], most: int) -> list[str]:
        """A few of a closed list, or its "none"."""
        if "none" in choices and self.likely(0.3):
            return ["none"]
        names = [name for name in choices if name != "none"]
        return sorted(self.dice.sample(names, self.dice.randint(1, most)))

    def homes(self) -> Iterator[tuple[int, str]]:
        """The number of each elder and the village, so that villages fill up one after another."""
        for number in range(self.count):
            yield number, self.villages[number * len(self.villages) // self.count]

    def elder(self, number: int, village: str, serial: int) -> dict[str, Any]:
        """One elder's columns; most qualify, some lack something, a few set an alarm off."""
        sex = self.dice.choice(("male", "female", "female"))
        born_on = self.day(date(self.today.year - 93, 1, 1), date(self.today.year - 61, 12, 28))
        poor, weak = self.likely(0.2), self.likely(0.08)
        unable = weak and self.likely(0.4)
        living = self.dice.choice(("alone", "with_spouse", "with_spouse", "with_grandchildren"))
        return {
            "handle": self.handle(),
            "dossier_number": f"{village}-{serial:04}",
            "area_code": village,
            "group_name": str(1 + self.dice.randrange(8)),
            "address": f"{1 + self.dice.randrange(90)}号",
            "name": self.name(sex),
            "sex": sex,
            "born_on": born_on,
            "id_number": self.id_number(born_on, sex),
            "phone": self.phone() if self.likely(0.7) else "",
            "marital": "married" if living == "with_spouse" else "widowed",
            "living": "alone" if unable and self.likely(0.3) else living,
            "incomes": self.some(words.INCOMES, 2),
            "livelihood": "poor" if poor else self.dice.choice(("fair", "fair", "good")),
            "aids": ["minimum_living"] if poor and self.likely(0.6) else [],
            "illnesses": self.some(words.ILLNESSES, 2),
            "self_care": "unable" if unable else "partly" if weak else "able",
            "carers": [] if self.likely(0.04) else self.some(words.CARERS, 2),
            "difficulties": self.some(words.DIFFICULTIES, 2),
            "needs": self.some(words.NEEDS, 2),
            "verified_on": self.today - timedelta(days=self.dice.randrange(140)),
            "entered_on": self.today - timedelta(days=365 + self.dice.randrange(400)),
            "number": number,
        }

    def id_number(self, born_on: date, sex: str) -> str:
        sequence = self.dice.randrange(500) * 2 + (sex == "male")
        digits = f"{COUNTY}{born_on:%Y%m%d}{sequence:03}"
        return digits + identity_numbers.check_digit(digits)

    def family(self, elder: dict[str, Any]) -> list[dict[str, Any]]:
        """Children, mostly far away; one in twelve has somebody at home or in an unknown place."""
        children = self.dice.choice((1, 2, 2, 3, 3, 4))
        return [self.child(elder) for _number in range(children)]

    def child(self, elder: dict[str, Any]) -> dict[str, Any]:
        sex = self.dice.choice(("male", "female"))
        home, unknown = self.likely(0.03), self.likely(0.01)
        code, place = ("", "") if unknown else self.dice.choice(AWAY)
        if home:
            code, place = elder["area_code"][:9], "本镇"
        recently = self.likely(0.02)
        since = self.today - timedelta(days=self.dice.randrange(120) if recently else 400)
        seen = self.today - timedelta(days=self.dice.randrange(200))
        return {
            "name": self.name(sex, elder["name"][0]),
            "relation": "son" if sex == "male" else "daughter",
            "duty": "support",
            "place_code": code,
            "place_name": place,
            "left_since": since,
            "away_because": self.dice.choice(("work", "work", "work", "business")),
            "phone": self.phone(),
            "contacted_on": seen,
            "contacted_how": self.dice.choice(("came", "called", "called")),
        }

    def visits(self, elder: dict[str, Any], months: int) -> Iterator[tuple[date, list[Any]]]:
        """For each month back, its first day and what was done in it: now and then nothing."""
        first = self.today.replace(day=1)
        for back in range(months, -1, -1):
            month = days.months_after(first, -back)
            end = min(days.month_end(month), self.today)
            made = [self.visit(elder, self.day(month, end))] if self.likely(0.93) else []
            if self.likely(0.1):
                made.append(self.visit(elder, self.day(month, end), mode="phone"))
            yield month, made

    def visit(self, elder: dict[str, Any], day: date, mode: str = "in_person") -> dict[str, Any]:
        wrong = self.likely(0.06)
        minutes = 8 * 60 + self.dice.randrange(600)
        wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001
        at = min(wall - timedelta(hours=8), self.now)
        return {
            "handle": self.handle(),
            "mode": mode,
            "at": at,
            "made_on": day,
            "received_at": min(at + timedelta(hours=self.dice.randrange(20)), self.now),
            "source": self.dice.choice(("phone", "phone", "office", "paper")),
            "seconds": 40 + self.dice.randrange(400),
            "health": "trouble" if wrong else "well",
            "spirits": "low" if wrong else "good",
            "living": elder["living"],
            "family_duty": self.dice.choice(("kept", "kept", "kept", "partly", "not_known")),
            "dangers": ["house"] if wrong else ["none"],
            "trouble": self.dice.choice(TROUBLES) if wrong else "",
            "agreed": self.dice.choice(AGREED) if self.likely(0.4) else "",
        }
