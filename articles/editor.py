"""The rich text editor: the one file that knows CKEditor.

It is only the widget of a text area. Its content rules are made from the vocabulary of
geekfeed/lib/vocabulary.py, which also cleans what is stored: what can be typed is what survives.
"""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from geekfeed.lib.vocabulary import CLASSES, VOCABULARY

TOOLBAR = [
    ["Format", "Bold", "Italic", "RemoveFormat"],
    ["Link", "Unlink"],
    ["BulletedList", "NumberedList"],
    ["Quotation", "Picture", "Table", "SpecialChar"],
    ["Undo", "Redo", "Find"],
]
# What brings in foreign markup, asks other hosts, hides the browser's own spelling, prints the
# tree of elements under the text, or is done better by our own two buttons.
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
    "preview",
    "print",
    "resize",
    "save",
    "scayt",
    "showblocks",
    "smiley",
    "sourcearea",
    "stylescombo",
    "tableselection",
    "tabletools",
    "templates",
    "wsc",
]


def allowed_content() -> dict[str, dict[str, str]]:
    """The vocabulary as CKEditor's rules: element → its attributes and classes."""
    rules = {tag: {"attributes": ",".join(sorted(names))} for tag, names in VOCABULARY.items()}
    for tag, classes in CLASSES.items():
        rules.setdefault(tag, {})["classes"] = ",".join(sorted(classes))
    return rules


def config() -> dict[str, Any]:
    """The editor's configuration. It stands in the page itself (divarea), without a frame, so that
    the site's own type, night mode, find-in-page and spelling work in it."""
    made: dict[str, Any] = {
        "allowedContent": allowed_content(),
        "clipboard_handleImages": False,  # they are uploaded, not written into the text
        "customConfig": "",
        "disableNativeSpellChecker": False,
        "entities": False,
        "desk": words(),
        "extraPlugins": "divarea,desk",
        "format_tags": "p;h2;h3",
        "height": "auto",
        "linkDefaultProtocol": "https://",
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        "removeDialogTabs": "table:advanced",
        "removePlugins": ",".join(LEFT_OUT),
        "stylesSet": False,
        "title": _("Body of the story"),
        "toolbar": TOOLBAR,
        "versionCheck": False,
    }
    if address := upload_url():
        made |= {
            # How it finds a picture again while that is on its way; the cleaner keeps neither.
            "extraAllowedContent": "img[!data-widget,!data-cke-upload-id]",
            "imageUploadUrl": address,
        }
    return made


def words() -> dict[str, str | list[str]]:
    """What the two dialogs of static/js/desk-editor.js say."""
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
        "file": _("Picture file"),
        "alt": _("What is to be seen, for those who cannot see it"),
        "caption": _("Caption"),
        "credit": _("Credit (whose picture it is)"),
        "noFile": _("Choose a picture file."),
        "noCredit": _("Say whose picture it is."),
        "onItsWay": _("The picture is on its way…"),
        "notTakenIn": _("The picture could not be sent. Look at your connection, then try again."),
    }


def upload_url() -> str | None:
    """Where pictures dropped into the text go; None where the site takes none in."""
    try:
        return reverse("image-upload")
    except NoReverseMatch:
        return None


class Editor(CKEditorWidget):
    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.config = config()
        return super().get_context(name, value, attrs)

    @property
    def media(self) -> forms.Media:
        """Ours comes after CKEditor's own: in one list, as separate ones may be interleaved."""
        theirs = super().media
        return forms.Media(css=theirs._css, js=[*theirs._js, "js/desk-editor.js"])
