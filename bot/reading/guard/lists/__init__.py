"""Words that the rules go by, in the eleven languages of the pilot."""
