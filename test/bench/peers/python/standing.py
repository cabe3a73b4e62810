"""The indicators that follow from histories; None where one has no value."""

from statistics import median
from typing import Dict, List, Optional

from histories import Histories
from signals import DAY_MS, Signal, by_time, day_of

Value = Optional[float]
History = List[Signal]

HOUR_MS = 3_600_000
QUESTIONS = ("likelihood-to-renew", "value-received", "relationship-strength", "communication-tone")
# Per wish: days looked back, and meetings expected in them.
EXPECTED = {"weekly": (28, 4), "fortnightly": (28, 2), "monthly": (31, 1), "quarterly": (92, 1)}
KEY_ROLES = ("champion", "sponsor")
DECIDES = ("planned", "rescheduled", "reached", "missed", "dropped")


class Standing:
    """As of the close of a day, so that windows are whole days."""

    def __init__(self, as_of: int, rates: Dict[str, float]):
        self._as_of = as_of
        self._rates = rates

    def indicators(self, histories: Histories) -> Dict[str, Value]:
        def of(topic: str) -> List[History]:
            return list(histories.get(topic, {}).values())

        tickets = [_Ticket(history) for history in of("signals.ticket")]
        answers = [answer for answer in map(_latest_answer, of("signals.survey")) if answer]
        standing = {h[0]["questionId"]: _standing_answer(h) for h in of("signals.assessment")}
        wish = (standing.get("wished-contact-frequency") or {}).get("choice")
        subscriptions = of("signals.subscription")
        return {
            "open-urgent-tickets": _open_urgent(tickets),
            "median-resolution-hours": self._median_resolution_hours(tickets),
            "nps": self._nps(answers),
            "csat": self._csat(answers),
            **{question: (standing.get(question) or {}).get("score") for question in QUESTIONS},
            "overdue-milestones": self._overdue(of("signals.milestone")),
            "engagement-frequency": self._engagement_frequency(of("signals.interaction"), wish),
            "champion-change": self._champion_change(of("signals.contact")),
            "mrr-change": self._mrr_change(subscriptions),
            "renewal-due-days": self._renewal_due_days(subscriptions),
        }

    def _within(self, days: int, instant: int) -> bool:
        return day_of(self._as_of) - day_of(instant) < days

    def _median_resolution_hours(self, tickets: List["_Ticket"]) -> Value:
        hours = [
            (t.resolved_at - t.opened_at) / HOUR_MS
            for t in tickets
            if t.opened_at is not None and t.resolved_at is not None and self._within(90, t.resolved_at)
        ]
        return median(hours) if hours else None

    def _nps(self, answers: History) -> Value:
        by_person: Dict[str, Signal] = {}
        for answer in answers:
            if not _on_scale(answer, "nps", (0, 1), 10):
                continue
            person = _person_of(answer)
            held = by_person.get(person)
            if held is None or by_time(answer) > by_time(held):
                by_person[person] = answer
        scores = [a["score"] for a in by_person.values() if self._within(180, a["occurredAt"])]
        points = sum((score >= 9) - (score < 7) for score in scores)
        return 100 * points / len(scores) if scores else None

    def _csat(self, answers: History) -> Value:
        recent = [
            a for a in answers if _on_scale(a, "csat", (1,), 5) and self._within(90, a["occurredAt"])
        ]
        return 100 * sum(a["score"] >= 4 for a in recent) / len(recent) if recent else None

    def _overdue(self, histories: List[History]) -> Value:
        dated = overdue = 0
        for history in histories:
            if history[0]["subject"] != "milestone":
                continue
            due = decided = None
            for signal in history:
                due = signal["dueAt"] if signal["dueAt"] is not None else due
                decided = signal["change"] if signal["change"] in DECIDES else decided
            if due is not None:
                dated += 1
                overdue += decided not in ("reached", "dropped") and due < self._as_of
        return overdue if dated else None

    def _engagement_frequency(self, histories: List[History], wish: Optional[str]) -> Value:
        if not histories:
            return None
        days, contacts = EXPECTED.get(wish or "", EXPECTED["monthly"])
        reports = [history[-1] for history in histories]
        held = [r for r in reports if _is_meeting_with_us(r) and self._within(days, r["occurredAt"])]
        young = all(self._within(days - 1, r["occurredAt"]) for r in reports)
        return None if young and len(held) < contacts else len(held) / contacts

    def _champion_change(self, histories: List[History]) -> Value:
        ever_named, lost = False, 0
        for events in histories:
            role = lost_at = None
            for event in events:
                leaves = event["change"] == "left"
                before = event["role"] if leaves else event["previousRole"] or role
                ever_named = ever_named or event["role"] in KEY_ROLES or before in KEY_ROLES
                if not leaves and event["role"] in KEY_ROLES:
                    lost_at = None
                elif event["change"] != "joined" and before in KEY_ROLES:
                    lost_at = event["occurredAt"]
                role = event["role"]
            lost += lost_at is not None and self._within(90, lost_at)
        return lost if ever_named else None

    def _mrr_change(self, histories: List[History]) -> Value:
        before = _subscriptions_at(histories, self._as_of - 90 * DAY_MS)
        if not before:
            return None
        mrr_before = self._mrr(before)
        mrr_now = self._mrr(_subscriptions_at(histories, self._as_of))
        return mrr_now / mrr_before if mrr_before and mrr_now is not None else None

    def _mrr(self, subscriptions: List["_Subscription"]) -> Value:
        total = 0.0
        for subscription in subscriptions:
            if subscription.mrr == 0:
                continue
            rate = self._rates.get(subscription.currency)
            if rate is None:
                return None
            total += subscription.mrr * rate
        return total

    def _renewal_due_days(self, histories: List[History]) -> Value:
        paid = [s for s in _subscriptions_at(histories, self._as_of) if s.pays]
        if any(s.notice_given for s in paid):
            return 0
        ends = [s.term_ends_at for s in paid if s.term_ends_at is not None and s.term_ends_at >= self._as_of]
        return (min(ends) - self._as_of) / DAY_MS if ends else None


