"""Who acts: a user, the hat worn now, and the unit or cluster-year that it reaches. Made once per request."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.organisations.enums import UNIT_ROLES, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Everything that a rule may ask about the one who acts.

    `organisation_id` is the actor's own unit. For a year role it is the head or deputy unit behind it, for a seat the
    unit that sent the person: the units that this actor must never judge. `hat` identifies the grant or seat worn.
    """

    user_id: int | None
    role: Role
    name: str = ""
    hat: str = ""
    organisation_id: int | None = None
    cluster_id: int | None = None
    cluster_year_id: int | None = None
    organiser_id: int | None = None
    job_title: str = ""
    scope_name: str = ""

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    def acts_for_unit(self, organisation_id: int, *roles: Role) -> bool:
        """Whether this hat is one of `roles` (any unit role when none is named) of that very unit."""
        return self.role in (roles or UNIT_ROLES) and self.organisation_id == organisation_id

    def leads_year(self, cluster_year_id: int, *roles: Role) -> bool:
        """Whether this hat is one of `roles` of that very cluster-year."""
        return self.role in roles and self.cluster_year_id == cluster_year_id


ANONYMOUS = Actor(user_id=None, role=Role.ANON)


def system_actor(hat: str) -> Actor:
    """The program itself, where no person acts: the first set-up from the command line."""
    return Actor(user_id=None, role=Role.ADMIN, hat=hat, name="Hệ thống")
