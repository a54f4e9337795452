"""What is known, and how good it is."""

from tongxin.directory.quality.queries.knowing import known_of, rules_in_force
from tongxin.directory.quality.queries.one import Standing, standing_of
from tongxin.directory.quality.queries.to_mend import least_known

__all__ = ["Standing", "known_of", "least_known", "rules_in_force", "standing_of"]
