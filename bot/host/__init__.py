"""The program as a process: its log and its event loop."""
