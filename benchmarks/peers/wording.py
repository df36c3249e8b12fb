"""What the peers say: about as much text and as many buttons as a real question has."""

QUESTION = (
    "<b>How much room was there this week for what matters?</b>\n\n1 = none\n5 = plenty\n\n"
    "Counts in the team's picture, without your name."
)
LABELS = ("1", "2", "3", "4", "5", "Later", "Skip", "Example")
