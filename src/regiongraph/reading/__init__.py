"""From the file of a release to the statements in it; knows no RDF."""
