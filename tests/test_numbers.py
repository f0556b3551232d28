"""What is lost of the numbers of a sentence."""
