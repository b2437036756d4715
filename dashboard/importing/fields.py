"""The fields that a column may fill, and the column names in English and Chinese that say which."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.messages import mark
from db.queries.capabilities import CapabilityRecord

_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Field:
    """One field of a product: its key, its title for a person, and the normalised column names that mean it."""

    key: str
    title: str
    names: tuple[str, ...]


FIELDS = (
    Field(
        "name",
        mark("Name"),
        (
            *("name", "productname", "companyname", "startupname", "product", "company", "startup", "title", "brand"),
            *("projectname", "toolname", "appname", "名称", "产品名称", "产品名", "产品", "公司名称", "公司", "名字"),
            *("项目名称", "项目", "企业名称", "標題", "标题", "名稱", "產品名稱", "產品", "公司名稱"),
        ),
    ),
    Field(
        "tagline",
        mark("Tagline"),
        (
            *("tagline", "shortdescription", "slogan", "oneliner", "headline", "subtitle", "pitch", "shorttext"),
            *("标语", "一句话介绍", "一句话简介", "口号", "副标题", "標語", "一句話介紹", "短描述"),
        ),
    ),
    Field(
        "description",
        mark("Description"),
        (
            *(
                "description",
                "longdescription",
                "desc",
                "about",
                "details",
                "summary",
                "overview",
                "productdescription",
            ),
            *("companydescription", "简介", "描述", "介绍", "产品介绍", "产品描述", "详情", "产品简介", "详细描述"),
            *("公司简介", "簡介", "介紹", "產品介紹", "產品描述", "產品簡介"),
        ),
    ),
    Field("text", mark("Whole text"), ("text", "fulltext", "content", "body", "文本", "全文", "正文", "内容", "內容")),
    Field(
        "launched_on",
        mark("Launch date"),
        (
            *("launchedon", "launchedat", "launchdate", "launched", "launch", "date", "releasedate", "released"),
            *("releasedon", "releasedat", "publishedat", "publishedon", "publishdate", "pubdate", "batch", "year"),
            *("launchyear", "launchmonth", "month", "发布日期", "发布时间", "上线日期", "上线时间", "日期", "时间"),
            *("推出日期", "推出时间", "年份", "批次", "發布日期", "發佈日期", "上線日期", "時間", "月份"),
        ),
    ),
    Field(
        "url",
        mark("Address"),
        (
            *("url", "website", "link", "homepage", "site", "web", "weburl", "websiteurl", "producturl", "domain"),
            *("网址", "链接", "官网", "网站", "产品链接", "主页", "網址", "連結", "官網", "網站", "鏈接"),
        ),
    ),
    Field(
        "external_id",
        mark("Number in its source"),
        ("id", "externalid", "companyid", "productid", "uuid", "slug", "编号", "序号", "产品编号", "編號", "標識"),
    ),
    Field("source", mark("Source"), ("source", "platform", "来源", "平台", "數據來源", "数据来源", "來源")),
    Field("language", mark("Language"), ("language", "lang", "locale", "语言", "語言")),
    Field("country", mark("Country"), ("country", "countrycode", "nation", "国家", "国别", "国家地区", "國家")),
    Field("industry", mark("Industry"), ("industry", "sector", "vertical", "行业", "所属行业", "行業", "产业")),
    Field(
        "application_fields",
        mark("Fields of application"),
        (
            *("applicationfields", "applicationfield", "applications", "usecase", "usecases", "应用领域", "应用场景"),
            *("领域", "應用領域", "應用場景", "場景", "场景"),
        ),
    ),
    Field(
        "keywords",
        mark("Keywords"),
        (
            *("keywords", "keyword", "tags", "tag", "topics", "topic", "categories", "category", "关键词", "关键字"),
            *("标签", "主题", "话题", "分类", "類別", "標籤", "關鍵詞", "關鍵字", "類目"),
        ),
    ),
    Field(
        "votes",
        mark("Votes"),
        ("votes", "vote", "upvotes", "votescount", "votecount", "likes", "points", "票数", "投票数", "点赞数", "票數"),
    ),
)

# What a file of gold labels may hold beside one column a capability.
LABEL_FIELDS = (
    Field("primary", mark("Primary capability"), ("primary", "primarycapability", "主要能力", "主能力")),
    Field("ai", mark("Says that it uses AI"), ("ai", "saysai", "usesai", "是否ai", "使用ai")),
    Field(
        "inclusion_probability",
        mark("Probability of inclusion"),
        ("inclusionprobability", "samplingprobability", "入样概率", "抽样概率", "抽中概率"),
    ),
)
FIELD_KEYS = tuple(field.key for field in (*FIELDS, *LABEL_FIELDS))


def normalise_column(name: str) -> str:
    """Return a column name without case, width, spaces and punctuation: "Launch Date" and "launch_date" are one.

    >>> normalise_column(" Launch_Date ")
    'launchdate'
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", name).casefold())


def capability_fields(capabilities: Iterable[CapabilityRecord]) -> tuple[Field, ...]:
    """Return a field for each capability of the label set: its key and both titles name it."""
    return tuple(
        Field(
            capability.key,
            capability.title_en,
            tuple(normalise_column(name) for name in (capability.key, capability.title_en, capability.title_zh)),
        )
        for capability in capabilities
    )
