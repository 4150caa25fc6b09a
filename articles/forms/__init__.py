"""The story's form: its words and choices, its rows, and the one object that holds them all."""

from articles.forms.story import ArticleForm
from articles.forms.submission import Submission
from articles.forms.verbs import PlanForm, VerbForm

__all__ = ["ArticleForm", "PlanForm", "Submission", "VerbForm"]
