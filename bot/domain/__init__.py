"""Pure values and rules, one file per noun. Nothing here reads a clock, a file or a socket."""
