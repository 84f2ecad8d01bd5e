"""What holds above the sentence: whose figures are read, and which blocks of a page hold none of them."""