class _Ticket:
    """Played in order: an opening undoes a solution, and a second solution adds nothing."""

    def __init__(self, history: History):
        self.opened_at = self.resolved_at = self.priority = None
        for signal in history:
            self.priority = signal["priority"] or self.priority
            change = signal["change"]
            if change == "opened" and self.opened_at is None:
                self.opened_at = signal["occurredAt"]
            if change in ("opened", "reopened"):
                self.resolved_at = None
            elif change in ("resolved", "closed") and self.resolved_at is None:
                self.resolved_at = signal["occurredAt"]


def _open_urgent(tickets: List[_Ticket]) -> Value:
    if not tickets:
        return None
    return sum(t.resolved_at is None and t.priority == "urgent" for t in tickets)


class _Subscription:
    """One-off purchases are no change of it."""

    def __init__(self, changes: History):
        self.notice_given, self.term_ends_at = False, None
        for signal in changes:
            change = signal["change"]
            self.pays = change != "churned" and not signal["trial"]
            self.mrr = signal["mrr"] if self.pays else 0
            self.currency = signal["currency"]
            if signal["termEndsAt"] is not None:
                self.term_ends_at = signal["termEndsAt"]
            if change == "notice-given":
                self.notice_given = True
            elif change in ("started", "renewed", "reactivated"):
                self.notice_given = False


def _subscriptions_at(histories: List[History], instant: int) -> List[_Subscription]:
    changes = (
        [s for s in history if s["occurredAt"] <= instant and s["change"] != "purchased"]
        for history in histories
    )
    return [_Subscription(some) for some in changes if some]


def _latest_answer(history: History) -> Optional[Signal]:
    return next((s for s in reversed(history) if s["change"] == "answered"), None)


def _person_of(answer: Signal) -> str:
    if answer["userId"] is not None:
        return f"user|{answer['userId']}"
    return f"invitation|{answer['surveyId']}|{answer['invitationId']}"


def _on_scale(answer: Signal, kind: str, mins: tuple, most: float) -> bool:
    return (
        answer["kind"] == kind
        and answer["score"] is not None
        and (answer["scaleMin"] is None or answer["scaleMin"] in mins)
        and (answer["scaleMax"] is None or answer["scaleMax"] == most)
    )


def _is_meeting_with_us(report: Signal) -> bool:
    return report["kind"] in ("meeting", "call") and report["outcome"] == "held" and report["staffRole"] == "cs"


def _standing_answer(history: History) -> Optional[Signal]:
    """The latest by when it was given, unless its sitting was withdrawn since."""
    answers = {s["eventId"]: s for s in history if s["change"] == "answered"}
    latest = latest_given = None
    for signal in answers.values():
        if signal["score"] is None and signal["choice"] is None:
            continue
        # A score for an open answer was, as it were, given with that answer.
        given = answers.get(signal["scoresEventId"], signal)
        if latest_given is None or by_time(latest_given) <= by_time(given):
            latest, latest_given = signal, given
    if latest is None or latest_given is None:
        return None
    sittings = (latest["assessmentId"], latest_given["assessmentId"])
    withdrawn = any(
        s["change"] == "withdrawn" and s["assessmentId"] in sittings and by_time(s) > by_time(latest_given)
        for s in history
    )
    return None if withdrawn else latest
