"""Four weeks of a team's life, played by made-up people against Telegram in a box.

The bot they talk to is the real one: only the Clock and the address of Telegram are the demo's.
"""
