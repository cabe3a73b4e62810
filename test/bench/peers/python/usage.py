"""What an account does with the product, by day where days matter.

Usage is a plain dictionary, so that any store can keep it. Days are ages, counted back from as-of's.
"""

from statistics import median
from typing import Any, Dict, Optional

from signals import Signal, day_of, is_login, is_presence

ACTIVE_DAYS = 28
RECENT_DAYS = 14
BASELINE_WEEKS_MIN = 8
BASELINE_WEEKS_MAX = 12
# The day that separates the recent fortnight from the baseline, and the weeks before it.
DAYS = RECENT_DAYS + 1 + 7 * BASELINE_WEEKS_MAX

Usage = Dict[str, Any]


def new_usage() -> Usage:
    return {
        "facts": 0,
        "everLoggedIn": False,
        "everNamed": False,
        "activeUsers": 0,
        "lastSeenAge": None,
        "firstUseAge": -1,
        "logins": [0] * DAYS,
        "activity": [0] * DAYS,
        "features": {},
    }


def becomes_active(before: Optional[int], age: int) -> bool:
    """Whether a user last seen `before` enters the active days by being seen `age` days ago."""
    return age < ACTIVE_DAYS and (before is None or before >= ACTIVE_DAYS)


def add(usage: Usage, topic: str, signal: Signal, as_of_day: int) -> None:
    usage["facts"] += 1
    if is_login(topic, signal):
        usage["everLoggedIn"] = True
        age = as_of_day - day_of(signal["occurredAt"])
        if age < DAYS:
            usage["logins"][age] += 1
        _use(usage, topic, signal, 1, age)
    elif topic == "signals.feature-use":
        age = as_of_day - day_of(signal["occurredAt"])
        count = signal["count"]
        if count > 0:
            features, name = usage["features"], signal["feature"]
            features[name] = min(features.get(name, age), age)
        _use(usage, topic, signal, count, age)


def _use(usage: Usage, topic: str, signal: Signal, amount: int, age: int) -> None:
    if amount > 0 and age > usage["firstUseAge"]:
        usage["firstUseAge"] = age
    if age < DAYS:
        usage["activity"][age] += amount
    if is_presence(topic, signal):
        last = usage["lastSeenAge"]
        usage["lastSeenAge"] = age if last is None else min(last, age)
        if signal["userId"]:
            usage["everNamed"] = True


def indicators(usage: Usage) -> Dict[str, Optional[float]]:
    features = usage["features"]
    return {
        "facts": usage["facts"],
        "logins-per-week": sum(usage["logins"][:7]) if usage["everLoggedIn"] else None,
        "active-users": usage["activeUsers"] if usage["everNamed"] else None,
        "usage-change": _usage_change(usage),
        "days-since-last-seen": usage["lastSeenAge"],
        "feature-breadth": sum(age < ACTIVE_DAYS for age in features.values()) if features else None,
    }


def _usage_change(usage: Usage) -> Optional[float]:
    weeks = min(BASELINE_WEEKS_MAX, (usage["firstUseAge"] - RECENT_DAYS) // 7)
    if weeks < BASELINE_WEEKS_MIN:
        return None
    activity = usage["activity"]
    first = RECENT_DAYS + 1
    usual = median(sum(activity[first + 7 * w : first + 7 * w + 7]) for w in range(weeks))
    recent = sum(activity[:RECENT_DAYS]) / 2
    if usual == 0:
        return 0.0 if recent == 0 else None
    return recent / usual
