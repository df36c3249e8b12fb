"""What comes back: the Seal, Insights, letters, Receipts."""
