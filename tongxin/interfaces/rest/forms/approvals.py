"""Bodies and questions about approvals."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tongxin.interfaces.rest.forms.values import Body, Id, Line, Listing

Deed = Literal[
    "agree", "refuse", "return", "counter", "transfer", "consult", "add_before", "add_after", "add_beside", "take_back",
    "withdraw", "chase", "accept", "decline", "resubmit", "claim", "put_back",
]  # fmt: skip
Value = str | int | float | None


class NewApproval(Body):
    """A request in a flow (its key); `subject` is the record it is about, `party:12`."""

    flow: Line = "general"
    title: Annotated[Line, Field(max_length=120)]
    facts: dict[Annotated[str, Field(max_length=60)], Value] = {}
    subject: Line = ""
    initiator: Id | None = None


class Decision(Body):
    """A deed. `to` is a person's number, several of them, or the key of a step to go back to; `straight` comes straight back."""

    deed: Deed
    reason: Annotated[Line, Field(max_length=500)] = ""
    to: Id | list[Id] | Line | None = None
    values: dict[Annotated[str, Field(max_length=60)], Value] = {}
    task: Id | None = None
    straight: bool = False

    def people(self) -> list[int]:
        """Numbers of people in `to`."""
        return [self.to] if isinstance(self.to, int) else self.to if isinstance(self.to, list) else []


class ApprovalsAsked(Listing):
    """Which: `mine` waits for the token's person, `started` was asked by them; without a box all they see. Sorts: `-id` (as without), `id`."""

    box: Literal["mine", "started"] | None = None
    state: Literal["draft", "running", "agreed", "refused", "withdrawn", "ended", "suspended", "stuck"] | None = None
    kind: Line | None = None


def plain_facts(given: dict[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """As approvals keep them: numbers as text."""
    return {name: str(value) if isinstance(value, int | float) else value for name, value in given.items()}
