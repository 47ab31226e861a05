"""From blocks to bytes: plain text, Markdown, a web page, PDF. A writer knows nothing of plans."""
