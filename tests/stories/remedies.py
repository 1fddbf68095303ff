"""What lifts each objection, in the words of the table in docs/odd.md; a test holds the two together."""

RESOURCE = ("more hours", "frameworks", "skill", "champions")

REMEDIES: dict[str, tuple[str, ...]] = {
    "not_understood": ("training", "the leadership's message", "evidence"),
    "no_time": ("old work stopped", "redesign"),
    "conduct": ("managers who can read activity", "performance criteria"),
    "bogeyman": ("legal's knowledge", "evidence"),
    "standing_orders": ("the councillors' vote",),
    "security": ("a sponsor", "ICT's spare hours"),
    "infrastructure": ("investment, after its lead time",),
    "knowledge_gap": ("skill", "customer skill"),
    "no_business_case": ("evidence", "better requests", "hoops that reveal"),
    "no_resource": RESOURCE,
    "vanity": ("pressure does",),
    "pace": (*RESOURCE, "redesign"),
    "inertia": ("familiarity", "leadership", "time"),
    "loss_of_control": ("co-design", "shared values", "skill"),
    "reputation": ("networked councillors", "a good record"),
    "no_home": ("naming one",),
    "assumed": ("nerve", "champions", "open reasons"),
}
