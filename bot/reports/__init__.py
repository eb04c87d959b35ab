"""Reports that measure the newsroom on labelled articles."""
