"""Filters whose only state is the page's address.

Streamlit's own `bind="query-params"` writes a widget's translated label into the address: a link sent by a reader of
Chinese would not open in English, and a switch of language would lose the choice. Here the address holds keys
(`?source=yc`), a widget shows what the address says, and its callback writes what the reader chose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st


@dataclass(frozen=True)
class AddressFilters:
    """The parameters of one page's address: `names` have a widget each, `others` are written by the page itself."""

    page: str
    names: tuple[str, ...]
    others: tuple[str, ...] = ()

    def key(self, name: str) -> str:
        """Return the key of a parameter's widget."""
        return f"{self.page}_{name}"

    def arrive(self) -> None:
        """Bring back what the reader last chose here, when the menu leads to a bare address.

        On arrival none of the widgets is there yet; a bare address later is a choice (a reset, or the browser's
        Back), and stays.
        """
        arrived = all(self.key(name) not in st.session_state for name in self.names)
        kept: dict[str, list[str]] = st.session_state.get(self._kept, {})
        if arrived and kept and not any(name in st.query_params for name in (*self.names, *self.others)):
            change_address(kept)

    def keep(self) -> None:
        """Remember the address for the next arrival."""
        st.session_state[self._kept] = {
            name: st.query_params.get_all(name) for name in (*self.names, *self.others) if name in st.query_params
        }

    def show_one(self, name: str, value: Any) -> str:
        """Let the parameter's widget, drawn next, show one value; return its key."""
        st.session_state[self.key(name)] = value
        return self.key(name)

    def show_many(self, name: str, values: Sequence[str]) -> str:
        """Let the parameter's widget, drawn next, show several values; return its key."""
        st.session_state[self.key(name)] = list(values)
        return self.key(name)

    def write(self, defaults: Mapping[str, Any]) -> None:
        """Write every widget's value into the address (a callback); what equals its default is left out.

        All of them each time: two quick clicks can reach the server before the address of the first is back.
        """
        values = {name: st.session_state.get(self.key(name)) for name in self.names}
        change_address({name: _as_list(value, defaults.get(name)) for name, value in values.items()})

    def clear(self) -> None:
        """Take every filter out of the address (a callback)."""
        change_address({name: [] for name in self.names})

    @property
    def _kept(self) -> str:
        return f"{self.page}_address"


def chosen(name: str, options: Sequence[str]) -> tuple[str, ...]:
    """Return the values of a parameter that are among the options; an address may hold anything."""
    return tuple(value for value in st.query_params.get_all(name) if value in options)


def change_address(changes: Mapping[str, Sequence[str]]) -> None:
    """Set parameters of the address, each to its values, and remove those without one; the others stay."""
    address = {name: st.query_params.get_all(name) for name in st.query_params} | {
        name: list(values) for name, values in changes.items()
    }
    st.query_params.from_dict({name: values for name, values in address.items() if values})


def _as_list(value: Any, default: Any) -> list[str]:
    if value in (None, "", default):
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
