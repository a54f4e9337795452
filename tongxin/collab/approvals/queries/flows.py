"""Flows, read."""

import json
from functools import lru_cache

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.models import FlowVersion
from tongxin.collab.approvals.rules import Graph, read_graph


def graph_of(version: FlowVersion, kind: str) -> Graph:
    """The flow of a published version; read once, because it never changes."""
    return _read(json.dumps(version.graph, sort_keys=True), kind)


@lru_cache(maxsize=256)
def _read(text: str, kind: str) -> Graph:
    return read_graph(json.loads(text), facts=approval_kinds.get(kind).facts)
