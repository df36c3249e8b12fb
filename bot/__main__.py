"""`python -m bot` is `eftertanke`."""

from bot.cli import main

if __name__ == "__main__":
    main()
