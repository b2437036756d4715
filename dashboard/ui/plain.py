"""Other people's text where Streamlit reads Markdown: labels, titles, captions, notices.

Where it can be chosen, `st.text` and `st.dataframe` are better: they show a text as it is and need no escaping.
"""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<&=^])")
# Streamlit turns these into icons, links and arrows after Markdown has been read, so that a backslash does not help.
# A word joiner does: it has no width, and no line breaks at it.
_TURNED_LATER = re.compile(r":(?=[\w/])|\bwww(?=\.)|(?=@)|[<>~-](?=[->=])", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"


def plain(text: str) -> str:
    r"""Return text that Markdown shows as it is: a name such as `[a](b)`, `<b>` or `:smile:` is no markup.

    >>> plain("*R&D*")
    '\\*R\\&D\\*'
    """
    one_line = " ".join(text.split())
    return _MARKUP.sub(r"\\\1", _TURNED_LATER.sub(rf"\g<0>{_JOINER}", one_line))
