"""How English is written: contractions, slips and short forms, and the words that tell it from other languages."""

from __future__ import annotations

from collections.abc import Mapping

from kept.promises.finding.words import wordset

_PRONOUNS = [
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "that",
    "this",
    "there",
    "who",
    "what",
    "someone",
    "somebody",
    "nobody",
    "everybody",
    "one",
    "everything",
]
_PRONOUNS += ["tech", "engineer", "crew", "driver", "hedge", "bag", "lads", "team", "parcel", "order", "refund", "here"]
_ENDINGS = {"'ll": ("will",), "'re": ("are",), "'m": ("am",), "'ve": ("have",), "'d": ("would",), "'s": ("is",)}
PARTS: Mapping[str, tuple[str, ...]] = {
    **{pronoun + ending: (pronoun, *rest) for pronoun in _PRONOUNS for ending, rest in _ENDINGS.items()},
    **{
        verb + "n't": (verb, "not")
        for verb in [
            "do",
            "does",
            "did",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "would",
            "could",
            "should",
            "must",
            "need",
        ]
    },
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "'s"),
    "somebody'll": ("somebody", "will"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youll": ("you", "will"),
    "theyll": ("they", "will"),
    "itll": ("it", "will"),
    "wel": ("we", "will"),
    "weve": ("we", "have"),
    "youre": ("you", "are"),
    "theyre": ("they", "are"),
    "hes": ("he", "is"),
    "shes": ("she", "is"),
    **{f"{verb}nt": (verb, "not") for verb in ["do", "does", "did", "is", "was", "could", "would", "should"]},
    "gonna": ("going", "to"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "imma": ("i", "will"),
    "gotcha": ("got", "you"),
    "u": ("you",),
    "ur": ("your",),
    "wil": ("will",),
    "ll": ("will",),
    "tmrw": ("tomorrow",),
    "tmr": ("tomorrow",),
    **dict.fromkeys(("tomoz", "tmw", "tomo", "2moro"), ("tomorrow",)),
    "tomorow": ("tomorrow",),
    "tommorow": ("tomorrow",),
    "tommorrow": ("tomorrow",),
    "tomoro": ("tomorrow",),
    "tues": ("tuesday",),
    "tonite": ("tonight",),
    "n": ("and",),
    "wi": ("with",),
    "gie": ("give",),
    "ye": ("you",),
    "definately": ("definitely",),
    "recieve": ("receive",),
    "thursady": ("thursday",),
    "wendesday": ("wednesday",),
    "wensday": ("wednesday",),
}
COMMON = wordset(
    "the a an and to of in is are was you your we our i it that this for on with be have has will would can could "
    "not no if when at by from they he she us me my but or so as do does did there here what who how please thanks "
    "thank let tomorrow today by's yes ok sorry hi hello going get call ring back should shall just been them their "
    "its monday tuesday wednesday thursday friday saturday sunday am pm sure before after until than all any out up"
)
