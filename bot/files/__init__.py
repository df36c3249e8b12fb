"""Files that come with the program, and YAML with the place of each mistake."""
