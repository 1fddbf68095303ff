"""A story that is not true fails, and says where; a file that cannot be read says what to mend."""

from dataclasses import replace

import pytest

from tests.stories.checking import check, wrong_with
from tests.stories.index import name_of
from tests.stories.reading import readable, stories_in
from tests.stories.scene import again, nested, play
from tests.stories.story import Story, StoryError, Told

STORIES = readable()
each_story = pytest.mark.parametrize("story", STORIES, ids=map(name_of, STORIES))
OFF = {"no_home": "asking.appeal", "assumed": "staff.belief"}  # what switches off an objection that is no gate's
MENDED = next(story for story in STORIES if story.title == "Who mends a request is let through the second time")
GAP = next(story for story in STORIES if story.title == "ICT sends back what is asked badly")


@each_story
def test_nothing_that_it_tells_could_be_told_otherwise(story):
    """Every event that a story tells is missed where it is told of another week, or as one that never happens."""
    told, played = story.plain, play(story, story.plain)
    for event in told.then:
        elsewhere = {**event, "week": event.get("week", 0) + 50}
        assert len(wrong_with(Told(then=(elsewhere,)), played)) == 1
        assert wrong_with(Told(never=(event,)), played)
    for name, stage in told.ends.items():
        assert wrong_with(Told(ends={name: "wanting" if stage != "wanting" else "live"}), played)
    for measure in told.measured:
        opposite = {"above": "below", "below": "above"}
        turned = {opposite.get(key, key): value + 1 if key == "is" else value for key, value in measure.items()}
        assert wrong_with(Told(measured=(turned,)), played)


@pytest.mark.parametrize("story", [s for s in STORIES if s.objection], ids=lambda story: story.title)
def test_a_story_of_an_objection_fails_where_the_objection_is_off(story):
    path = OFF.get(story.objection, f"objections.{story.objection}")
    without = again(story.plain, replace(story.plain, so=nested(path, 0), hears=()))
    assert wrong_with(story.plain, play(story, without))


def problems_of(story: Story) -> str:
    with pytest.raises(StoryError) as error:
        check(story)
    return str(error.value)


def test_it_says_what_happened_instead():
    wrong = replace(MENDED, plain=replace(MENDED.plain, then=({"week": 3, "happens": "improved", "quality": 0.7},)))
    assert problems_of(wrong) == (
        'ict.toml: "Who mends a request is let through the second time": then 1: { week = 3, happens = "improved", '
        'quality = 0.7 } did not happen; instead { week = 3, happens = "improved", who = "Rose", department = "Parks", '
        'gate = "ict", quality = 0.65, rework = 2 }'
    )


def test_order_counts():
    turned = replace(MENDED.plain, then=MENDED.plain.then[::-1])
    assert "happened too early" in problems_of(replace(MENDED, plain=turned))


def test_what_should_never_happen_is_told_where_it_does():
    plain = replace(MENDED.plain, never=({"happens": "live"},))
    assert 'never 1: { week = 3, happens = "live"' in problems_of(replace(MENDED, plain=plain))


def test_sentences_are_compared():
    plain = replace(MENDED.plain, told=("Parks Rose was happy.",))
    assert "told: nobody's life says 'Parks Rose was happy.'" in problems_of(replace(MENDED, plain=plain))


def test_a_remedy_that_lifts_nothing_is_none():
    idle = replace(GAP, lifted=(("skill", Told(then=GAP.plain.then)),))
    said = problems_of(idle)
    assert "lifted by skill: knowledge_gap was raised 1 times with it, 1 without" in said
    assert "lifted by skill: the same happens without it" in said


def test_an_objection_has_to_be_raised():
    assert "objection: inertia was not raised" in problems_of(replace(GAP, objection="inertia", lifted=()))


def test_numbers_that_make_no_scenario_are_told_with_the_story():
    story = replace(GAP, plain=replace(GAP.plain, so={"gates": {"ict": {"hour": 3}}}))
    said = problems_of(story)
    assert said.startswith('ict.toml: "ICT sends back what is asked badly": scene: ') and "did you mean" in said


