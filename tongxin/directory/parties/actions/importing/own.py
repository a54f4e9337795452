"""Columns of a file that go into fields which the firm added."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from tongxin.collab.fields.actions import keep_values, numbered, read_values, settled
from tongxin.collab.fields.models import CustomField
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.parties.actions.importing.drafts import PartyDraft
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import facts_of

Custom = dict[str, Any]  # Any: JSON values


class OwnColumns:
    """The firm's fields, looked up once for a chunk of rows.

    An import is not held to what is always needed: a gap shows on the record, and a row of ten years ago is better with it
    than lost. Values that do not fit keep their row out.
    """

    def __init__(self, by: Person) -> None:
        self.by = by

    @cached_property
    def fields(self) -> list[CustomField]:
        return own_fields("party")

    def read(self, typed: Mapping[str, Any]) -> tuple[Custom, str, str]:  # Any: as read from cells
        """(values, key of the wrong one, what is wrong with it)."""
        try:
            return (read_values(self.by, "party", self.fields, {}, typed) if typed else {}), "", ""
        except ValidationError as error:
            key = next(iter(error.error_dict))
            return {}, key, error.message_dict[key][0]

    def part(self, draft: PartyDraft) -> None:
        """Values of fields for people belong to the first of the people in the row; what fits nobody in it is left out."""
        for one in self.fields:
            if one.only_for in ("", draft.kind) or one.key not in draft.custom:
                continue
            value = draft.custom.pop(one.key)
            if one.only_for == Party.Kind.PERSON and draft.people and value is not None:
                draft.people[0].custom[one.key] = value

    def settle(self, party: Party, custom: Custom) -> None:
        """Set the record's values with formulas worked out. The caller saves it."""
        party.custom = (
            settled(self.fields, facts_of(party), {**party.custom, **custom}) if self.fields else party.custom
        )

    def keep_new(self, parties: Sequence[Party]) -> None:
        """The rows by which lists ask, and the words by which search finds, of records that were just written."""
        filled: dict[int, tuple[Custom, Custom]] = {party.pk: ({}, party.custom) for party in parties if party.custom}
        keep_values(kind="party", records=filled, fields=self.fields)
        index_documents("party", sorted(filled))

    def number(self, parties: Sequence[Party]) -> None:
        """Running numbers for new records, in their order."""
        for one in self.fields:
            fitting = [party for party in parties if one.only_for in ("", party.kind)]
            numbers = numbered([one], len(fitting)).get(one.key, ())
            for party, number in zip(fitting, numbers, strict=bool(numbers)):
                party.custom = {**party.custom, one.key: number}
