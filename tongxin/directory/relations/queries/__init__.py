"""Reads across firms, people and what passed between us."""

from tongxin.directory.relations.queries.answer import answer_of
from tongxin.directory.relations.queries.drawing import Picture, Wish, laid_out
from tongxin.directory.relations.queries.firm_map import FirmMap, firm_map, people_of

__all__ = ["FirmMap", "Picture", "Wish", "answer_of", "firm_map", "laid_out", "people_of"]
