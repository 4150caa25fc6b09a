"""What a source is called that nobody has recorded: as its link says, or after its domain."""

import pytest

from articles.proposals.naming import readable, told_by


@pytest.mark.parametrize(
    ("words", "domain", "name"),
    [
        ("Harlem Block Watch", "harlemblockwatch.com", "Harlem Block Watch"),
        (" The  Daily Planet ", "daily-planet.co.uk", "The Daily Planet"),
        ("Secret Scoop", "secretscoop.example.org", "Secret Scoop"),
        ("The Hollywood Reporter", "thr.com", "The Hollywood Reporter"),
        ("Deadline Hollywood", "deadline.com", "Deadline Hollywood"),
        ("Luke Cage", "harlemblockwatch.com", ""),
        ("harlem block watch", "harlemblockwatch.com", ""),
        ("Deadline says that it began", "deadline.com", ""),
        ("https://deadline.com/1", "deadline.com", ""),
        ("Harlem Block Watch" + "!" * 60, "harlemblockwatch.com", ""),
        ("", "deadline.com", ""),
        ("Deadline", "", ""),
    ],
)
def test_a_link_names_a_source_if_its_words_are_a_name_that_the_domain_has(words, domain, name):
    assert told_by(words, domain) == name


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("harlemblockwatch.com", "Harlemblockwatch"),
        ("daily-planet.co.uk", "Daily Planet"),
        ("x.com/olv", "x.com/olv"),
        ("-.com", "-.com"),
        ("", ""),
    ],
)
def test_a_domain_is_made_readable(domain, name):
    assert readable(domain) == name
