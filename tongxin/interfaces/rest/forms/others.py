"""Questions to the small resources."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.values import Listing, storable


class SearchAsked(BaseModel):
    """Any few characters: of a name, its sound, numbers, text. `kind` narrows to one kind of record."""

    q: Annotated[str, Field(max_length=100), AfterValidator(storable)]
    kind: Annotated[str, Field(max_length=30)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class PeopleAsked(Listing):
    """Sorts: `name`, `id`."""
