"""The default label set: four capabilities that the age of large models brought into products.

Colours are Okabe and Ito's, told apart by colour-blind readers. They never change with a filter.
"""

from db.queries.capabilities import CapabilityRecord

DEFAULT_CAPABILITIES = (
    CapabilityRecord(
        key="automation",
        position=0,
        title_en="Automation",
        title_zh="自动化",
        definition_en=(
            "The product itself carries out work that people would otherwise do by hand: agents, workflows, generated "
            "code, documents or images. A tool with which people do the work themselves does not count."
        ),
        definition_zh="产品自己完成原本要人动手做的工作：智能体、工作流、自动生成代码、文档或图像。只是让人用来干活的工具不算。",
        color="#0072B2",
    ),
    CapabilityRecord(
        key="intelligence",
        position=1,
        title_en="Intelligence",
        title_zh="智能化",
        definition_en=(
            "The product analyses data, text, images, audio or signals in order to understand, detect, predict, score, "
            "answer or recommend. Storing or showing data does not count, nor does generating alone."
        ),
        definition_zh="产品分析数据、文本、图像、声音或信号，从而理解、检测、预测、评分、回答或给出建议。只存储、展示数据，或只做生成，都不算。",
        color="#E69F00",
    ),
    CapabilityRecord(
        key="personalization",
        position=2,
        title_en="Personalization",
        title_zh="个性化",
        definition_en=(
            "The product adapts to the individual user's behaviour, preferences, body, history or profile. Settings "
            "and themes that users choose for themselves do not count."
        ),
        definition_zh="产品按每位用户的行为、偏好、身体状况、历史或画像来调整。用户自己选的设置和主题不算。",
        color="#CC79A7",
    ),
    CapabilityRecord(
        key="cross_domain",
        position=3,
        title_en="Cross-domain",
        title_zh="跨界融合",
        definition_en=(
            "The product brings computing or AI into the expert practice of another discipline or industry, such as "
            "medicine, law, farming or education, and that fusion is its point. Generic software does not count."
        ),
        definition_zh="产品把计算或人工智能带进另一门学科或传统行业的专业实践，如医疗、法律、农业、教育，而且这种融合正是它的要点。通用软件不算。",
        color="#009E73",
    ),
)
