"""In what a study is not the one that was begun, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def differs(known: Mapping[str, Any], identity: Mapping[str, Any]) -> str:
    """In what a study differs from what was begun, in words; empty where in nothing."""
    old = known["identity"]
    said = []
    for key in dict.fromkeys([*old, *identity]):
        before, after = old.get(key), identity.get(key)
        if before == after:
            continue
        if key == "organisations" and set(before or ()) == set(after or ()):
            changed = [name for name in after if before[name] != after[name]]  # type: ignore[union-attr, index]
            said.append(f"what {', '.join(changed)} says was changed")
        elif key in ("organisations", "factors"):
            names = [
                [one["path"] if isinstance(one, dict) else one for one in value or ()] for value in (before, after)
            ]
            were, are = (", ".join(some) or "none" for some in names)
            same = f"the values of its factors ({were}) were changed"
            said.append(same if were == are else f"its {key} were {were} and are {are}")
        else:
            said.append(f"its {key} was {_short(before)} and is {_short(after)}")
    return "; ".join(said)


def _short(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 100 else text[:99] + "…"
