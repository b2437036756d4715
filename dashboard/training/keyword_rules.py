"""The table of words by which a reader without any model would tag. Published, and fitted on nothing.

The words were written down from the definitions of the capabilities and are tuned on no data: the table shows how far
plain words reach, and a network has to do better. English entries are matched as whole words in lower case, whatever
stands between the words of a phrase; a star at the end stands for any ending. Chinese entries are matched anywhere. A
capability that a person added has no rules.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.tagging.decide import Floats
from dashboard.tagging.text import fold

_WORDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Rule:
    """The words of one capability."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]

    def hits(self, text: str) -> int:
        """Return how many entries of the table a text holds; one that it repeats counts once."""
        folded = fold(text)
        spaced = f" {' '.join(_WORDS.findall(folded))} "
        return sum(_needle(entry) in spaced for entry in self.english) + sum(word in folded for word in self.chinese)


def _needle(entry: str) -> str:
    return f" {entry.removesuffix('*')}" if entry.endswith("*") else f" {entry} "


def _entries(text: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in text.split(","))


RULES = {
    "automation": Rule(
        english=_entries("""
            automat*, autonomous*, autopilot, agent, agents, agentic, robot*, workflow, workflows, generat*,
            summari*, transcri*, translat*, extract*, one click, no code, hands free, auto fill*, autofill*,
            auto complet*, auto schedul*, by itself, on its own, on autopilot, for you, drafts, without manual,
            ai writes, ai builds, text to video, text to image
        """),
        chinese=_entries("""
            自动, 自動, 智能体, 代理, 机器人, 機器人, 工作流, 生成, 一键, 一鍵, 总结, 摘要, 转录, 轉錄, 转写, 翻译,
            翻譯, 提取, 无需手动, 无需人工, 代写, 托管
        """),
    ),
    "intelligence": Rule(
        english=_entries("""
            analy*, insight*, predict*, forecast*, detect*, diagnos*, scor*, recommend*, monitor*, anomal*, fraud,
            risk, recogni*, understand*, intelligen*, semantic*, question answering, answer*, classif*, benchmark*,
            computer vision, evaluat*, identif*, chatbot*, optimiz*
        """),
        chinese=_entries("""
            分析, 洞察, 预测, 預測, 检测, 檢測, 诊断, 診斷, 评分, 評分, 推荐, 推薦, 监测, 监控, 异常, 風險, 风险,
            识别, 識別, 理解, 智能搜索, 语义, 问答, 問答, 解答, 评估, 聊天机器人
        """),
    ),
    "personalization": Rule(
        english=_entries("""
            personal*, tailor*, individual*, customized for you, customised for you, adaptive, adapts,
            just for you, your preferences, your goals, your taste, your habits, your mood, your history,
            your style, your body, matchmaking, matched with, matches you, companion, remembers you, based on your,
            learns your, your own pace, hyper relevant, coach, for each user, one on one
        """),
        chinese=_entries("""
            个性化, 個性化, 个人化, 定制, 定製, 量身, 专属, 專屬, 因人而异, 自适应, 根据你的, 根据您的, 按你的,
            你的喜好, 你的偏好, 你的习惯, 您的偏好, 您的习惯, 千人千面, 匹配, 陪伴, 猜你喜欢
        """),
    ),
    "cross_domain": Rule(
        english=_entries("""
            health*, medic*, clinic*, patient*, hospital*, doctor*, therap*, mental health, drug, pharma*, bio*,
            genom*, protein*, psycholog*, legal, law, lawyer*, attorney*, farm*, agricult*, crop*, climate, carbon,
            energy, solar, battery, batteries, construction, real estate, manufactur*, factory, factories,
            supply chain, freight, education*, student*, teacher*, school*, tutor*, insur*, bank*, lend*, loan*,
            mortgage*, invest*, space, satellite*, material*, government*, restaurant*, hotel*, semiconductor*,
            dental, fitness
        """),
        chinese=_entries("""
            医疗, 醫療, 医院, 医生, 患者, 健康, 药物, 生物, 基因, 心理, 法律, 律师, 农业, 農業, 农民, 气候, 碳排放,
            能源, 太阳能, 电池, 建筑, 房地产, 制造, 工厂, 供应链, 物流, 教育, 学生, 教师, 课堂, 学校, 保险, 银行,
            贷款, 投资, 航天, 卫星, 材料, 政府, 餐厅, 酒店
        """),
    ),
}


def rule_scores(texts: Sequence[str], capabilities: Sequence[str]) -> Floats:
    """Return hits / (hits + 1) for each text and capability: 0 without a word, 0.5 with one, 0.67 with two.

    Shape (texts, capabilities). A capability without rules raises KeyError.
    """
    rules = [RULES[key] for key in capabilities]
    hits = np.array([[rule.hits(text) for rule in rules] for text in texts], np.float32).reshape(-1, len(rules))
    scores: Floats = hits / (hits + 1)
    return scores
