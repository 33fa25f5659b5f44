"""The story: everything that happened in the last month, a theme a file."""

from kept.demo.story import abroad, boxes, changes, claims, firms, junk, moving_days, praise, quotes, storage, today

THEMES = (quotes, moving_days, claims, changes, abroad, firms, boxes, storage, praise, junk, today)
TALKS = [talk for theme in THEMES for talk in theme.TALKS]
