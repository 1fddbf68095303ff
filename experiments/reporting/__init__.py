"""What a consultant hands over: one content, and its forms as a page, a PDF, a Word file and slides."""
