"""Answers for people: the network and the page."""
