"""Filling the catalog from TVmaze (https://www.tvmaze.com/api, licence CC BY-SA 4.0).

`asking` gets the JSON, `reading` makes plain values of it, `writing` brings them into the catalog
and leaves alone what somebody at the desk has changed.
"""
