"""The agents of the council, one file an entity.

``AGENTS`` maps the name under which a researcher's own class replaces ours, ``Council(scenario, staff=MyStaff)``, to
our class.
"""

from simulation.agents.comms import Comms
from simulation.agents.councillor import Councillor
from simulation.agents.department import Department, Head
from simulation.agents.digital_lead import DigitalLead
from simulation.agents.hr import HR
from simulation.agents.ict import ICT
from simulation.agents.leadership import Leadership
from simulation.agents.legal import Legal
from simulation.agents.staff import Staff

AGENTS: dict[str, type] = {
    "staff": Staff,
    "department": Department,
    "head": Head,
    "comms": Comms,
    "hr": HR,
    "legal": Legal,
    "ict": ICT,
    "councillor": Councillor,
    "leadership": Leadership,
    "digital_lead": DigitalLead,
}

__all__ = [
    "AGENTS", "HR", "ICT", "Comms", "Councillor", "Department", "DigitalLead", "Head", "Leadership", "Legal", "Staff",
]  # fmt: skip
