"""What a project file may say: sources, output, templates, formats, layout, and the choice of rules.

Not imported with the rest of the model: most runs have no project file. This room
must not know files, or which rules there are.
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, create_model

from rectify_gen.model.choices import Audience
from rectify_gen.model.own_names import OwnName
from rectify_gen.model.scalars import (
    Count,
    Flag,
    Part,
    Text,
    Texts,
    described,
    listed,
)
from rectify_gen.vocabulary.kinds import Kind, kinds_of_template

Format = Literal["docx", "xlsx", "pdf", "pdf-a"]
Choice = Literal["error", "warning", "info", "off"]


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _template_fields() -> dict[str, Any]:
    """A field for each kind; one that is printed by the template of another kind follows that kind."""
    fields: dict[str, Any] = {}
    for kind in Kind:
        main_kind = kinds_of_template(kind.row.template)[0]
        if kind is main_kind:
            description = "模板文件的路径，或自带模板的名字"
        else:
            description = f"不写则与{main_kind.row.zh}相同"
        fields[kind.value] = (Text | None, described(kind.row.zh, description, None))
    return fields


if TYPE_CHECKING:

    class Templates(Part):
        """The template for each kind of document: a path from the project file, or a shipped name."""

else:
    # One field for each row of the table of kinds.
    Templates = create_model("Templates", __base__=Part, **_template_fields())
    Templates.model_config["title"] = "模板"


class PublicationDays(Part, title="公开天数"):
    """How many days a notice ought to stay public."""

    shortest: Count = described("最少", "少于此数则警告", 15)
    longest: Count = described("最多", "多于此数则警告", 60)


class FactDeclaration(Part, title="自定义项"):
    """A fact of the office's own, which notices give below ``fields`` or ``pictures``."""

    title: Text | None = described("名称", "清单和编辑器里怎样称呼；不写即键名", None)
    required: Flag = described("必填", "true：每份通报都要有", False)
    sample: Text | None = described("示例", "清单和编辑器里的示例", None)
    kind: Literal["text", "picture"] = described(
        "种类", "text：文字，写在 fields 里；picture：图片，写在 pictures 里", "text"
    )


class WordSettings(Part, title="用词"):
    """Words of the office's own, beside those that the rules know."""

    wrong: dict[str, Text] = described(
        "错误写法", "错误写法: 正确写法，如 帮扶中心站: 帮扶工作站", {}
    )
    organs: dict[str, Text] = described(
        "单位名称", "不用的名称: 现用名称，如 市二中: 市第二中学", {}
    )
    right: Texts = described(
        "正确写法", "本单位认可、不报为错字的写法", (), listed=True
    )


class Settings(Part, title="项目配置"):
    """The project file ``rectify-gen.yaml``."""

    sources: Texts = described(
        "来源", "通报所在的文件或文件夹；不写则为本文件所在的文件夹", (), listed=True
    )
    output: Text | None = described("输出文件夹", "不写则生成在来源旁边", None)
    templates: Templates = described(
        "模板", "各文种用哪个模板；不写则用自带的", Templates()
    )
    layout: Text | None = described(
        "版式", "本单位与国家标准不同之处（YAML 文件的路径），用于自带的模板", None
    )
    baseline: Text | None = described(
        "基线", "已知问题的清单（rectify-gen validate --update-baseline 写成）", None
    )
    audience: Audience = described("版本", "internal：党内通报版", "public")
    formats: Annotated[tuple[Format, ...], BeforeValidator(listed)] = described(
        "格式",
        "docx；另可加 xlsx（整改台账）、pdf，或归档用的 pdf-a",
        ("docx",),
        listed=True,
        minimum=1,
    )
    publication_days: PublicationDays = described(
        "公开天数", "公开期限最少、最多几天", PublicationDays()
    )
    fields: dict[OwnName, FactDeclaration] = described(
        "自定义项",
        "本单位通报里自己的内容，名称: 说明，如 举报电话: {required: true, sample: 12380}；写了就只认这些名称",
        {},
    )
    words: WordSettings = described(
        "用词", "本单位的错误写法、单位名称和认可的写法", WordSettings()
    )
    rules: dict[str, Annotated[Choice, BeforeValidator(_lower)]] = described(
        "规则", "规则代码: error、warning、info 或 off", {}
    )


SETTINGS_PARTS: dict[str, type[Part]] = {
    "templates": Templates,
    "publication_days": PublicationDays,
    "fields": FactDeclaration,
    "words": WordSettings,
}
"""The part below each key."""
