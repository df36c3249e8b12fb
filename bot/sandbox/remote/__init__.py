"""The control API from Python, in parts; `bot.sandbox.client` puts them together."""
