"""Reports that measure the newsroom, on labelled articles and on the sample newsroom."""
