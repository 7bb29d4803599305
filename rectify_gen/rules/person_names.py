"""What a Chinese name of a person looks like, for the rules that must not find one.

A name is found only where the words around it ask for one: 刘洋 in 给予科员刘洋政务警告处分. What a name is made of is
checked by functions: a pattern of it takes milliseconds to compile. This room must not know any rule.
"""

from collections.abc import Iterator

from rectify_gen.rules.signs import sign_at

SURNAMES = "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭肖蔡潘董袁蒋杜吕丁魏薛叶阎苏姚卢姜崔钟谭陆汪范廖贾韦傅邹孟熊秦邱侯龚黎贺赖"
"""Common surnames that are seldom the beginning of a word."""

AMBIGUOUS_SURNAMES = "石马江金方万毛史田贺龙段雷钱汤尹易常武乔龚文洪白凌霍章祝安齐康伍余庞樊兰殷施陶洛翟倪严牛温芦季俞鲁葛柳牟管甘宁关包左耿焦纪项骆曲欧邢裴尚翁荣辛匡饶游盛鲍柯戴夏顾侯童涂丘滕申卞冉古米褚农覃蓝蒙"
"""Further surnames, which are everyday words or parts of words as well: beside a mask they need a sign that a name is meant."""
WORDS_TOO = "于任曾向程邵靳祁毕单岳娄冷卓阮代岑符晏瞿苗佟巩虞邬聂解路屈莫申廉车梅闫穆"
"""Surnames that are words of every day: they need words on both sides that ask for a name."""
ALL_SURNAMES = SURNAMES + AMBIGUOUS_SURNAMES + WORDS_TOO
"""Those of one character."""
COMPOUND_SURNAMES = (
    "欧阳",
    "上官",
    "司马",
    "司徒",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "宇文",
    "长孙",
    "东方",
    "端木",
    "南宫",
    "独孤",
)

NO_NAMES = (
    "许多",
    "许可",
    "何人",
    "何种",
    "何时",
    "何事",
    "高层",
    "高校",
    "高管",
    "高级",
    "高龄",
    "高度",
    "高中",
    "高危",
    "周边",
    "周期",
    "周末",
    "周围",
    "周转",
    "黄牌",
    "黄线",
    "林业",
    "林场",
    "林区",
    "孙辈",
    "胡乱",
    "董事",
    "范围",
    "范畴",
    "谢礼",
    "钟点",
    "程序",
    "程度",
    "罗列",
    "陈述",
    "陈列",
    "叶片",
    "唐突",
    "杜绝",
    "傅里",
    "徐徐",
    "丁类",
    "严重",
    "严肃",
    "严格",
    "严厉",
    "严密",
    "严明",
    "安全",
    "安排",
    "安置",
    "安装",
    "安保",
    "项目",
    "纪律",
    "纪检",
    "纪委",
    "方案",
    "方式",
    "方面",
    "方法",
    "金融",
    "金额",
    "金属",
    "万元",
    "万人",
    "万余",
    "江边",
    "江河",
    "石化",
    "石油",
    "石料",
    "马上",
    "马路",
    "毛利",
    "历史",
    "史料",
    "田间",
    "贺信",
    "龙头",
    "段落",
    "雷同",
    "钱款",
    "易于",
    "易燃",
    "常规",
    "常务",
    "常委",
    "常态",
    "常见",
    "常年",
    "武装",
    "文件",
    "文化",
    "文书",
    "文明",
    "文物",
    "洪水",
    "白条",
    "白酒",
    "白名",
    "章程",
    "齐全",
    "康复",
    "余款",
    "余额",
    "余人",
    "施工",
    "施行",
    "施教",
    "牛羊",
    "温室",
    "温和",
    "季度",
    "管理",
    "管机",
    "管委",
    "管辖",
    "管护",
    "关于",
    "关闭",
    "关键",
    "关心",
    "关系",
    "关停",
    "关联",
    "包括",
    "包干",
    "包装",
    "包村",
    "左右",
    "焦点",
    "曲线",
    "尚未",
    "荣誉",
    "游客",
    "盛行",
    "夏季",
    "顾客",
    "顾问",
    "童装",
    "涂改",
    "申请",
    "申报",
    "申诉",
    "古树",
    "米面",
    "农村",
    "农业",
    "农户",
    "农民",
    "农机",
    "农资",
    "任务",
    "任职",
    "任何",
    "任免",
    "任期",
    "任意",
    "任前",
    "曾经",
    "曾任",
    "曾有",
    "曾因",
    "于是",
    "向上",
    "向下",
    "单位",
    "单一",
    "单独",
    "代表",
    "代理",
    "代办",
    "代课",
    "解决",
    "解除",
    "解聘",
    "解放",
    "路段",
    "路面",
    "路口",
    "路线",
    "符合",
    "冷藏",
    "冷链",
    "莫须",
    "车辆",
    "车间",
    "车主",
    "廉政",
    "廉洁",
    "廉租",
    "毕业",
    "宁愿",
    "全体",
    "成员",
    "乔迁",
    "凌晨",
    "洛阳",
    "康养",
    "蒙古",
    "鲁班",
    "蓝天",
    "欧洲",
    "甘于",
    "尚有",
    "岳母",
    "岳父",
    "段长",
    "文学",
    "管部",
    "管单",
    "于涉",
    "毛坯",
    "连续",
)
"""Beginnings that look like surname and given name and are words."""

