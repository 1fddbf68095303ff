"""Every number of the model, declared once. Checks, help, documentation and sweep bounds follow from here.

``PARAMETERS`` maps each path, such as ``gates.ict.hours``, to its :class:`Parameter`, in the order of the model's entities.
``SHARES`` names groups that may add to at most one (what is left is the last, unnamed share).
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulation.parameters import asking, council, steering  # noqa: F401  (importing declares)
from simulation.parameters.declare import REGISTRY, Parameter, Standing, Value

PARAMETERS: Mapping[str, Parameter] = MappingProxyType(REGISTRY)

SHARES: tuple[tuple[str, ...], ...] = (
    ("requests.new_channel", "requests.needs_ict", "requests.standing_orders", "requests.vanity"),
    ("digital_lead.approving", "digital_lead.training", "digital_lead.support"),
)

__all__ = ["PARAMETERS", "SHARES", "Parameter", "Standing", "Value"]
