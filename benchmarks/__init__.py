"""Figures of docs/performance.md: `make bench`. Ratios in one run are what counts."""
