"""The studio: every message in a browser. A small server on 127.0.0.1, for the extra `studio`.

How to add a view:

1. `views/NAME.py` with `VIEW = View(name="NAME", title=…, key=…, order=…, page=function)`; it is found by
   itself. The function takes a `Visit` (the catalog of the moment, what the URL asks for,
   `visit.shown(locale=…)` to render) and returns what the template needs. `parameters` lists the view's own
   query parameters and the values each may have; `parts` are more addresses below `/NAME/` (fragments,
   downloads), `posts` those that change something: their forms post to `…?token={{ visit.token }}`.
2. `templates/NAME.html` extends `shell.html` and fills its block `main`, which is made equal to the new page
   when URL or files change; what a script fills in itself has `data-kept`. `parts.html` has macros (frame,
   inbox, tabs, problems). Links are `asked.url(stage="…")`, so that the URL is the state. What stands in
   `templates/take_away.html` is shown above each message.
3. Where need be `static/NAME.js` (a module; hears `studio:shown` on the document after each change) and
   `static/NAME.css` (with the properties of studio.css); both are linked. No inline script or style.
"""
