"""What pydantic finds wrong in a request, told in plain French or English: every field at once, by its name."""

from collections.abc import Callable, Sequence
from typing import Any

from service.words import translate as _

Context = dict[str, Any]
_PLACES = ("body", "query", "path", "header", "cookie")


def field_errors(errors: Sequence[Any]) -> list[dict[str, str]]:
    """Gives one line for each field: where it stands in the request, its name, what is expected of it."""
    return [{"in": _place(error["loc"]), "field": _name(error["loc"]), "message": _message(error)} for error in errors]


def _place(loc: tuple[str | int, ...]) -> str:
    return str(loc[0]) if loc and loc[0] in _PLACES else "body"


def _name(loc: tuple[str | int, ...]) -> str:
    parts = loc[1:] if loc and loc[0] in _PLACES else loc
    return ".".join(str(part) for part in parts if not isinstance(part, int))


def _message(error: Any) -> str:
    told = _TOLD.get(error["type"])
    if told is None:
        return _("Cette valeur ne convient pas. Voyez ce que le champ accepte dans la description du service.")
    return told(error.get("ctx") or {})


def _bound(message: Callable[[], str], key: str) -> Callable[[Context], str]:
    return lambda context: message().format(limit=context.get(key, ""))


def _said(message: Callable[[], str]) -> Callable[[Context], str]:
    return lambda _context: message()


def _choices(context: Context) -> str:
    wanted = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
    return _("Choix possibles\u00a0: {choices}.").format(choices=wanted)


_TOLD: dict[str, Callable[[Context], str]] = {
    "missing": _said(lambda: _("Ce champ est requis.")),
    "extra_forbidden": _said(lambda: _("Ce champ n’existe pas ici. Retirez-le.")),
    "json_invalid": _said(lambda: _("Le corps de la demande n’est pas du JSON valide.")),
    "model_attributes_type": _said(lambda: _("Un objet JSON est attendu.")),
    "model_type": _said(lambda: _("Un objet JSON est attendu.")),
    "dict_type": _said(lambda: _("Un objet JSON est attendu.")),
    "list_type": _said(lambda: _("Une liste est attendue.")),
    "tuple_type": _said(lambda: _("Une liste est attendue.")),
    "string_type": _said(lambda: _("Un texte est attendu.")),
    "int_type": _said(lambda: _("Un nombre entier est attendu.")),
    "int_parsing": _said(lambda: _("Un nombre entier est attendu.")),
    "int_from_float": _said(lambda: _("Un nombre entier est attendu.")),
    "bool_parsing": _said(lambda: _("Répondez par true ou false.")),
    "bool_type": _said(lambda: _("Répondez par true ou false.")),
    "enum": _choices,
    "literal_error": _choices,
    "string_pattern_mismatch": _said(lambda: _("Ce texte n’a pas la forme attendue.")),
    "date_parsing": _said(lambda: _("Une date est attendue, sous la forme AAAA-MM-JJ.")),
    "date_from_datetime_parsing": _said(lambda: _("Une date est attendue, sous la forme AAAA-MM-JJ.")),
    "greater_than_equal": _bound(lambda: _("Le plus petit nombre permis est {limit}."), "ge"),
    "less_than_equal": _bound(lambda: _("Le plus grand nombre permis est {limit}."), "le"),
    "string_too_long": _bound(lambda: _("Ce texte compte au plus {limit} caractères."), "max_length"),
    "string_too_short": _bound(lambda: _("Ce texte compte au moins {limit} caractère."), "min_length"),
    "too_long": _bound(lambda: _("Cette liste compte au plus {limit} éléments."), "max_length"),
    "too_short": _bound(lambda: _("Cette liste compte au moins {limit} élément."), "min_length"),
}
