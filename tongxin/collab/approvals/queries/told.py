"""A flow read as a text, for people who never draw one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.collab.approvals.models import FlowVersion
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.queries.trace import said_minutes
from tongxin.collab.approvals.rules.graph import (
    Act,
    Fork,
    Graph,
    Judge,
    Node,
    Notice,
    Route,
    Source,
    Step,
    Subflow,
    Wait,
)


@dataclass(frozen=True)
class Paragraph:
    """One sentence, so deep inside of cases."""

    depth: int
    text: str


def paragraphs_of(version: FlowVersion) -> list[Paragraph]:
    """The whole flow from the beginning."""
    graph = graph_of(version, version.flow.kind)
    found: list[Paragraph] = []
    _line(graph, graph.first, 0, found)
    found.append(Paragraph(0, _("Then it is agreed.")))
    return found


def _line(graph: Graph, key: str, depth: int, found: list[Paragraph]) -> None:
    while key:
        node = graph.nodes[key]
        if isinstance(node, Fork):
            _fork(graph, node, depth, found)
        else:
            found.append(Paragraph(depth, _sentence(graph, node)))
        key = node.next


def _fork(graph: Graph, node: Fork, depth: int, found: list[Paragraph]) -> None:
    heads = {
        "all": _("%(name)s: all of these at once"),
        "every": _("%(name)s: each of these that holds"),
        "first": _("%(name)s: the first of these that holds"),
    }
    found.append(Paragraph(depth, heads[node.mode] % {"name": node.name}))
    for arm in node.arms:
        head = _("%(name)s (when %(condition)s):") if arm.said else _("%(name)s:")
        found.append(Paragraph(depth + 1, head % {"name": arm.name, "condition": arm.said}))
        if arm.first:
            _line(graph, arm.first, depth + 2, found)
        else:
            found.append(Paragraph(depth + 2, _("Nobody is asked.")))


def _sentence(graph: Graph, node: Node) -> str:
    if isinstance(node, Step):
        return _step(node)
    name = {"name": node.name}
    if isinstance(node, Judge):
        return _("%(name)s, without anybody.") % name
    if isinstance(node, Notice):
        return _("%(who)s get to know.") % {"who": said_sources(node.who)}
    if isinstance(node, Wait):
        return _("It waits: %(name)s.") % name
    if isinstance(node, Act):
        return _("The system does this: %(name)s.") % name
    if isinstance(node, Subflow):
        return _("Another flow runs: %(name)s.") % name
    assert isinstance(node, Route)
    return _("When %(condition)s, back to “%(to)s”.") % {"condition": node.said, "to": graph.nodes[node.to].name}


def _step(node: Step) -> str:
    rules = {
        "all": pgettext("flow", "all must agree"),
        "any": pgettext("flow", "the first one decides"),
        "in_order": pgettext("flow", "one after the other, all must agree"),
        "share": pgettext("flow", "%(share)d %% must agree") % {"share": node.share},
        "claim": pgettext("flow", "who takes it decides"),
    }
    text = _("%(name)s: %(who)s; %(rule)s") % {
        "name": node.name,
        "who": said_sources(node.who),
        "rule": rules[node.how],
    }
    if node.minutes:
        text += _("; promised within %(time)s") % {"time": said_minutes(node.minutes)}
    return text + _(".")


def said_sources(sources: tuple[Source, ...]) -> str:
    """Who is meant, in words."""
    return pgettext("between names", ", ").join(_source(source) for source in sources)


def _source(source: Source) -> str:
    words = {
        "people": pgettext("flow", "certain people"),
        "role": pgettext("flow", "everybody with the role “%(role)s”") % {"role": source.get("role", "")},
        "post": pgettext("flow", "everybody with the post “%(title)s”") % {"title": source.get("title", "")},
        "head": pgettext("flow", "the head of the unit"),
        "region_head": pgettext("flow", "the head of the region"),
        "superior": pgettext("flow", "the superior of who asks, %(up)d up") % {"up": source.get("up", 1)},
        "superiors": pgettext("flow", "%(levels)d superiors in turn") % {"levels": source.get("levels", 1)},
        "owner": pgettext("flow", "the owner of the customer"),
        "field": pgettext("flow", "the person named in the form"),
        "chosen": pgettext("flow", "whom the one who asks chooses"),
        "previous": pgettext("flow", "whom the one before chooses"),
        "administrators": pgettext("flow", "the administrators"),
        "initiator": pgettext("flow", "the one who asks"),
    }
    return words[source["from"]]
