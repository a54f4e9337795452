"""Addresses of a part that is read when the first request for one of them comes: models of an interface for programs take a fifth of
the start, and many a firm never asks them anything."""

from collections.abc import Mapping

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.regex_helper import normalize
from django.utils.translation import get_language


class Later(URLResolver):
    """`prefix` is where the part begins, `urlconf` the module of its addresses; `names` are those of them that others link to, with
    their places below the prefix. Other names of the part are unknown to `reverse` from outside."""

    def __init__(self, prefix: str, urlconf: str, names: Mapping[str, str]) -> None:
        super().__init__(RoutePattern(prefix), urlconf)
        self.names = names

    @property
    def is_read(self) -> bool:
        """Whether somebody has asked for it."""
        return "urlconf_module" in vars(self)

    def _populate(self) -> None:
        """For `reverse`: it is asked on every page, and knows the names without reading anything."""
        known: MultiValueDict[str, object] = MultiValueDict()
        for name, place in self.names.items():
            known.appendlist(name, (normalize(place), place, {}, {}))
        language = get_language()
        self._reverse_dict[language] = known
        self._namespace_dict[language], self._app_dict[language] = {}, {}  # type: ignore[attr-defined]  # the stubs know only the first
        self._populated = True
