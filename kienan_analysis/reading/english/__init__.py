"""English: what its prose does otherwise than Vietnamese, before and after the rule table that both share.

`tokens`, `figures`, `mentions`, `spans` and `items` turn a text into the items that the grammar works on; `places` says
whose a figure may be, `periods` of when; `sentences` walks from figure to figure by the table ``rules_en.toml``;
`reader` puts them together.
"""
