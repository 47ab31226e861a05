"""What differs between two plans, as typed changes, with the reasons that were written down."""
