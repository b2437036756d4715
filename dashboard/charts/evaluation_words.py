"""Display words of a model's figures."""

from dashboard.messages import mark
from dashboard.training.baselines import KEYWORDS, LINEAR, MAJORITY
from dashboard.training.outcomes import Outcome
from dashboard.training.scoreboard import ENCODER, MACRO, MICRO, NETWORK, WORDS
from dashboard.training.slices import Dimension

TAGGERS = {
    MAJORITY: mark("the majority"),
    KEYWORDS: mark("keyword rules"),
    LINEAR: mark("TF-IDF + logistic regression"),
    WORDS: mark("n-grams and concepts alone"),
    ENCODER: mark("the encoder alone"),
    NETWORK: mark("the network"),
}
#: The same where a column leaves little room.
SHORT_TAGGERS = {MAJORITY: mark("majority"), KEYWORDS: mark("keywords"), LINEAR: mark("TF-IDF")}
AVERAGES = {MACRO: mark("Mean (macro)"), MICRO: mark("All together (micro)")}
OUTCOMES: dict[Outcome, str] = {
    "true_positive": mark("rightly tagged"),
    "false_positive": mark("wrongly tagged"),
    "false_negative": mark("missed"),
    "true_negative": mark("rightly left out"),
}
DIMENSIONS: dict[Dimension, str] = {
    "language": mark("Language"),
    "source": mark("Source"),
    "year": mark("Launched"),
    "lane": mark("Lane"),
}
