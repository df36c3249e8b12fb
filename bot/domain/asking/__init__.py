"""Values and rules about asking people and what they answer."""
