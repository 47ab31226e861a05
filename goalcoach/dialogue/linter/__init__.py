"""What is unwise in a script that compiles: logic, words, interviewing. No visit imports it."""
