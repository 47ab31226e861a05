"""What was rated and counted over the visits: series, scores, what is worth a talk; the diary."""
