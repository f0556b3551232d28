"""From the typography of the articles' language to a target locale's."""
