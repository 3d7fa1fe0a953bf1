"""Walks a structure tree once: headings in order, alternate texts, and which pages others made."""

from collections.abc import Collection, Iterator

from pikepdf import Array, Dictionary, Object, Pdf

from assembler.i18n import translate as _

Parents = dict[int, Object]
Problem = tuple[str, str, str]
NEED_ALTERNATE = ("/Figure", "/Formula")
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def read_parents(tree: Object) -> Parents:
    """Gives the parent tree as a mapping; looping nodes are read once (ISO 32000-1, 7.9.7)."""
    parents: Parents = {}
    waiting, seen = [tree.ParentTree], set()
    while waiting:
        node = waiting.pop()
        if node.is_indirect and node.objgen in seen:
            continue
        seen.add(node.objgen)
        flat = list(node.get("/Nums", []))
        parents.update((int(key), value) for key, value in zip(flat[::2], flat[1::2], strict=False))
        waiting.extend(node.get("/Kids", []))
    return parents


def find_structure_defects(
    tree: Object, document: Pdf, attachments: Collection[int]
) -> tuple[tuple[Problem, ...], frozenset[int]]:
    """Gives the defects of the parts we made, and the pages of the parts that others made."""
    roles = {name: str(role) for name, role in tree.get("/RoleMap", Dictionary()).items()}
    numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
    problems: list[Problem] = []
    foreign: set[int] = set()
    for order, part in enumerate(_parts(tree)):
        elements = _walk(part)
        if order in attachments:
            foreign.update(numbers[e.Pg.objgen] for e in elements if "/Pg" in e and e.Pg.objgen in numbers)
        else:
            problems.extend(_check_part(elements, roles, numbers, str(part.get("/T", ""))))
    return tuple(problems), frozenset(foreign)


def _check_part(
    elements: Iterator[Object], roles: dict[str, str], numbers: dict[tuple[int, int], int], title: str
) -> Iterator[Problem]:
    level = 0
    for element in elements:
        role = _role(element, roles)
        if role in HEADINGS:
            if HEADINGS[role] > level + 1:
                found = _("un titre de niveau\u00a0{found} suit le niveau\u00a0{level}").format(
                    found=HEADINGS[role], level=level
                )
                yield (
                    "acc-titres",
                    _place(element, numbers) or title,
                    _("Un niveau de titre est sauté\u00a0: {found}.").format(found=found),
                )
            level = HEADINGS[role]
        elif role in NEED_ALTERNATE and not str(element.get("/Alt", "")):
            yield "acc-image", _place(element, numbers) or title, _("Une image n’a pas de texte de remplacement.")


def _role(element: Object, roles: dict[str, str]) -> str:
    """Resolves the role map; a standard name may itself be mapped, and a map may loop."""
    role, seen = str(element.S), set()
    while role in roles and role not in seen:
        seen.add(role)
        role = roles[role]
    return role


def _place(element: Object, numbers: dict[tuple[int, int], int]) -> str:
    page = element.get("/Pg")
    return (
        _("page\u00a0{page}").format(page=numbers[page.objgen] + 1)
        if page is not None and page.objgen in numbers
        else ""
    )


def _parts(tree: Object) -> list[Object]:
    """Gives the /Part elements under /Document; a file of one part is its own part."""
    tops = _kids(tree)
    parts = [kid for top in tops for kid in _kids(top) if kid["/S"] == "/Part"]
    return parts or tops


def _walk(top: Object) -> Iterator[Object]:
    """Gives the elements in reading order, each once."""
    waiting, seen = [top], set()
    while waiting:
        element = waiting.pop()
        if element.is_indirect and element.objgen in seen:
            continue
        seen.add(element.objgen)
        yield element
        waiting.extend(reversed(_kids(element)))


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K")
    found = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in found if isinstance(kid, Dictionary) and "/S" in kid]
