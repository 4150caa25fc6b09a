"""The look, documented: every component with what it is for, drawn by its own template with
ordinary content and with content that misbehaves, by day and by night. Development only, at
/styleguide/.

It asks the database for two pictures at most and for nothing else: what it shows are samples.
"""
