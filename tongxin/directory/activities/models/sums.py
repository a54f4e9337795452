"""The sum that was spoken of, kept in two columns."""

from tongxin.base.money import Money


class WithMoney:
    """`amount` counts the smallest units of `currency`; both stand empty where no sum was named."""

    amount: int | None
    currency: str

    @property
    def money(self) -> Money | None:
        """The sum that was named, promised or asked for."""
        return Money(self.amount, self.currency) if self.amount is not None else None

    @money.setter
    def money(self, money: Money | None) -> None:
        self.amount, self.currency = (money.minor, money.currency) if money else (None, "")
