"""Teams, their people, and where they meet."""
