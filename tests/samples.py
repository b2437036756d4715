"""Products of our own invention, with labels that their texts bear out: small lists to import and to train on."""

import csv
import random
from datetime import date, timedelta
from io import StringIO

KEYS = ("automation", "intelligence", "personalization", "cross_domain")
PHRASES = {
    "en": {
        "automation": ("An agent files the forms by itself", "It writes and sends the invoices without a hand"),
        "intelligence": ("It predicts which machines will fail", "It detects faults and scores every risk"),
        "personalization": ("Each plan adapts to the user's own history", "Suggestions follow what each reader likes"),
        "cross_domain": ("Made for hospital wards and their doctors", "Built for farms and their soil"),
        "none": ("A plain list to share with a team", "A place to keep notes and links", "A timer with a bell"),
    },
    "zh": {
        "automation": ("智能体自动填好表格并提交", "自动开票、自动寄出，不用人动手"),
        "intelligence": ("预测哪台机器会出故障", "识别异常并给每项风险打分"),
        "personalization": ("按每位用户的历史调整计划", "依据读者的喜好推荐内容"),
        "cross_domain": ("为医院病房和医生而做", "面向农田与土壤的种植管理"),
        "none": ("一份可以和团队共享的清单", "存放笔记和链接的地方", "带铃声的计时器"),
    },
}
HEADER = ["id", "name", "description", "launched_on", *KEYS]


def sample_rows(count: int, *, seed: int = 0) -> list[dict[str, str]]:
    """Return `count` labelled products, half of them Chinese, launched ten days apart from 2023-01-05 to 2025-09-21."""
    rng = random.Random(seed)
    return [_row(number, rng) for number in range(count)]


def sample_csv(count: int, *, labelled: bool = True, seed: int = 0) -> str:
    """Return the same as the text of a CSV, with a column a capability or without."""
    text = StringIO()
    header = HEADER if labelled else HEADER[: -len(KEYS)]
    writer = csv.DictWriter(text, header, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(sample_rows(count, seed=seed))
    return text.getvalue()


def _row(number: int, rng: random.Random) -> dict[str, str]:
    phrases = PHRASES["zh" if number % 2 else "en"]
    held = [key for key in KEYS if rng.random() < 0.3]
    parts = [rng.choice(phrases[key]) for key in held or ["none"]] + [rng.choice(phrases["none"])]
    rng.shuffle(parts)
    end = "。" if number % 2 else "."
    return {
        "id": f"s{number}",
        "name": f"{'样品' if number % 2 else 'Sample'} {number}",
        "description": f"{end} ".join(parts) + end,
        "launched_on": (date(2023, 1, 5) + timedelta(days=10 * (number % 100))).isoformat(),
        **{key: "1" if key in held else "0" for key in KEYS},
    }
