"""Telegram in a box: a Bot API server on loopback, and a control API to act as its people.

It knows nothing of the rest of the project: any bot that speaks the Bot API can be tried here.
"""
