"""What an operator does to one installation from the command line, while the bot runs or not."""
