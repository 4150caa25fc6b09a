"""What the desk proposes from a draft: everything that was read in it and does not stand in the
story's rows yet. Nothing is decided here, and nothing added: a person clicks."""

from articles.proposals.known import Known, look_up
from articles.proposals.making import propose
from articles.proposals.proposal import Addition, Choice, Proposal, Way

__all__ = ["Addition", "Choice", "Known", "Proposal", "Way", "look_up", "propose"]
