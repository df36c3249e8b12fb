"""What happens by itself: an ordered list of tasks, and the heartbeat that calls them."""
