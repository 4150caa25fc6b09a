"""The picture that other sites show beside a link to a page: a story's headline on the colour of
its show, who wrote it, and whose site it is; a show's name; else the site's. 1200 by 630 pixels,
drawn in the site's own faces.

A card's name is made of what it says, so that another headline is another picture and what is kept
is never old. It is drawn once: by the worker when the story goes out, or by whoever asks first.

lettering.py fits words into a place, drawing.py draws, keeping.py knows what a card says
and where it is kept, views.py gives it out.
"""
