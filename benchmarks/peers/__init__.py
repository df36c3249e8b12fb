"""What ours is measured beside: the plainest bots over the stock libraries, which keep nothing.

Each is a program: `python -m benchmarks.peers.NAME URL TOKEN PERSON...`.
"""
