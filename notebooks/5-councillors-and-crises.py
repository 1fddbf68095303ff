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
# # Councillors and crises
#
# A flood, a riot, a week of snow: the public looks for news where it is, and suddenly nobody asks for permission. And
# councillors, who fear for their reputation most of the time, are part of the public too. **Does a crisis bring it
# forward? And what changes when councillors are at ease in networks themselves?**
#
# You need not have programmed before. Click into a grey box and press **Shift + Enter**: it runs, and its answer
# appears beneath it. Go from top to bottom. Where a box says *write*, change what stands there first.

# %%
from experiments import show
from experiments.lessons import beside, claim, meet
from experiments.room import compare_view
from experiments.simulate import simulate
from simulation import Scenario

county = Scenario.load("county")
at_ease = {"councillors.networked": 0.6}
councils = {
    "As it stands": county,
    "No crises": county.changed({"events.crises": 0}),
    "Four crises a year": county.changed({"events.crises": 4}),
    "Councillors at ease": county.changed(at_ease),
    "At ease, four crises": county.changed({**at_ease, "events.crises": 4}),
}

# %% [markdown]
# *As it stands* there is about one crisis a year, and about one councillor in seven is at ease in networks. **At ease**
# are six in ten.
#
# ## Before anything runs: what does the room think?

# %%
most_people_use_it = "Four crises a year"  # write one of the five names above
most_worry = "Four crises a year"  # write one of the five names: where do councillors worry most in the end?
less_vanity = 50  # write a number: of 100 favours of publicity, how many fewer with councillors at ease?

# %% [markdown]
# ## Twenty times three years, five councils

# %%
met = meet(councils)
met.course("uptake")

# %%
beside(most_people_use_it, met.most("uptake"))

# %%
met.picture("uptake", "incidents_per_year", "net_value")

# %% [markdown]
# ## What councillors worry about
#
# Worry rises with every accident and fades between them; it makes comms careful, and may end in a stop for everything.

# %%
met.course("anxiety")

# %%
beside(most_worry, met.most("anxiety"))

# %% [markdown]
# Publicity that councillors asked of comms and got; noes of comms, as a share of all; and *listening*: of all hours
# with live accounts, those of accounts that answer people or make things with them.

# %%
met.picture("vanity_granted", "refusals_comms", "listening")

# %%
beside(less_vanity, met.fewer("vanity_granted", "Councillors at ease", "As it stands"))

# %% [markdown]
# One luck, to watch: the council without crises, and beside it the one with four a year. Crises are marked along the
# weeks.

# %%
compare_view(councils["No crises"], councils["Four crises a year"], seed=1)

# %% [markdown]
# And one council's councillors, party by party.

# %%
show.councillors(simulate(councils["At ease, four crises"], 6, workers=2, progress=True))

# %% [markdown]
# ## What those who met argued
#
# A comment from the police said that social media comes to the fore when there is a crisis, which shows how little its
# everyday use is understood; that leadership from above is uneven; and that the force mostly tells rather than listens.
# Another said that politicians fear for their reputation much of the time, that they saw in social media a threat to
# it, and that comms was made the filter. And the write-up itself ends at the councillors: moving from talking to
# listening cannot be thought of without them, and helping them to get to grips with networks would spare comms much
# vanity.
#
# Does the model agree?

# %%
claim("Crises bring more people to use it", met.gap("uptake", "Four crises a year", "No crises"))

# %%
claim(
    "Crises bring it forward: half of the final use is there sooner",
    met.gap("weeks_to_half", "No crises", "Four crises a year"),
)

# %%
claim("Crises leave councillors more worried", met.gap("anxiety", "Four crises a year", "No crises"))

# %%
claim("Councillors at ease worry less", met.gap("anxiety", "As it stands", "Councillors at ease"))

# %%
claim("… spare comms vanity work", met.gap("vanity_granted", "As it stands", "Councillors at ease"))

# %%
claim("… make comms a smaller part of all refusals", met.gap("refusals_comms", "As it stands", "Councillors at ease"))

# %%
claim("… and turn talking into listening", met.gap("listening", "Councillors at ease", "As it stands"))

# %% [markdown]
# That a crisis makes people want it, and that councillors at ease worry less and ask for less publicity, is *built in*:
# somebody wrote it into the model because practitioners said so. How much of it reaches the staff's use is a result.
#
# ## To talk about
#
# - What was allowed in your last crisis that is not allowed today?
# - Which councillor would you ask to go first? What would they need?
# - Is a council that only tells *using* it?
#
# **To try:** a council that prepares: rules and training beforehand, and leaders who act on the first crisis.

# %%
prepared = county.overlaid("strategies/crisis-prepared")
tried = meet({"As it stands": county, "Prepared for a crisis": prepared})
tried.picture("uptake", "harm", "net_value")
