"""Statements become RDF, RDF becomes a store, a store answers questions."""
