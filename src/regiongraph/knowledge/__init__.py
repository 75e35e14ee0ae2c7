"""What is known before a text is read: regions, bodies, offices, people and their names.

Facts live in ``data/``; the modules here read and check them and find their names in text.
Nothing here knows RDF.
"""
