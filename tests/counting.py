"""How often something was counted."""

from bot.host.tally import Tally


def counted(tally: Tally, name: str, **labels: str) -> float:
    """With these labels, and over all others."""
    return sum(
        sample.value
        for family in tally.collect()
        for sample in family.samples
        if sample.name == f"eftertanke_{name}" and labels.items() <= sample.labels.items()
    )
