"""The story: everything that happened in the last month, a theme a file."""

from kept.demo.story import (
    abroad,
    boxes,
    changes,
    claims,
    firms,
    junk,
    long_ways,
    moving_days,
    praise,
    quotes,
    small_claims,
    storage,
    today,
    words_given,
)
from kept.demo.story.words_kept import with_its_words

THEMES = (
    quotes,
    long_ways,
    moving_days,
    claims,
    small_claims,
    changes,
    abroad,
    firms,
    boxes,
    storage,
    praise,
    junk,
    words_given,
    today,
)
TALKS = [with_its_words(talk) for theme in THEMES for talk in theme.TALKS]
