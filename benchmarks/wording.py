"""What people say in a benchmark."""

import random

SENTENCES = (
    "There was no time to sit down with anybody this week.",
    "A man I help at home chose his own shirt, because I waited.",
    "The handover was late again and two of us started without knowing what had happened.",
    "I asked a colleague for help, and it was easier than I had thought.",
    "We laughed together in the kitchen for the first time in weeks.",
    "The new routine takes longer than the old one, and nobody knows why we have it.",
    "A mother thanked me for listening.",
    "I was tired and spoke more sharply than I wanted to.",
    "Somebody from the other team came by, and we solved it in five minutes.",
    "The computer was down for the whole morning.",
    "I felt safe enough to say that I did not know.",
    "Too many papers, too few people.",
    "What helps is a quiet minute between two visits.",
    "My manager asked how it went, and then waited for the answer.",
    "We did not talk about what happened, and I still think of it.",
    "The young people decided the plan themselves, and it held.",
    "Next week I want to ask one question more before I give advice.",
    "Our meetings are full of information and empty of thought.",
    "I learned how my neighbour on the ward writes her notes.",
    "The schedule changed three times.",
)


def something(rng: random.Random) -> str:
    """One to four sentences."""
    return " ".join(rng.sample(SENTENCES, rng.randint(1, 4)))
