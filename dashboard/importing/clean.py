"""Turn the cells of a row into a launch, or say why they can't be taken."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.importing.dates import NO_DATE, Dated, DateError, parse_date
from dashboard.importing.fields import FIELDS, capability_fields
from dashboard.importing.keys import bounded, launch_key, source_key
from dashboard.importing.launch import Launch, StagedLabel, Text
from dashboard.importing.recipes import Recipe
from dashboard.importing.refusal import RefusedCellError
from dashboard.importing.values import (
    MISSING,
    MISSING_LABEL,
    read_label,
    read_language,
    read_list,
    read_primary,
    read_probability,
    read_votes,
)
from dashboard.messages import message
from dashboard.tagging.text import text_hash
from db.queries.capabilities import CapabilityRecord

_PRODUCT_FIELDS = frozenset(field.key for field in FIELDS)


class RowCleaner:
    """Reads the rows of one file by its header and mapping."""

    def __init__(
        self,
        header: Sequence[str],
        mapping: Mapping[str, str],
        recipe: Recipe,
        capabilities: Iterable[CapabilityRecord],
        *,
        source: str,
        day_first: bool | None,
    ) -> None:
        positions = {column: position for position, column in enumerate(header) if column}
        self._positions = {field: positions[column] for field, column in mapping.items()}
        self._recipe = recipe
        self._source = source
        self._day_first = day_first
        self._labels = [field for field in self._positions if field not in _PRODUCT_FIELDS | {"inclusion_probability"}]
        self._as_of = positions.get(recipe.text_as_of or "")
        fields = capability_fields(capabilities)
        self._capabilities = {field.key: field.key for field in fields}
        self._capabilities |= {field.title.casefold(): field.key for field in fields}

    def clean(self, cells: Sequence[str]) -> Launch:
        """Return the launch that the cells of a row describe. Raises RefusedCellError."""
        name = self._name(cells)
        given = self._cell(cells, "source")
        source = (given and source_key(given)) or self._source
        launched_on, precision = self._launched(cells, source)
        url = self._cell(cells, "url")
        text = self._text(cells)
        votes = self._cell(cells, "votes")
        language = self._cell(cells, "language")
        return Launch(
            source=source,
            external_id=self._key(cells, url, name, launched_on),
            name=name,
            tagline=text.tagline,
            description=text.description,
            is_whole=text.is_whole,
            launched_on=launched_on,
            launched_precision=precision,
            url=url,
            language=read_language(language) if language else "",
            country=self._cell(cells, "country"),
            industry=self._cell(cells, "industry"),
            application_fields=self._list(cells, "application_fields"),
            keywords=self._list(cells, "keywords"),
            votes=read_votes(votes) if votes else None,
            text_as_of=self._text_as_of(cells),
            labels=self._read_labels(cells, name, text) if self._labels else (),
        )

    def _cell(self, cells: Sequence[str], field: str) -> str:
        position = self._positions.get(field)
        if position is None:
            return ""
        cell = cells[position].strip()
        return "" if cell in MISSING else cell

    def _list(self, cells: Sequence[str], field: str) -> list[str]:
        cell = self._cell(cells, field)
        return read_list(cell) if cell else []

    def _name(self, cells: Sequence[str]) -> str:
        # A product may well be called "None": only an empty cell is no name.
        name = " ".join(cells[self._positions["name"]].split())
        if not name:
            raise RefusedCellError("name", "", message("The row has no name. Each product needs one. Fill the cell."))
        return name

    def _text(self, cells: Sequence[str]) -> Text:
        tagline = " ".join(self._cell(cells, "tagline").split())
        description = self._cell(cells, "description")
        if tagline or description:
            return Text(tagline, description, is_whole=False)
        return Text("", self._cell(cells, "text"), is_whole=True)

    def _launched(self, cells: Sequence[str], source: str) -> Dated:
        cell = self._cell(cells, "launched_on")
        if not cell:
            return NO_DATE
        try:
            return self._recipe.dated(source, parse_date(cell, self._day_first))
        except DateError as error:
            raise RefusedCellError("launched_on", cell, error.said) from error

    def _key(self, cells: Sequence[str], url: str, name: str, launched_on: date | None) -> str:
        cell = self._cell(cells, "external_id")
        return bounded(self._recipe.key(cell, launched_on)) if cell else launch_key(url, name, launched_on)

    def _text_as_of(self, cells: Sequence[str]) -> date | None:
        if self._as_of is None:
            return None
        try:
            return parse_date(cells[self._as_of])[0]
        except DateError:
            return None  # It helps to order texts; a row is not refused for it.

    def _read_labels(self, cells: Sequence[str], name: str, text: Text) -> tuple[StagedLabel, ...]:
        given = {field: cells[self._positions[field]].strip() for field in self._labels}
        said = {field: cell for field, cell in given.items() if cell not in MISSING_LABEL}
        if not said:
            return ()
        probability = self._cell(cells, "inclusion_probability")
        sampled = read_probability(probability) if probability else None
        read = text_hash(name, text.tagline, text.description) if text.says_something else None
        return tuple(
            StagedLabel(
                field,
                read_primary(cell, self._capabilities) if field == "primary" else read_label(field, cell),
                read,
                sampled,
            )
            for field, cell in said.items()
        )
