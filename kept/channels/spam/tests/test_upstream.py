"""What filters write into headers."""

from __future__ import annotations

import pytest

from kept.channels.email import reading
from kept.channels.spam.upstream import verdict
from kept.channels.tests.letters import letter


@pytest.mark.parametrize(
    ("fields", "is_spam", "score"),
    [
        ({"X_Spam_Flag": "YES"}, True, ""),
        ({"X_Spam_Flag": "NO"}, False, ""),
        ({"X_Spam_Status": "Yes, score=8.1 required=5.0 tests=BAYES_99"}, True, "8.1"),
        ({"X_Spam_Status": "No, score=-0.2 required=5.0"}, False, "-0.2"),
        ({"X_Spam_Status": "No, hits=1.2 required=5.0"}, False, "1.2"),
        ({"X_Spam_Flag": "YES", "X_Spam_Score": "12.5"}, True, "12.5"),
        ({"X_Spamd_Result": "default: True [15.30 / 15.00]; BAYES_SPAM(5.10)"}, True, "15.30"),
        ({"X_Spamd_Result": "default: False [-1.10 / 15.00]"}, False, "-1.10"),
        ({"X_Rspamd_Action": "add header"}, True, ""),
        ({"X_Rspamd_Action": "no action"}, False, ""),
        ({"X_MS_Exchange_Organization_SCL": "6"}, True, ""),
        ({"X_MS_Exchange_Organization_SCL": "-1"}, False, ""),
        ({"X_Forefront_Antispam_Report": "CIP:1.2.3.4;CTRY:US;SCL:9;SFV:SPM"}, True, ""),
    ],
)
def test_verdicts(fields: dict[str, str], is_spam: bool, score: str) -> None:
    (arrival,) = reading.parse(letter(**fields))
    found = verdict(arrival.details)
    assert found is not None
    assert (found.is_spam, found.score) == (is_spam, score)


@pytest.mark.parametrize("fields", [{}, {"X_Spam_Flag": "maybe"}, {"X_Spam_Score": "9.9"}, {"X_Spam_Status": ","}])
def test_what_says_nothing_is_no_verdict(fields: dict[str, str]) -> None:
    (arrival,) = reading.parse(letter(**fields))
    assert verdict(arrival.details) is None
