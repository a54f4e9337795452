"""What is wrong with a flow, and where."""

from tongxin.base.lazy import LazyText


class BadFlow(ValueError):
    """The description of a flow can't be used. `faults` are pairs of a place, such as `line.2.arms.0`, and a text."""

    def __init__(self, faults: list[tuple[str, LazyText]]) -> None:
        super().__init__("; ".join(f"{place}: {text}" for place, text in faults))
        self.faults = faults
