"""Every closed list of the registry: the stored word and what a clerk reads for it.

The lists follow the seven groups of the order (三（一）) and the columns that counties really use;
nothing is asked that the duty does not need. Words of a rule's answers stand with the rule.
"""

from models import N_

SEXES = {"male": N_("男"), "female": N_("女")}
MARITAL = {
    "married": N_("已婚，配偶健在"),
    "widowed": N_("丧偶"),
    "divorced": N_("离异"),
    "never_married": N_("未婚"),
}
LIVING = {
    "alone": N_("独居"),
    "with_spouse": N_("和老伴同住"),
    "with_grandchildren": N_("和孙辈同住"),
    "with_child": N_("和子女同住"),
    "with_kin": N_("和其他亲属同住"),
    "in_institution": N_("住养老机构"),
}
INCOMES = {
    "work": N_("打工"),
    "farming": N_("种养殖"),
    "pension": N_("养老保险"),
    "children": N_("子女给"),
    "aid": N_("政府救助"),
    "kin": N_("亲友接济"),
    "other": N_("其他"),
}
LIVELIHOODS = {"good": N_("较好"), "fair": N_("一般"), "poor": N_("困难")}
AIDS = {
    "minimum_living": N_("低保"),
    "destitute": N_("特困供养"),
    "near_poor": N_("低保边缘"),
    "medical": N_("医疗救助"),
    "temporary": N_("临时救助"),
    "age_allowance": N_("高龄津贴"),
    "disability_allowance": N_("残疾人补贴"),
    "other": N_("其他"),
}
# Kinds of illness, never a diagnosis.
ILLNESSES = {
    "none": N_("没有慢性病"),
    "heart": N_("心脑血管"),
    "lungs": N_("呼吸系统"),
    "sugar": N_("血糖"),
    "bones": N_("骨关节"),
    "senses": N_("视力听力"),
    "mind": N_("记忆精神"),
    "other": N_("其他"),
}
SELF_CARE = {
    "able": N_("能自理"),
    "partly": N_("部分能自理"),
    "unable": N_("不能自理"),
}
CARERS = {
    "self": N_("自己"),
    "spouse": N_("配偶"),
    "kin": N_("近亲属"),
    "neighbour": N_("邻居"),
    "hired": N_("雇人"),
    "community": N_("社区居家养老"),
    "nobody": N_("无人照料"),
}
DIFFICULTIES = {
    "none": N_("没有困难"),
    "meals": N_("做饭吃饭"),
    "washing": N_("洗衣打扫"),
    "farm_work": N_("农活"),
    "errands": N_("购物办事"),
    "medicine": N_("看病吃药"),
    "money": N_("缺钱"),
    "housing": N_("住房"),
    "loneliness": N_("孤单"),
    "safety": N_("安全"),
    "other": N_("其他"),
}
NEEDS = {
    "none": N_("暂时不需要"),
    "daily_living": N_("生活照料"),
    "farming": N_("生产帮助"),
    "comfort": N_("精神慰藉"),
    "medical": N_("医疗保健"),
    "legal": N_("法律援助"),
    "safety": N_("安全服务"),
    "culture": N_("文化娱乐"),
    "emergency": N_("紧急救助"),
}
TAGS = {
    "lone": N_("孤寡"),
    "disabled_by_age": N_("失能"),
    "lost_only_child": N_("失独"),
    "destitute": N_("特困"),
    "minimum_living": N_("低保"),
    "empty_nest": N_("空巢"),
    "living_alone": N_("独居"),
    "disabled": N_("残疾"),
    "left_behind": N_("留守"),
}
DEPARTURES = {
    "died": N_("去世"),
    "moved_away": N_("迁出本区县"),
    "by_mistake": N_("登记有误"),
}

RELATIONS = {
    "son": N_("儿子"),
    "daughter": N_("女儿"),
    "spouse": N_("配偶"),
    "grandchild": N_("孙辈"),
    "child_in_law": N_("儿媳女婿"),
    "sibling": N_("兄弟姐妹"),
    "kin": N_("其他亲属"),
    "friend": N_("朋友"),
    "neighbour": N_("邻居"),
}
CHILDREN = ("son", "daughter")
# 老年人权益保障法 art. 14 and 23: children owe 赡养; spouses and siblings 扶养.
DUTIES = {
    "support": N_("赡养"),
    "maintenance": N_("扶养"),
    "guardianship": N_("监护（受委托）"),
    "kin": N_("亲友"),
}
AWAY_REASONS = {
    "work": N_("务工"),
    "business": N_("经商"),
    "with_family": N_("随迁"),
    "study": N_("求学"),
    "service": N_("服役"),
    "other": N_("其他"),
}
CONTACTS = {"came": N_("回来看望"), "called": N_("打电话")}
GUARDIAN_KINDS = {"family": N_("家庭监护"), "entrusted": N_("委托监护")}

EMPLOYMENTS = {"full_time": N_("专职"), "part_time": N_("兼职")}
HELPER_KINDS = {
    "village_cadre": N_("村居干部"),
    "grid_worker": N_("网格员"),
    "social_worker": N_("社会工作者"),
    "volunteer": N_("志愿者"),
    "association_member": N_("老年协会会员"),
    "mass_organisation": N_("群团组织（妇联、共青团等）"),
    "social_organisation": N_("社会组织"),
    "doctor": N_("村医"),
    "neighbour": N_("邻居"),
    "other": N_("其他"),
}
HAND_OVER_REASONS = {
    "first": N_("首次指定"),
    "moved": N_("原联系人换了工作或搬走"),
    "ill": N_("原联系人生病或去世"),
    "load": N_("原联系人帮得太多"),
    "wish": N_("老人要求"),
    "other": N_("其他"),
}

