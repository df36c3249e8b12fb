"""What somebody's words tell, read by lists and rules on the organisation's own machine."""
