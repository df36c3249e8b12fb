"""The whole box as JSON: to look into, to keep in a file, to go back to.

The call log and the lint are not part of it, nor are calls under way.
"""
