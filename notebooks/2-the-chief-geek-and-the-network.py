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
# # The chief geek and the network
#
# Put somebody in charge: one person who likes this stuff, trains, supports, answers, looks ahead. Or let it spread
# sideways: colleagues in every department whom anybody can ask. **Is one person enough, is a network enough, or does it
# take both? And is it worth the hours?**
#
# You need not have programmed before. Click into a grey box and press **Shift + Enter**: it runs, and its answer
# appears beneath it. Go from top to bottom. Where a box says *write*, change what stands there first.

# %%
from experiments.lessons import beside, claim, meet
from experiments.room import compare_view
from simulation import Scenario

county = Scenario.load("county")
councils = {
    "As it stands": county,
    "A chief geek": county.overlaid("strategies/digital-lead"),
    "A network": county.overlaid("strategies/champions"),
    "Both": county.overlaid("strategies/lead-and-network"),
}

# %% [markdown]
# *As it stands* nobody is named for social media. The **chief geek** is one full-time post, 37 hours a week: answers
# requests in place of comms, hears appeals, trains, supports. In the **network** one in ten members of staff is a
# champion, with half an hour a week for colleagues. All four councils have the same people, with the same luck.
#
# ## Before anything runs: what does the room think?

# %%
most_people_use_it = "Both"  # write one of "As it stands", "A chief geek", "A network", "Both"
most_worth_its_hours = "Both"  # write one of the same
points_that_both_add = 10  # write a number: how many more of 100 staff use it in the end, with both

# %% [markdown]
# ## Twenty times three years, four councils

# %%
met = meet(councils)
met

# %%
met.course("uptake")

# %%
beside(most_people_use_it, met.most("uptake"))

# %%
beside(points_that_both_add, met.gap("uptake", "Both", "As it stands"))

# %% [markdown]
# ## Is it worth it?
#
# Value, harm and work are all counted in hours of ordinary work. *Net value* is the value for the public less harm,
# less all hours that went into it (the geek's, the champions', everybody's), less old work that was stopped for it.

# %%
met.picture("public_value", "hours_spent", "net_value")

# %%
beside(most_worth_its_hours, met.most("net_value"))

# %% [markdown]
# ## Where do the requests pile up?
#
# Whoever holds the door open is asked more. How many requests are made; the wait at comms, which with a geek is the
# wait for the geek; and how often somebody never asks, taking the no for granted.

# %%
met.picture("filed", "wait_comms", "assumed")

# %% [markdown]
# Two of the councils beside each other on one luck: a flag marks where they part.

# %%
compare_view(councils["A chief geek"], councils["Both"], seed=1)

# %% [markdown]
# ## What those who met argued
#
# A comment under the write-up asked for three things: comms should answer for social media and share it rather than
# guard it; one person should be named for it, to train, support, approve and look ahead; and an informal network should
# pass practice sideways. It knew the objection that everything will then be left to that one person, and answered that
# most people are no enthusiasts, so that somebody has to be.
#
# Does the model agree?

# %%
claim("A chief geek brings more people to use it", met.gap("uptake", "A chief geek", "As it stands"))

# %%
claim("A network does so too", met.gap("uptake", "A network", "As it stands"))

# %%
claim("A chief geek does more than a network", met.gap("uptake", "A chief geek", "A network"))

# %%
claim(
    "Together they give more than the sum of the two",
    met.sum_of("uptake", {"Both": 1, "A chief geek": -1, "A network": -1, "As it stands": 1}),
)

# %%
claim("A network sends the geek work: with both the wait is longer", met.gap("wait_comms", "Both", "A chief geek"))

# %%
claim("With both the council is better off, all hours counted", met.gap("net_value", "Both", "As it stands"))

# %% [markdown]
# If the model finds the hours not worth it, mind what it counts: three years only, and no worth in being heard, in good
# practice that outlives the project, or in a calmer comms team. If the two do not add up, look at the waits: there is a
# gate behind each gate.
#
# ## To talk about
#
# - Who is the chief geek where you work? What do they *not* get done?
# - Would your network exist without the half hour a week?
# - Who would lose something if everybody asked a colleague first?
#
# **To try:** half a geek and a small network. What would you give up first?

# %%
smaller = county.changed({"digital_lead.hours": 18, "champions.share": 0.03})
tried = meet({"As it stands": county, "Both": councils["Both"], "Half of it": smaller})
tried.picture("uptake", "net_value")
