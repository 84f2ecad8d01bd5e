"""Scopes above the words of a figure: whose it is, of when, whether it is aimed at; what a text says around itself."""
