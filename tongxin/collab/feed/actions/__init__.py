"""Talking about a record, and following it."""

from tongxin.collab.feed.actions.following import follow, unfollow
from tongxin.collab.feed.actions.saying import CannotSeeIt, NotYourRemark, say, take_back
from tongxin.collab.feed.actions.telling import tell_followers

__all__ = ["CannotSeeIt", "NotYourRemark", "follow", "say", "take_back", "tell_followers", "unfollow"]
