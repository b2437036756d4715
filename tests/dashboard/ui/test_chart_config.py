"""The one button over a chart: it saves the figure, and says so in the reader's language."""

from plotly.offline import get_plotlyjs

from dashboard.messages import english
from dashboard.translations import translator
from dashboard.ui.chart_config import saving_config


def test_it_is_the_only_button_and_saves_as_svg():
    config = saving_config("shares", english)
    assert config["modeBarButtons"] == [["toImage"]]
    assert config["toImageButtonOptions"] == {"format": "svg", "filename": "shares"}


def test_every_sentence_that_it_translates_is_one_that_plotly_says():
    said = saving_config("shares", translator("zh"))["locales"]["reader"]["dictionary"]
    assert all(f'"{sentence}"' in get_plotlyjs() for sentence in said)
    assert all(chinese != sentence for sentence, chinese in said.items())
