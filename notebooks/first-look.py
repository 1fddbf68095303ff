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
# # A first look
#
# Somebody at the council wants to use social media for their work, and nothing comes of it. Who stopped it, and who
# gets the blame? This page runs a whole council, week by week, and answers for it.
#
# You need not have programmed before. Each grey box below is a small instruction. Click into a box and press
# **Shift + Enter**: the box runs and its answer appears beneath it. Go from top to bottom. You cannot break anything.

# %%
from experiments import show
from experiments.intervals import interval
from experiments.room import compare_view, council_view
from experiments.simulate import simulate
from simulation import Council, Scenario

# %% [markdown]
# ## A council on paper
#
# A *scenario* is a description of a council: how many people, which departments, which gates a request has to pass,
# and how much time each gate has. `county` is an English county council as many are. Click on the small triangles to
# see all of it.

# %%
county = Scenario.load("county")
county

# %% [markdown]
# ## A council at work
#
# Now people come in, with their colleagues and their opinions. `rng=1` is the *luck* of this council: who has which
# idea when, who happens to be asked. The same number always gives the same luck, and another number another council
# that is just as likely.
#
# Each bar is a department. The colours say where its people stand.

# %%
council = Council(county, rng=1)
council

# %% [markdown]
# One `step` is one working week. Let a year go by, and look again: who wants it, who asks, who has stopped asking?
# Beneath the departments are the queues in front of the gates.

# %%
for _week in range(min(52, county.weeks - council.week)):
    council.step()
council

# %% [markdown]
# Run that box once more, and another year goes by, until its three years are over. Or let it run to its end.

# %%
run = council.run()
run

# %% [markdown]
# ## Watch it
#
# The same three years again, as a picture that plays. Press the black button. Rooms are departments, doors are the
# gates, letters are requests on their way; point at a person or a letter and click, and its life is told.

# %%
council_view(run)

# %% [markdown]
# ## Who blocks, and who is blamed?
#
# To refuse something is one thing, to be held responsible for it another. For each gate the picture has what it
# refused, and the blame that it took. A refusal can be right, too: *protective* ones stopped something that was not
# worth doing, *obstructive* ones stopped something that was.

# %%
show.blame(run)

# %% [markdown]
# Here is how far it came, with everybody who got stuck on the way.

# %%
show.uptake(run)

# %% [markdown]
# ## One request and its life
#
# Behind the bars are people. This is what became of the first request that anybody made.

# %%
for sentence in run.biography(1):
    print(sentence)

# %% [markdown]
# ## Pull one lever
#
# What if somebody were in charge? `changed` makes a copy of the scenario in which one thing is different: here a
# *digital lead*, a named person for social media with a full working week. The council meets the **same luck**
# (`rng=1` again): the same people have the same ideas in the same weeks. So what differs comes from the lever.

# %%
with_lead = county.changed({"digital_lead.hours": 37, "title": "County with a digital lead"})
other_run = Council(with_lead, rng=1).run()

print(f"As it is:            {run.outcomes['uptake']:.1%} of staff use it with permission at the end")
print(f"With a digital lead: {other_run.outcomes['uptake']:.1%}")

# %%
show.blame(other_run)

# %% [markdown]
# And both beside each other. Whoever stands elsewhere in the other council is underlined, and a flag marks where the
# two part: the first thing that happened in one of them and not in the other.

# %%
compare_view(run, other_run)

# %% [markdown]
# ## Was that luck?
#
# One council is a story, not evidence. So run both several times, each time with other luck. (`workers=2` has two
# processors share the work.) Then the numbers come with an *interval*: the mean over all councils of this kind lies
# in it, unless the luck of these few runs was so odd as happens once in twenty times.

# %%
as_it_is = simulate(county, 6, workers=2, progress=True)
as_it_is

# %%
led = simulate(with_lead, 6, workers=2, progress=True)

gained = interval(led.outcomes["uptake"] - as_it_is.outcomes["uptake"])
print(f"Use with permission, with a digital lead less without: {100 * gained.mean:+.1f} points")
print(f"95 % interval: {100 * gained.low:+.1f} to {100 * gained.high:+.1f} points")
print("The lever makes a difference." if gained.excludes_zero else "That may have been luck: do more runs.")

# %% [markdown]
# ## What to try next
#
# Change a number above and run its box again. Some levers, one in each line: take the `#` away from the one that you
# want to pull. The folded list *All numbers* of the scenario, at the top of this page, names all the others.

# %%
lever = {
    "route.answers_by": "gate",  # each gate tells people its own no; until now comms told them for everybody
    # "champions.share": 0.1,  # one in ten is a champion, whom colleagues can ask
    # "gates.ict.hours": 20,  # ICT has more hours for requests (a week, for every 1,000 staff)
    # "gates.comms.fte": 6,  # comms has more people (posts for every 1,000 staff)
    # "route.transparency": 1,  # whoever is refused always hears the true reason
}
tried = Council(county.changed(lever), rng=1).run()
tried

# %% [markdown]
# - Another council: `Scenario.load("district")`, or your own: `docs/own-people.md` says how to bring a list of staff.
# - More pictures: `show.waiting(run)`, `show.hours(run)`, `show.departments(run)`, `show.network(run)`,
#   `show.councillors(run)`.
# - What every word means: `docs/glossary.md`. What every number means, and how well it is founded:
#   `docs/parameters.md`.
