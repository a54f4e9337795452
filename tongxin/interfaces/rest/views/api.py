"""The interface as a whole: its gate, its resources, its description."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.parser import Parser
from pydantic_core import from_json

from tongxin.interfaces.rest.policies import bearer
from tongxin.interfaces.rest.views.refusals import refuse_with_problems


class StrictJson(Parser):
    """Bodies are JSON by the letter: UTF-8, no lone surrogates, no NaN, not nested without end."""

    def parse_body(self, request: HttpRequest) -> Any:  # Any: JSON values
        """The value. Raises ValueError, which becomes a problem."""
        return from_json(request.body, allow_inf_nan=False)


def build_api(resources: Sequence[tuple[str, Router]]) -> NinjaAPI:
    """All resources behind one gate. The pages that describe it are our own."""
    api = NinjaAPI(
        title="Tongxin",
        version="1",
        description="Parties, contacts, activities, tasks: what people see on screen, for programs.",
        auth=bearer,
        parser=StrictJson(),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
    )
    refuse_with_problems(api)
    for prefix, router in resources:
        api.add_router(prefix, router)
    return api
