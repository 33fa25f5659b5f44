"""By when: the times that are said in a sentence, and the moment each of them means."""
