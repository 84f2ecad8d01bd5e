"""Documents: from the bytes of a page, a Word file, a PDF or a text to blocks of what they show."""
