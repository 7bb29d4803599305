"""The scalars of the vocabulary: text, dates, counts, flags, forms, marks, each typed from what was typed in.

What the model refuses, the JSON Schema of the scalar says too, as far as it can.
This room must not know which fields there are.
"""

import datetime
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from rectify_gen import chinese
from rectify_gen.vocabulary.deadlines import DEADLINE_WORDS, is_deadline_in_words

_ILLEGAL_RANGES = r"\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff"
_TEXT_PATTERN = rf"(?=.*\S)[^{_ILLEGAL_RANGES}]*"
_DIGIT = "[0-9０-９]"
_MONTH = "([0０]?[1-9１-９]|[1１][0-2０-２])"
_DAY = "([0０]?[1-9１-９]|[12１２][0-9０-９]|[3３][01０１])"
_MIDNIGHT = r"([ T]00:00(:00(\.0+)?)?)?"
_DATE_WAYS = (
    f"{_DIGIT}{{4}}[-－]{_MONTH}[-－]{_DAY}{_MIDNIGHT}",
    f"{_DIGIT}{{4}}[.．]{_MONTH}[.．]{_DAY}{_MIDNIGHT}",
    f"{_DIGIT}{{4}}[/／]{_MONTH}[/／]{_DAY}{_MIDNIGHT}",
    rf"{_DIGIT}{{4}}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*[日号]",
    f"{_DIGIT}{{8}}",
    r"[〇○零一二三四五六七八九]{4}\s*年\s*[一二三四五六七八九十]{1,2}\s*月\s*[一二三四五六七八九十]{1,3}\s*[日号]",
)
_DATE_PATTERN = rf"\s*({'|'.join(_DATE_WAYS)})\s*"
_DEADLINE_PATTERN = rf"(?=.*[\u4e00-\u9fff])[^{_ILLEGAL_RANGES}]*"
_FORM_PATTERN = rf"[^{{}}{_ILLEGAL_RANGES}]*\{{\}}[^{{}}{_ILLEGAL_RANGES}]*"


# What YAML 1.2 knows, and what people write who do not know it.
_FLAGS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "yes": True,
    "Yes": True,
    "YES": True,
    "是": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "no": False,
    "No": False,
    "NO": False,
    "否": False,
}
YES = (True, *(word for word, flag in _FLAGS.items() if flag))
"""How a flag that is set may be written."""
_FLAG_PATTERN = "|".join(_FLAGS)
_RUN_IN_ITEMS = {"items": "items", "all": "all", "各条": "items", "全部": "all"}
"""What a section may say besides a flag: that the items below it run in, or these and its own heading."""
_RUN_IN_PATTERN = "|".join((*_FLAGS, *_RUN_IN_ITEMS))
_COUNTED = "[个项条类件]?(?:大项|大类|方面|具体问题|问题|事项)?"
_COUNT_PATTERN = f"(?:[0-9０-９]{{1,9}}|[一二三四五六七八九十百千零]{{1,9}}){_COUNTED}"
"""A number in digits or numerals, and what a clerk writes behind it: 52个, 二十项, 20个问题."""
_NUMBER_OF_COUNT = re.compile("([0-9０-９]+)|([一二三四五六七八九十百千零]+)")
_ORDINAL_PATTERN = "[1-9][0-9]{0,2}"


def _unreadable(kind: str, value: Any) -> PydanticCustomError:
    """The error of a ``value`` that is none of its ``kind``; its type is a key of the table in ``validation``."""
    error_type: Any = f"{kind}_unreadable"
    return PydanticCustomError(error_type, "not understood", {"value": str(value)})


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise PydanticCustomError("text_empty", "text is empty")
    illegal = chinese.illegal_character(value)
    if illegal is None:
        return value
    sign = illegal.group()
    if sign in "\n\r\u2028\u2029":
        raise PydanticCustomError("text_line_break", "text has a line break")
    if sign == "\t":
        raise PydanticCustomError("text_tab", "text has a tab", {"at": illegal.start()})
    facts = {"character": f"U+{ord(sign):04X}", "at": illegal.start()}
    raise PydanticCustomError("text_illegal_character", "illegal character", facts)