WRONG = {
    "title = 1": "own.toml: story 1: title: is missing",
    'seed = ["S24"]': "seed: found 'S24'; allowed: S1, S2,",
    "seed = []": "seed: names no idea of the seed",
    'objection = "knowlege_gap"': "objection: found 'knowlege_gap'; allowed: not_understood,",
    'sed = ["S6"]': "story: nobody knows sed; allowed: title, seed,",
    "weeks = 0": "weeks: found 0, which is no whole number from 1",
    "so = 3": "so: is no table",
    "people.Rosa = {}": "people.Rosa: found 'Rosa'; allowed: Hal, Mo, Rose,",
    "people.Rose = { skil = 1 }": "people.Rose: nobody knows skil; allowed: stage, skill,",
    'people.Rose = { stage = "asking" }': "people.Rose.stage: found 'asking'; allowed: uninterested,",
    'people.Rose.luck.speak_up = "yes"': "people.Rose.luck: nobody knows speak_up; allowed: wants,",
    'hears = ["Rose, Sam"]': "hears: found 'Rose, Sam', which does not read like \"Rose hears Sam\"",
    'hears = ["Rose hears Sim"]': "hears: found 'Sim'",
    'asks = { kind = "routin" }': "asks.kind: found 'routin'; allowed: routine,",
    'asks = { of = ["comm"] }': "asks.of: found 'comm'; allowed: management,",
    'luck = { mends = "in week 3" }': "luck.mends: comes up after each answer, in no given week",
    'luck = { goes_wrong = "once" }': "luck.goes_wrong: comes up every week, so never just once",
    'luck = { mends = "perhaps" }': 'luck.mends: "perhaps" is neither yes, no, once,',
    "luck = { mends = 1.5 }": "luck.mends: 1.5 lies outside 0 to 1",
    "luck = { mends = true }": "luck.mends: is neither yes nor no nor a number",
    'then = [{ happens = "objectd" }]': "then 1: happens: found 'objectd'",
    'then = [{ happens = "live", gate = "ict" }]': "then 1: live: nobody knows gate",
    'then = [{ happens = "objected", gate = "itc" }]': "then 1: gate: found 'itc'",
    'then = [{ happens = "objected", genuine = "yes" }]': "then 1: genuine: found 'yes', which is neither",
    'then = [{ happens = "decided", waited = 0.5 }]': "then 1: waited: found 0.5, which is no whole number",
    'then = [{ week = "3", happens = "live" }]': "then 1: week: found '3', which is no whole number",
    "then = [3]": "then: is no list of tables",
    'ends = { Rose = "life" }': "ends.Rose: found 'life'",
    'measured = [{ what = "uptak", is = 1 }]': "measured 1: what: found 'uptak'",
    'measured = [{ what = "uptake" }]': "measured 1: says neither is, above nor below",
    "[[story.lifted]]\nby = 'magic'": "lifted: says what lifts an objection, and the story names none",
    "objection = 'inertia'\n[[story.lifted]]\nby = 'leader'": "lifted 1: by: found 'leader'",
    "[[story.otherwise]]\nnever = []": 'otherwise 1: has no "when", which says what is different',
}


@pytest.mark.parametrize("lines", WRONG)
def test_a_file_says_what_to_mend(lines):
    given = {"title": 'title = "Own"', "seed": 'seed = ["S1"]', "then": 'then = [{ happens = "live" }]'}
    kept = [line for key, line in given.items() if not lines.startswith(f"{key} ")]
    with pytest.raises(StoryError) as error:
        stories_in("\n".join(["[[story]]", *kept, lines]), "own.toml")
    assert any(WRONG[lines] in problem and problem.startswith("own.toml: story ") for problem in error.value.problems)


def test_the_nearest_word_is_offered():
    with pytest.raises(StoryError, match=r"did you mean knowledge_gap\?$"):
        stories_in(
            '[[story]]\ntitle = "A"\nseed = ["S1"]\nobjection = "knowlege_gap"\nends = {Rose = "live"}', "a.toml"
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("story = ", "own.toml: not TOML: "),
        ("", "own.toml: has no [[story]]"),
        ("[[stories]]", "own.toml: the file: nobody knows stories; allowed: story; did you mean story?"),
        ('[[story]]\ntitle = "A"\nseed = ["S1"]', 'own.toml: story "A": then: nothing is said of what happens'),
        ('[[story]]\ntitle = "A"\n' * 2, 'two stories are called "A"'),
    ],
)
def test_so_does_a_file_that_is_no_file_of_stories(text, said):
    with pytest.raises(StoryError) as error:
        stories_in(text, "own.toml")
    assert said in str(error.value)
