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
# # Hoops: none, light, heavy
#
# Before anybody may ask, they fill in a form, get it signed, go to a training. Such *hoops* cost time. They also show
# who means it. **Are no hoops best, or a light one, or heavy ones?**
#
# You need not have programmed before. Click into a grey box and press **Shift + Enter**: it runs, and its answer
# appears beneath it. Go from top to bottom. Where a box says *write*, change what stands there first.

# %%
from experiments.lessons import beside, claim, meet
from experiments.room import explore
from simulation import Scenario

county = Scenario.load("county")
councils = {
    "As it stands": county,
    "No hoops": county.changed({"hoops.number": 0}),
    "One light hoop": county.changed({"hoops.number": 1, "hoops.hours": 1}),
    "Heavy hoops": county.changed({"hoops.number": 6, "hoops.hours": 4}),
}

# %% [markdown]
# *As it stands* there are two hoops of two hours each. The **light** one takes an hour, the **heavy** ones are six of
# four hours: three days of work before anybody has looked at the request.
#
# ## Before anything runs: what does the room think?

# %%
best_for_the_council = "One light hoop"  # write "As it stands", "No hoops", "One light hoop" or "Heavy hoops"
requests_kept_away = 50  # write a number: of 100 requests made without hoops, how many do heavy hoops keep away?

# %% [markdown]
# ## Twenty times three years, four councils

# %%
met = meet(councils)
met.course("uptake")

# %%
beside(requests_kept_away, met.fewer("filed", "Heavy hoops", "No hoops"))

# %%
met.picture("filed", "protective", "shadow")

# %% [markdown]
# On the left the requests that are made. In the middle, of all noes that gates then say, those which stop something not
# worth doing. On the right, who goes ahead without asking anybody.
#
# ## What is best for the council?
#
# *Net value*: value for the public, less harm, less everybody's hours (those spent on hoops too), less old work
# stopped.

# %%
met.picture("public_value", "hours_spent", "net_value")

# %%
beside(best_for_the_council, met.most("net_value"))

# %% [markdown]
# ## What those who met argued
#
# Here they were not of one mind. One comment saw in hoops the very thing that made comms look like blockers: permission
# has to be earned by people who had dealt with the public for years. Another had nothing against them: one jumps
# through a hoop for a phone or an email address as well, nobody is angry, and the hoop finds out whether there is a use
# for it.
#
# Does the model agree, and with whom?

# %%
claim("A light hoop is better than none", met.gap("net_value", "One light hoop", "No hoops"))

# %%
claim("A light hoop is better than heavy ones", met.gap("net_value", "One light hoop", "Heavy hoops"))

# %%
claim(
    "A light hoop sifts: of the noes that are left, fewer stop something not worth doing",
    met.gap("protective", "No hoops", "One light hoop"),
)

# %%
claim("Heavy hoops make more people go ahead without asking", met.gap("shadow", "Heavy hoops", "No hoops"))

# %%
claim("Heavy hoops spare the council harm", met.gap("harm", "No hoops", "Heavy hoops"))

# %% [markdown]
# One light hoop and what stands now are two points out of many: between them, and beyond, there is room. Look for it.
#
# ## Pull the levers yourselves
#
# Move a slider and let go; the answer comes after a moment, again of twenty runs. Where it says *not distinguishable*,
# nobody knows.

# %%
explore(county)

# %% [markdown]
# ## To talk about
#
# - Which of your hoops find something out? Which are there because they always were?
# - Who never comes as far as the first hoop? How could you tell?
# - A hoop that teaches something: is that still a hoop?
#
# **To try:** one hoop of four hours that is a training.

# %%
teaching = county.changed({"hoops.number": 1, "hoops.hours": 4, "hoops.training": True})
tried = meet({"One light hoop": councils["One light hoop"], "A hoop that teaches": teaching})
tried.picture("uptake", "incidents_per_year", "net_value")
