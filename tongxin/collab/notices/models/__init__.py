"""Notices."""

from tongxin.collab.notices.models.notice import Notice, NoticeQuerySet

__all__ = ["Notice", "NoticeQuerySet"]