CONSENT_PURPOSES = {
    "health": N_("健康状况的登记和使用"),
    "pairing": N_("把情况告诉结对帮扶的人"),
    "purchased_service": N_("把情况告诉购买服务的机构"),
    "publication": N_("公开姓名或照片"),
}
CONSENT_MEANS = {
    "signed": N_("本人签字"),
    "fingerprint": N_("本人按手印"),
    "spoken": N_("念给本人听后口头同意"),
    "guardian": N_("监护人代签"),
}
INFORM_MEANS = {
    "paper": N_("发了大字告知书"),
    "read_aloud": N_("念给本人听"),
    "guardian": N_("告知监护人"),
}

ASSESSMENT_REASONS = {
    "first": N_("首次评估"),
    "regular": N_("常规评估"),
    "immediate": N_("即时评估"),
    "review": N_("复评"),
    "other": N_("其他"),
}

VISIT_MODES = {
    "in_person": N_("上门"),
    "phone": N_("打电话"),
    "video": N_("视频"),
}
CHECKS = {"eat": N_("吃"), "wear": N_("穿"), "home": N_("住"), "health": N_("医")}
CHECK_ANSWERS = {"well": N_("正常"), "trouble": N_("有问题")}
SPIRITS = {"good": N_("精神好"), "low": N_("情绪低"), "confused": N_("说不清楚")}
FAMILY_DUTY = {
    "kept": N_("子女尽到了"),
    "partly": N_("不够"),
    "neglected": N_("没有管"),
    "not_known": N_("不清楚"),
}
DANGERS = {
    "none": N_("没有发现"),
    "fire": N_("用火用电用气"),
    "house": N_("房屋"),
    "fall": N_("容易摔倒"),
    "medicine": N_("吃药"),
    "fraud": N_("被骗"),
    "wandering": N_("走失"),
    "neglect": N_("没人照顾"),
    "mood": N_("轻生或自伤的话"),
    "other": N_("其他"),
}
# What only an assessor may grade, a visitor may notice: each proposes an assessment.
SIGNS = {
    "eating": N_("吃饭"),
    "dressing": N_("穿衣"),
    "toilet": N_("上厕所"),
    "walking": N_("走路"),
    "orientation": N_("认人认路"),
    "senses": N_("看和听"),
}
VISIT_SOURCES = {
    "office": N_("后台填写"),
    "phone": N_("手机填写"),
    "paper": N_("纸质表录入"),
    "import": N_("导入"),
}
VISIT_FLAGS = {
    "late_arrival": N_("过了月才收到"),
    "clock_wrong": N_("手机时间不准，已按差数改正"),
    "clock_unbelievable": N_("填的时间不可信，按收到的时间记"),
    "helper_changed": N_("填写的人已不是联系人"),
    "elder_left": N_("老人已退出登记"),
    "elder_moved": N_("老人已转到别的村"),
}
EXCUSES = {
    "hospital": N_("住院"),
    "with_children": N_("去子女家住"),
    "away": N_("外出探亲"),
    "institution": N_("在养老机构短住"),
    "closed_off": N_("灾害或疫情，进不去"),
}
MAJOR_CHANGES = {
    "widowed": N_("丧偶"),
    "discharged": N_("出院"),
    "fell": N_("摔伤"),
    "helper_lost": N_("没有人帮了"),
    "disaster": N_("受灾"),
    "other": N_("其他重大变故"),
}
CAMPAIGNS = {
    "heat": N_("高温"),
    "cold": N_("寒潮"),
    "snow": N_("暴雪"),
    "rain": N_("暴雨"),
    "festival": N_("节前"),
    "other": N_("其他"),
}
CAMPAIGN_AUDIENCES = {
    "everyone": N_("所有在册老人"),
    "priority": N_("重点老人"),
    "alone": N_("独居老人"),
}
TIERS = {"high": N_("高"), "middle": N_("中"), "low": N_("低")}

REVEAL_REASONS = {
    "ring_up": N_("要打电话联系"),
    "verify": N_("核对身份"),
    "report": N_("办理或上报业务"),
    "family": N_("联系家属"),
    "emergency": N_("紧急情况"),
    "other": N_("其他"),
}
EMERGENCY_REASONS = {
    "found": N_("走失，找到了人"),
    "medical": N_("送医、急救"),
    "police": N_("公安协查"),
    "disaster": N_("灾害转移"),
    "other": N_("其他紧急情况"),
}
EMERGENCY_VERDICTS = {"proper": N_("确有必要"), "improper": N_("不应当看")}
NOTICES = {
    "entered": N_("符合条件，列入留守老人"),
    "left": N_("不再符合条件，退出留守老人"),
    "lacks": N_("资料不足，判断不了"),
    "priority": N_("列入重点"),
    "not_priority": N_("不再是重点"),
    "alarm": N_("不能自理又独居，要马上处理"),
    "assess": N_("走访时看到能力有变化，建议评估"),
    "opened": N_("外地人员应急查阅了档案，请复核"),
    "differs": N_("走访看到的和登记的不一样，请核对"),
}
