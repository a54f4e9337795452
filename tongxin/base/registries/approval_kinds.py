"""Kinds of approvals: what a room lets people decide together, and what then happens to its document."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry


def _no_version(approval: Any) -> str:  # Any: the approval type lives above
    return ""


def _nothing(approval: Any, outcome: str) -> None:  # Any: as above
    """Nothing happens to any document."""


def _as_typed(approval: Any, facts: Mapping[str, Any]) -> Mapping[str, Any]:  # Any: as above, JSON values
    """Nothing is worked out."""
    return {}


def _hides_nothing(person: Any, approval: Any) -> Collection[str]:  # Any: as above
    return ()


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What a kind's room shows above the facts: its template, and what that needs, for a person and an approval. Facts named in `shows` stand
    there and not once more below, as long as there is anything to show."""

    template: str
    context: Callable[[Any, Any], Mapping[str, Any]]  # Any: as above
    shows: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class ApprovalKind:
    """One kind of approval.

    `facts` are the types (text, number, date, yes_no) of what conditions may ask and approvers see, `labels` their names; `asked` says how a
    form asks for one where that differs from its type (person, long), `required` which a request can't do without.
    `version(approval)` answers the version of the document it is about: an agreement holds for the version that was shown.
    `ended(approval, outcome)` runs in the transaction of the last decision; outcome is agreed, refused, withdrawn or ended.
    `acts` run behind the scenes, maybe twice with the same key: `act(approval, data, key)` answers facts it learnt.
    With `locks` nobody asks for the same about the same record while it is being decided.
    `is_free` kinds can be asked for by anybody from the list of approvals, those with a `subject` (a kind of record) on the page of such a
    record; others begin in their room's own pages.
    Facts named in `computed` are never typed: `derived(approval, facts)` works them out from what was asked, offered or put right, each
    time anew, so that a counter-offer is judged by its own figures. It must bear missing facts: the way is foreseen while one types.
    `offered` are the facts, in this order, that a counter-offer may change; where it names none, all numbers that are typed.
    `typed` reads an offered fact from how people say it (92 % of a price): `(approval, text)` answers the value, or raises ValidationError.
    `hides(person, approval)` answers the facts that this person may not see although it is their own request, such as a margin.
    `piece` shows the room's own lines, and `commits` in its context is what agreeing commits to, said on the button; `similar(approval)` answers the numbers of earlier approvals like it, where those about the same
    record are not what helps to decide.
    """

    kind: str
    label: LazyText
    facts: Mapping[str, str]
    labels: Mapping[str, LazyText]
    icon: str = "stamp"
    version: Callable[[Any], str] = _no_version
    ended: Callable[[Any, str], None] = _nothing
    acts: Mapping[str, Callable[[Any, Mapping[str, Any], str], Mapping[str, Any]]] = field(default_factory=dict)
    is_free: bool = False
    subject: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    offered: Sequence[str] = ()
    locks: bool = False
    computed: Collection[str] = frozenset()
    derived: Callable[[Any, Mapping[str, Any]], Mapping[str, Any]] = _as_typed
    typed: Mapping[str, Callable[[Any, str], str]] = field(default_factory=dict)  # Any: as above
    hides: Callable[[Any, Any], Collection[str]] = _hides_nothing
    piece: Piece | None = None
    similar: Callable[[Any], Collection[int]] | None = None


approval_kinds: Registry[ApprovalKind] = Registry("approval kind")

# Ways to find approvers that only a higher room knows, such as the owner of a customer: kind and number of the record in,
# numbers of people out.
ApproverSource = Callable[[str, int], Sequence[int]]
approver_sources: Registry[ApproverSource] = Registry("approver source")
