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
# # Are comms the blockers?
#
# Somebody wants to use social media for their work, and nothing comes of it. Ask who stopped it, and most people will
# name the communications team. Is that fair? **Who refuses, who is blamed, and who truly holds it up?** Those are three
# questions, and this lesson answers each of them for the same council.
#
# You need not have programmed before. Click into a grey box and press **Shift + Enter**: it runs, and its answer
# appears beneath it. Go from top to bottom. Where a box says *write*, change what stands there first.

# %%
from experiments import show
from experiments.lessons import beside, blamed_beyond, claim, good_noes, share_of, who_holds_it_up, wrongly_blamed
from experiments.room import council_view
from experiments.simulate import simulate
from simulation import Scenario

county = Scenario.load("county")

# %% [markdown]
# The council has 2,000 staff. A request may have to pass five *gates*: **management**, **comms**, **HR**, **legal** and
# **ICT**. Each has reasons of its own to say no, and so many hours a week to answer at all.
#
# ## Before anything runs: what does the room think?
#
# Write numbers from 0 to 100. One for the room will do; for several tables write `{"Table 1": 50, "Table 2": 70}`. The
# numbers that stand there are nobody's: put yours in their place.

# %%
of_100_refusals_comms_makes = 50  # write a number
of_100_times_blame_comms_gets = 50  # write a number
holds_it_up_most = "comms"  # write one of "management", "comms", "hr", "legal", "ict"

# %% [markdown]
# ## Who refuses, and who is blamed?
#
# Three years, twenty times over, each time with other luck: who has which idea, and who happens to be asked. A number
# with brackets is a mean over these runs, with the interval in which it lies unless the luck was odd.

# %%
results = simulate(county, 20, workers=2, progress=True)
show.blame(results)

# %%
beside(of_100_refusals_comms_makes, share_of(results, "refusals", "comms"))

# %%
beside(of_100_times_blame_comms_gets, share_of(results, "blame", "comms"))

# %% [markdown]
# ## How can somebody be blamed for another's no?
#
# In this council comms hands over the answers of all gates. Here is the life of one request that somebody else refused,
# and comms was blamed for it. Read it aloud. What would you have thought in this person's place?

# %%
run = results.replicates[0].full
number = wrongly_blamed(run, "comms")
if number is None:
    print("In this run comms was blamed for nobody else's no, so there is no life to read.")
else:
    for sentence in run.biography(number):
        print(sentence)

# %% [markdown]
# The whole council, to watch. Press the black button; click on a letter, and its life is told.

# %%
council_view(run)

# %% [markdown]
# ## Good noes and bad ones
#
# A no can be right. Of every refusal the model knows two things that nobody in the council knows for sure: whether the
# reason that was given was *true*, and whether what was asked for was *worth doing*. They are not the same: a true
# reason may stop a good thing, and a false one a bad thing.

# %%
good_noes(results)

# %% [markdown]
# ## Who truly holds it up?
#
# There is one way to find out that no real council can afford: **take gates away**, and run the same people with the
# same luck. As gates stand one behind the other, it matters which others are still there. So every one of the 32
# combinations is run, and each gate gets the mean of what its going adds. That is called its *part in the cause*.

# %%
cause = who_holds_it_up(county)
cause.picture()

# %%
beside(holds_it_up_most, cause.most())

# %% [markdown]
# In sentences (they follow the numbers; where two things cannot be told apart, they say so):

# %%
cause

# %% [markdown]
# ## What those who met argued
#
# The people whose discussion this model grew out of worked in communications themselves. They first looked for other
# culprits. ICT they found to be one, often for real reasons of its own; legal mostly a bogey, feared rather than met;
# management partly an excuse for too little confidence. Then they admitted that comms does block, out of good reasons
# (no case made, no hours, vanity) and bad ones (inertia, fear of losing control). A comment added that comms, made the
# keeper of permissions, could hardly avoid the reputation.
#
# Does the model agree? Each card says so from the numbers above.

# %%
claim("Comms is blamed beyond its share of the refusals", blamed_beyond(results, "comms"))

# %%
claim("Comms truly holds uptake back", cause.of("comms"))

# %%
claim("ICT holds up more than comms does", cause.gap("ict", "comms"))

# %%
claim("Legal holds up less than comms does", cause.gap("comms", "legal"))

# %%
claim("Without any gate more people would use it", cause.all_gone("uptake"))

# %%
claim(
    "And the council would be better off: more value, once harm, hours and old work stopped are taken off",
    cause.all_gone("net_value"),
)

# %% [markdown]
# That comms is blamed for what others refuse is partly *built in*: whoever hands over the answer is the first to be
# blamed, because the model says so. How much it comes to is a result. That one gate holds up more than another is not
# written anywhere in it.
#
# ## To talk about
#
# - Who hands over the answers where you work? What would change if each gate told its own noes?
# - Which of your own noes were right? Who knows?
# - Compare what taking one gate away does *alone* (the small marks in the picture) with its part in the cause. Why do
#   they differ?
#
# **To try:** the same council in which every gate answers for itself. What becomes of the blame on comms?

# %%
each_for_itself = simulate(county.changed({"route.answers_by": "gate"}), 20, workers=2, progress=True)
share_of(each_for_itself, "blame", "comms")