def _cell(value: Any) -> Any:
    # A cell of a table may be empty.
    return value if value == "" else _text(value)


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    date = chinese.read_date(value) if isinstance(value, str) else None
    if date is None:
        raise _unreadable("date", value)
    return date


def _deadline(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    day = chinese.read_date(value) if isinstance(value, str) else None
    if day is not None:
        return day
    # What no text may hold is reported as in any other text.
    words = _text(value)
    if not isinstance(words, str) or not is_deadline_in_words(words):
        raise _unreadable("deadline", value)
    return words


def _count(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(_COUNT_PATTERN, value.strip()):
        number = _number_of_count(value.strip())
        if number is not None:
            return number
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise _unreadable("count", value)


def _number_of_count(text: str) -> int | None:
    """Return the number that ``text`` begins with; None for numerals that nobody counts with, such as 十百."""
    match = _NUMBER_OF_COUNT.match(text)
    if match is None:
        return None
    digits, numerals = match.groups()
    return int(digits) if digits else chinese.read_numeral(numerals)


def _ordinal(value: Any) -> Any:
    if re.fullmatch(_ORDINAL_PATTERN, str(value).strip()):
        return int(value)
    raise _unreadable("ordinal", value)


def _flag(value: Any) -> Any:
    # YAML leaves ideographic blanks around a word; nobody sees them.
    if isinstance(value, str) and value.strip() in _FLAGS:
        return _FLAGS[value.strip()]
    if isinstance(value, bool):
        return value
    raise _unreadable("flag", value)


def _run_in(value: Any) -> Any:
    if isinstance(value, str) and value.strip() in _RUN_IN_ITEMS:
        return _RUN_IN_ITEMS[value.strip()]
    try:
        return _flag(value)
    except PydanticCustomError:
        raise _unreadable("run_in", value) from None


def _form(value: Any) -> Any:
    if isinstance(_text(value), str) and not re.fullmatch(_FORM_PATTERN, value):
        raise _unreadable("form", value)
    return value


def _mark(value: Any) -> Any:
    if isinstance(_text(value), str) and chinese.read_mark(value) is None:
        raise _unreadable("mark", value)
    return value


def listed(value: Any) -> Any:
    """A lone value is a list of one."""
    return value if isinstance(value, (list, tuple)) else [value]


class ScalarType:
    """A scalar type: how its text is read, what pydantic then checks, how the JSON Schema says it.

    ``BeforeValidator`` and ``WithJsonSchema`` would say the same and be taken apart anew for each of
    the hundred fields, on every start of the command line.

    In the JSON Schema ``patternErrorMessage`` is what editors show in place of the pattern. The line
    break at the end of a block scalar (``|``, ``>``) is none of the text; the end is not written
    ``$``, which in Python also stands before a last line break.
    """

    def __init__(
        self,
        read: Callable[[Any], Any],
        inner: CoreSchema,
        types: str | list[str],
        pattern: str,
        message: str,
        **limits: int,
    ) -> None:
        self.core = core_schema.no_info_before_validator_function(read, inner)
        whole = rf"^(?:{pattern})\n*(?![\s\S])"
        self.json = {
            "type": types,
            "pattern": whole,
            "patternErrorMessage": message,
            **limits,
        }

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        # pydantic notes in it which member of a union it is.
        return self.core.copy()

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, _handler: Any
    ) -> dict[str, Any]:
        return dict(self.json)


_SCALAR = ["string", "number", "boolean"]
_TEXT_MESSAGE = "不能只有空白，也不能含换行或控制字符；每个自然段单独写成列表的一项"
_CELL_MESSAGE = '不能含换行或控制字符；空格写 ""'
_DEADLINE_MESSAGE = f"写日期，如 2024-12-31，或写文字，如{'、'.join(DEADLINE_WORDS)}"
_DATE_MESSAGE = "写作 2024-03-27 或 2024年3月27日"
_COUNT_MESSAGE = "写一个整数，如 52"
_ORDINAL_MESSAGE = "写 1 到 999 的整数"
_FLAG_MESSAGE = "是写 true（或 是），否写 false（或 否）"
_RUN_IN_MESSAGE = (
    "写 true（本部分的标题接排）、items（下面各条的标题接排）或 all（都接排）"
)
_FORM_MESSAGE = "应有且仅有一个 {}，如：关于“{}”问题的整改。"
_MARK_MESSAGE = "写出第一个序号，如 （一）、1.、①；不编号写 none"

_STRING = core_schema.str_schema()
_INTEGER = core_schema.int_schema()

Text = Annotated[
    str,
    ScalarType(
        read=_text,
        inner=_STRING,
        types=_SCALAR,
        pattern=_TEXT_PATTERN,
        message=_TEXT_MESSAGE,
    ),
]
Cell = Annotated[
    str,
    ScalarType(
        read=_cell,
        inner=_STRING,
        types=_SCALAR,
        pattern=f"|{_TEXT_PATTERN}",
        message=_CELL_MESSAGE,
    ),
]
Date = Annotated[
    datetime.date,
    ScalarType(
        read=_date,
        inner=core_schema.date_schema(),
        # 20240327 is a number to an editor.
        types=["string", "integer"],
        pattern=_DATE_PATTERN,
        message=_DATE_MESSAGE,
    ),
]
Deadline = Annotated[
    datetime.date | str,
    ScalarType(
        read=_deadline,
        # A date or a text, which it has become by then.
        inner=core_schema.any_schema(),
        types=["string", "integer"],
        pattern=f"{_DATE_PATTERN}|{_DEADLINE_PATTERN}",
        message=_DEADLINE_MESSAGE,
    ),
]
Count = Annotated[
    int,
    ScalarType(
        read=_count,
        inner=_INTEGER,
        types=["integer", "string"],
        pattern=_COUNT_PATTERN,
        message=_COUNT_MESSAGE,
        minimum=0,
        maximum=999999999,
    ),
]
Ordinal = Annotated[
    int,
    ScalarType(
        read=_ordinal,
        inner=_INTEGER,
        types=["integer", "string"],
        pattern=_ORDINAL_PATTERN,
        message=_ORDINAL_MESSAGE,
        minimum=1,
        maximum=999,
    ),
]
Flag = Annotated[
    bool,
    ScalarType(
        read=_flag,
        inner=core_schema.bool_schema(),
        types=["boolean", "string"],
        pattern=_FLAG_PATTERN,
        message=_FLAG_MESSAGE,
    ),
]
RunIn = Annotated[
    bool | Literal["items", "all"],
    ScalarType(
        read=_run_in,
        # What was read is one of these.
        inner=core_schema.any_schema(),
        types=["boolean", "string"],
        pattern=_RUN_IN_PATTERN,
        message=_RUN_IN_MESSAGE,
    ),
]
"""Which headings of a section stand in one paragraph with their text: its own, those of its items, or both."""
Form = Annotated[
    str,
    ScalarType(
        read=_form,
        inner=_STRING,
        types="string",
        pattern=_FORM_PATTERN,
        message=_FORM_MESSAGE,
    ),
]
MarkSample = Annotated[
    str,
    ScalarType(
        read=_mark,
        inner=_STRING,
        types=["string", "number"],
        pattern=chinese.MARK_SAMPLE,
        message=_MARK_MESSAGE,
    ),
]


ONE_OR_MORE = "x-one-or-more"
"""Marks, in the raw JSON Schema, a list that may also be written as its only member."""

Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]


def described(
    title: str,
    description: str = "",
    default: Any = ...,
    *,
    listed: bool = False,
    minimum: int | None = None,
) -> Any:
    """Return a pydantic field with its Chinese title, as schema and messages show it."""
    extra: dict[str, Any] | None = {ONE_OR_MORE: True} if listed else None
    return Field(
        default,
        title=title,
        description=description or None,
        json_schema_extra=extra,
        min_length=minimum,
    )


class Part(BaseModel):
    """Base of all parts: frozen, unknown keys refused, scalars typed from text."""

    # A part is validated within its file, so that few need a validator of their own.
    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, defer_build=True
    )
