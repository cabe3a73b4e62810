"""All that was said of each ticket, contact and so on, in order of time however late it came."""

from bisect import insort
from typing import Dict, List

from signals import Signal, by_time

# By topic, by thing. Plain data, so that any store can keep it.
Histories = Dict[str, Dict[str, List[Signal]]]

_THING = {
    "signals.ticket": ("ticketId",),
    "signals.survey": ("surveyId", "invitationId"),
    "signals.assessment": ("questionId",),
    "signals.contact": ("contactId",),
    "signals.milestone": ("planId", "subject", "subjectId"),
    "signals.interaction": ("interactionId",),
    "signals.subscription": ("subscriptionId",),
}

_READ = {
    "signals.ticket": ("change", "priority"),
    "signals.survey": ("userId", "surveyId", "invitationId", "change", "kind", "score", "scaleMin", "scaleMax"),
    "signals.assessment": ("assessmentId", "questionId", "change", "score", "choice", "scoresEventId"),
    "signals.contact": ("change", "role", "previousRole"),
    "signals.milestone": ("subject", "change", "dueAt"),
    "signals.interaction": ("kind", "staffRole", "outcome"),
    "signals.subscription": ("change", "mrr", "currency", "trial", "termEndsAt"),
}


def has_history(topic: str) -> bool:
    return topic in _THING


def keep(things: Dict[str, List[Signal]], topic: str, signal: Signal) -> None:
    """Adds what is read of a signal to the things of its topic."""
    thing = "|".join(signal[field] for field in _THING[topic])
    kept = {field: signal[field] for field in ("eventId", "occurredAt", *_READ[topic])}
    insort(things.setdefault(thing, []), kept, key=by_time)
