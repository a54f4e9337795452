"""Questions about opportunities."""

from tongxin.frontoffice.pipeline.queries.documents import documents_of, hits_of
from tongxin.frontoffice.pipeline.queries.lanes import Lane, lane_page, lanes_of
from tongxin.frontoffice.pipeline.queries.sums import Head, Sum, head_of, stage_sums
from tongxin.frontoffice.pipeline.queries.won import WonReport, won_report

__all__ = [
    "Head",
    "Lane",
    "Sum",
    "WonReport",
    "documents_of",
    "head_of",
    "hits_of",
    "lane_page",
    "lanes_of",
    "stage_sums",
    "won_report",
]