_NOT_LAST = frozenset(
    "市县区镇乡村局委院校站所部办组厂司队室人者员家店场行社会业处方件车级层团户位款项案事物品类性型期段度率量额的了与和及等或在是有为被因将已未不其这那该各每"
)
"""Characters that end no name: those that end the name of a body or a thing, and function words."""
_MASKS = ("某", "×XＸ*＊")
"""Characters that stand for a given name, one or two of one kind: 李某, 张××."""
_NOT_AFTER_MASK = frozenset("某×XＸ*＊些种个项类单部局科企学医公次年月日")
"""Behind what masks no name: 某些, 某项, 某局."""


def full_name_ends(text: str, start: int, surnames: str) -> Iterator[int]:
    """Yield where a full name with one of ``surnames`` that begins at ``start`` may end, the likelier place first.

    The given name has two characters or one: 王小明, 李明.
    """
    for start_of_given in _ends_of_surname(text, start, surnames):
        if _may_be_two(text, start_of_given):
            yield start_of_given + 2
        if _may_be_last(text, start_of_given):
            yield start_of_given + 1


def long_name_ends(text: str, start: int, surnames: str) -> Iterator[int]:
    """Yield where a name with two characters behind one of ``surnames`` may end: 江小明, but not 江涛."""
    for start_of_given in _ends_of_surname(text, start, surnames):
        if _may_be_two(text, start_of_given):
            yield start_of_given + 2


def masked_name_ends(text: str, start: int) -> Iterator[int]:
    """Yield where a name whose given name is masked may end, the longest first: 李某, 张××."""
    for masks in _MASKS:
        for length in (2, 1):
            end = start + 1 + length
            given = text[start + 1 : end]
            is_masked = len(given) == length and set(given) <= set(masks)
            if is_masked and sign_at(text, end) not in _NOT_AFTER_MASK:
                yield end


def _ends_of_surname(text: str, start: int, surnames: str) -> Iterator[int]:
    """Yield where a compound surname and one of ``surnames`` end that begin at ``start``: 欧 may be one, and 欧阳."""
    # 李某 hides a name.
    if text.startswith(NO_NAMES, start) or text.startswith("某", start + 1):
        return
    if text.startswith(COMPOUND_SURNAMES, start):
        yield start + 2
    if sign_at(text, start) in surnames:
        yield start + 1


def _may_be_two(text: str, start_of_given: int) -> bool:
    """Whether a given name of two characters may begin there; the first of them may be any: 王家明."""
    return _is_character(text, start_of_given) and _may_be_last(
        text, start_of_given + 1
    )


def _is_character(text: str, index: int) -> bool:
    """Whether any Chinese character stands at ``index``."""
    return "一" <= sign_at(text, index) <= "龥"


def _may_be_last(text: str, index: int) -> bool:
    return _is_character(text, index) and text[index] not in _NOT_LAST
