"""Management: heads who do not understand it, until they are told."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.rules import management

share = st.floats(0, 1)
two_shares = st.tuples(share, share).map(sorted)


@given(two_shares, share)
def test_concern_not_understood_rises_with_illiteracy_and_peers_evidence_lifts_it(some, other):
    less, more = some
    concern = management.concern_not_understood
    assert 0.0 <= concern(more, other) <= concern(less, other) <= 1.0
    assert 0.0 <= concern(other, more) <= concern(other, less)
    assert concern(1.0, other) == concern(other, 1.0) == 0.0
    assert concern(0.0, 0.0) == 1.0


@given(share, two_shares, share)
def test_literacy_from_message_only_grows_the_more_so_the_stronger_the_message(literacy, message, news):
    weak, strong = message
    following = management.literacy_from_message
    assert literacy <= following(literacy, weak, news) <= following(literacy, strong, news) <= 1.0
    assert following(literacy, 0.0, news) == following(literacy, strong, 0.0) == literacy
