"""The rich text editor: the one file that knows CKEditor.

It is only the widget of a text area. Its content rules are made from the vocabulary of
geekfeed/lib/vocabulary.py, which also cleans what is stored: what can be typed is what survives.
"""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import embeds
from geekfeed.lib.vocabulary import CLASSES, VOCABULARY

TOOLBAR = [
    ["Format", "Bold", "Italic", "RemoveFormat"],
    ["Link", "Unlink"],
    ["BulletedList", "NumberedList"],
    ["Quotation", "Picture", "Embed", "Table", "SpecialChar"],
    ["Undo", "Redo", "Find"],
]
# Our own scripts: the picker, what the parts of the editor share, and the parts.
SCRIPTS = [
    "js/desk-pictures.js",
    "js/desk-editor.js",
    "js/desk-editor-quotation.js",
    "js/desk-editor-picture.js",
    "js/desk-editor-embed.js",
    "js/desk-editor-paste.js",
]
# What brings in foreign markup, asks other hosts, hides the browser's own spelling, prints the
# tree of elements under the text, or is done better by our own buttons and our own pasting.
LEFT_OUT = [
    "about",
    "bidi",
    "blockquote",
    "colorbutton",
    "colordialog",
    "contextmenu",
    "copyformatting",
    "div",
    "elementspath",
    "exportpdf",
    "font",
    "forms",
    "iframe",
    "image",
    "justify",
    "language",
    "liststyle",
    "magicline",
    "newpage",
    "pagebreak",
    "pastefromgdocs",
    "pastefromlibreoffice",
    "pastefromword",
    "pastetools",
    "preview",
    "print",
    "resize",
    "save",
    "scayt",
    "showblocks",
    "showborders",
    "smiley",
    "sourcearea",
    "stylescombo",
    "tableselection",
    "tabletools",
    "templates",
    "uploadimage",
    "uploadwidget",
    "wsc",
]
CTRL = 0x110000  # as CKEditor counts its keys
# Inside a caption: words, and whose the picture is.
IN_CAPTIONS = "a[href,title]; br; cite; code; em; q; s; span(credit); strong; sub; sup"


def allowed_content() -> dict[str, dict[str, str]]:
    """The vocabulary as CKEditor's rules: element → its attributes and classes."""
    rules = {tag: {"attributes": ",".join(sorted(names))} for tag, names in VOCABULARY.items()}
    for tag, classes in CLASSES.items():
        rules.setdefault(tag, {})["classes"] = ",".join(sorted(classes))
    return rules


def config() -> dict[str, Any]:
    """The editor's configuration. It stands in the page itself (divarea), without a frame, so that
    the site's own type, night mode, find-in-page and spelling work in it."""
    return {
        "allowedContent": allowed_content(),
        "clipboard_handleImages": False,  # they are uploaded, not written into the text
        "customConfig": "",
        "disableNativeSpellChecker": False,
        "entities": False,
        "desk": words()
        | {
            "embeds": embeds.offered(),
            "inCaptions": IN_CAPTIONS,
            "media": settings.MEDIA_URL,
            "picker": reverse("image-picker"),
        },
        "extraPlugins": "divarea,desk,autolink",  # a pasted address is a link
        "format_tags": "p;h2;h3",
        "height": "auto",
        # Ctrl K is the desk's own (static/js/desk-keys.js); a link is made with Ctrl L.
        "keystrokes": [[CTRL + ord("K"), None], [CTRL + ord("L"), "link"]],
        "linkDefaultProtocol": "https://",
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        "pasteFilter": None,  # static/js/desk-editor-paste.js knows better
        "removeDialogTabs": "table:advanced",
        "removePlugins": ",".join(LEFT_OUT),
        "stylesSet": False,
        "title": _("Body of the story"),
        "toolbar": TOOLBAR,
        "versionCheck": False,
    }


def words() -> dict[str, str | list[str]]:
    """What the parts of the editor say (static/js/desk-editor-*.js)."""
    return {
        "quotation": _("Quotation"),
        "words": _("Words"),
        "who": _("Who said it"),
        "how": _("Then, such as: showrunner, to"),
        "howAtFirst": _("to"),
        "source": _("Source (whom it was said to)"),
        "address": _("Address of the source, such as /sources/screencrush/"),
        "marks": [_("“"), _("”")],
        "noWords": _("Write the words that were said."),
        "halfASource": _("A source needs both its name and its address."),
        "noAddress": _("The address begins with / or with https://."),
        "picture": _("Picture"),
        "notOpened": _(
            "The pictures could not be opened. Look at your connection, then try again."
        ),
        "noPicture": _("Only pictures can be put into a story. Link to everything else."),
        "leftOutOne": _(
            "A picture was left out: the text has only where it came from. Save it as a file, and "
            "drop that in here."
        ),
        "leftOut": _(
            "%s pictures were left out: the text has only where they came from. Save them as "
            "files, and drop those in here."
        ),
        "embed": _("Video or post"),
        "embedAddress": _("Its address"),
        "embedTitle": _("Title, as readers see it before they open it"),
        "embedCaption": _("Caption, if it needs one"),
        "noEmbed": _(
            "This address is none that can be shown in a story. Copy it from the page of the video "
            "or post, or make it a link in your text."
        ),
        "noTitle": _("Write a title: it stands in the place of what is not loaded yet."),
    }


class Editor(CKEditorWidget):
    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.config = config()
        return super().get_context(name, value, attrs)

    @property
    def media(self) -> forms.Media:
        """Ours comes after CKEditor's own: in one list, as separate ones may be interleaved."""
        theirs = super().media
        return forms.Media(css=theirs._css, js=[*theirs._js, *SCRIPTS])
