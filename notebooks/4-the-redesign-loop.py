# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The redesign loop
#
# Social media is to become part of everybody's work. But there is no time: so something old has to stop, or the service
# has to be redesigned around it. For that people lack the skills; those who have them are in comms; and comms has no
# time. **What breaks the loop: leaders who want it, redesigning services together with those who use them, or both?**
#
# You need not have programmed before. Click into a grey box and press **Shift + Enter**: it runs, and its answer
# appears beneath it. Go from top to bottom. Where a box says *write*, change what stands there first.

# %%
from experiments.lessons import beside, claim, meet
from simulation import Scenario

county = Scenario.load("county")
leaders = {"leadership.strength": 0.8, "leadership.consistency": 0.9}
together = {"leadership.co_design": 0.8}
councils = {
    "As it stands": county,
    "Leaders who want it": county.changed(leaders),
    "Redesign together": county.changed(together),
    "Both": county.changed({**leaders, **together}),
    "Twice the comms team": county.changed({"gates.comms.fte": 4.4}),
    "Leaders, nothing may stop": county.changed({**leaders, "department.old_work": 0}),
}

# %% [markdown]
# **Leaders who want it**: the top says so strongly, and every level passes it on. **Redesign together**: services are
# redesigned with those who use and run them. In the last council leaders want it as much, but *nothing old may stop*:
# it comes on top.
#
# ## Before anything runs: what does the room think?

# %%
most_people_use_it = "Both"  # write one of the six names above
best_for_the_council = "Both"  # write one of the six names above
redesigned_after_three_years = 50  # write a number: how far are services redesigned with both, in per cent?

# %% [markdown]
# ## Twenty times three years, six councils

# %%
met = meet(councils)
met.course("uptake")

# %%
beside(most_people_use_it, met.most("uptake"))

# %% [markdown]
# ## The loop itself
#
# How far the services are redesigned, in the mean over departments: 0 is not at all, 1 all the way.

# %%
met.course("redesign")

# %%
beside(redesigned_after_three_years, met.at_the_end("redesign", "Both"))

# %% [markdown]
# ## Adding without stopping
#
# What accounts needed and nobody had: hours *unmet*. Old work that was stopped, in its worth: *forgone*. And what it
# all comes to.

# %%
met.picture("hours_unmet", "forgone", "net_value")

# %%
beside(best_for_the_council, met.most("net_value"))

# %% [markdown]
# ## What those who met argued
#
# They saw that hours are finite: to take on something new is, sooner or later, to let go of something old, and few were
# ready for that. Redesigning services around it was the more radical way out, and there they went round in a circle: it
# would have to be everybody's work, for which colleagues lacked the skill that sits in comms. The author's own view was
# that it takes strong leadership *and* redesign together with everybody concerned, inside and outside, and that this is
# more than a communications team can do.
#
# Does the model agree?

# %%
claim("Leaders who want it bring more people to use it", met.gap("uptake", "Leaders who want it", "As it stands"))

# %%
claim("Redesigning together does so too", met.gap("uptake", "Redesign together", "As it stands"))

# %%
claim(
    "For the use of it, leadership and redesign together give more than their sum",
    met.sum_of("uptake", {"Both": 1, "Leaders who want it": -1, "Redesign together": -1, "As it stands": 1}),
)

# %%
claim(
    "For what it is worth, they give more than their sum",
    met.sum_of("net_value", {"Both": 1, "Leaders who want it": -1, "Redesign together": -1, "As it stands": 1}),
)

# %%
claim("They do more than a comms team twice as large", met.gap("uptake", "Both", "Twice the comms team"))

# %%
claim(
    "If nothing old may stop, more hours are missing",
    met.gap("hours_unmet", "Leaders, nothing may stop", "Leaders who want it"),
)

# %%
claim(
    "… and fewer people use it in the end",
    met.gap("uptake", "Leaders who want it", "Leaders, nothing may stop"),
)

# %% [markdown]
# That leadership and co-design each drive redesign is *built in*; that they would be worth more together is not. If the
# redesign is far from done after three years, the model says that the loop is slow, not that it cannot be broken.
#
# ## To talk about
#
# - What would you stop? Who would notice, and when?
# - Is social media a skill of one profession, or of every job?
# - Who, outside the council, would have to be in the room?
#
# **To try:** more time. Five years, for the council as it stands and with both.

# %%
longer = {name: councils[name].changed(weeks=260) for name in ("As it stands", "Both")}
meet(longer, runs=10).course("redesign")
