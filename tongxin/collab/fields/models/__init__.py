"""Fields that a firm adds to its records, and what they are made of."""

from tongxin.collab.fields.models.custom_field import CustomField, CustomFieldQuerySet, Type
from tongxin.collab.fields.models.dictionary import Dictionary, DictionaryEntry
from tongxin.collab.fields.models.field_value import FieldValue
from tongxin.collab.fields.models.layout import Layout
from tongxin.collab.fields.models.own_values import OwnValues
from tongxin.collab.fields.models.series import Series

__all__ = [
    "CustomField",
    "CustomFieldQuerySet",
    "Dictionary",
    "DictionaryEntry",
    "FieldValue",
    "Layout",
    "OwnValues",
    "Series",
    "Type",
]
