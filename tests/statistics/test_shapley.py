"""Shapley values where they are known: games of the literature, and properties that define them."""

import numpy as np
import pytest

from experiments.statistics.shapley import interactions, players_of, shapley

GAME = np.random.default_rng(3).normal(size=(32, 7))
MEMBERS = np.array([[gone >> player & 1 for player in range(5)] for gone in range(32)], dtype=float)


def test_they_add_up_exactly():
    assert shapley(GAME).sum(axis=0) == pytest.approx(GAME[31] - GAME[0], abs=1e-12)


def test_players_that_add_up_get_what_they_add_and_have_no_interactions():
    worth = np.arange(1.0, 6.0)
    assert shapley(MEMBERS @ worth) == pytest.approx(worth)
    assert np.abs(interactions(MEMBERS @ worth)).max() == pytest.approx(0.0, abs=1e-12)


def test_the_glove_game():
    """One left glove, two right ones (Shapley and Shubik 1969): 2/3, 1/6, 1/6."""
    values = np.array([float(bool(gone & 1) and bool(gone & 6)) for gone in range(8)])
    assert shapley(values) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_the_airport_game():
    """Costs 1, 2, 3 of runways (Littlechild and Owen 1973): 1/3, 5/6, 11/6."""
    values = np.array([max((k + 1.0 for k in range(3) if gone >> k & 1), default=0.0) for gone in range(8)])
    assert shapley(values) == pytest.approx([1 / 3, 5 / 6, 11 / 6])


def test_a_player_who_changes_nothing_gets_exactly_nothing():
    values = np.array([GAME[gone & 0b01111] for gone in range(32)])
    assert np.all(shapley(values)[4] == 0.0)
    assert np.all(interactions(values)[4] == 0.0)


def test_players_who_are_alike_get_alike():
    swap = [gone & 0b11100 | (gone & 1) << 1 | (gone & 2) >> 1 for gone in range(32)]
    values = GAME + GAME[swap]
    assert shapley(values)[0] == pytest.approx(shapley(values)[1])


def test_only_together_is_a_complement_and_either_will_do_a_substitute():
    both = MEMBERS[:, 0] * MEMBERS[:, 1]
    either = np.maximum(MEMBERS[:, 0], MEMBERS[:, 1])
    assert interactions(both)[0, 1] == pytest.approx(1.0)
    assert interactions(either)[1, 0] == pytest.approx(-1.0)


def test_interactions_of_a_player_are_half_of_what_pairs_leave_over_in_a_game_of_pairs():
    """Where nothing goes beyond pairs, a Shapley value is the player alone and half of each interaction."""
    rng = np.random.default_rng(4)
    own, pair = rng.normal(size=5), rng.normal(size=(5, 5))
    pair = np.triu(pair, 1)
    values = MEMBERS @ own + np.einsum("si,ij,sj->s", MEMBERS, pair, MEMBERS)
    assert interactions(values) == pytest.approx(pair + pair.T)
    assert shapley(values) == pytest.approx(own + 0.5 * (pair + pair.T).sum(axis=1))


def test_a_number_of_sets_that_is_no_power_of_two_is_refused():
    with pytest.raises(ValueError, match="each set"):
        players_of(31)
