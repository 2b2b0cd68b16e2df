"""Where people work and what they may see."""

from agencies.models.agency import Agency
from agencies.models.employment import EmploymentSpell
from agencies.models.region import Region
from agencies.models.role import RoleAssignment, RoleRequest
from agencies.models.team import Team

__all__ = ["Agency", "EmploymentSpell", "Region", "RoleAssignment", "RoleRequest", "Team"]
