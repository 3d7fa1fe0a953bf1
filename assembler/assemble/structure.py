"""The structure tree of the whole: every part's own tree grafted under one /Document (ISO 32000-1, 14.7 and 14.8).

A screen reader follows this tree. Each part keeps its elements; what must be unique in one file is renumbered or
renamed: keys of the parent tree, element identifiers, roles and classes that mean something else in another part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from assembler.assemble.trees import read_name_tree, read_number_tree, write_name_tree, write_number_tree


@dataclass
class StructureDraft:
    """The tree while it grows; ``next_key`` is the first free key of the parent tree."""

    root: Object
    document: Object
    numbers: list[tuple[int, Object]] = field(default_factory=list)
    ids: dict[bytes, Object] = field(default_factory=dict)
    roles: dict[str, Object] = field(default_factory=dict)
    classes: dict[str, Object] = field(default_factory=dict)
    namespaces: list[Object] = field(default_factory=list)
    next_key: int = 0


def begin_structure(pdf: Pdf, language: str) -> StructureDraft:
    """Gives an empty tree: a root and its one /Document element (PDF/UA-1, 7.1)."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = Dictionary(Type=Name.StructElem, S=Name.Document, P=root, Lang=String(language), K=Array())
    return StructureDraft(root, pdf.make_indirect(document))


def is_tagged(pdf: Pdf) -> bool:
    """True when the file says it is tagged and has the two trees that make it so."""
    marked = pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked")
    tree = pdf.Root.get("/StructTreeRoot")
    return bool(marked) and isinstance(tree, Dictionary) and "/K" in tree and "/ParentTree" in tree


def add_part(pdf: Pdf, draft: StructureDraft, title: str, language: str = "") -> Object:
    """Gives a new /Part element under /Document, named by the part's title."""
    part = Dictionary(Type=Name.StructElem, S=Name.Part, P=draft.document, T=String(title), K=Array())
    if language:
        part.Lang = String(language)
    element = pdf.make_indirect(part)
    draft.document.K.append(element)
    return element


def graft_structure(pdf: Pdf, draft: StructureDraft, source: Pdf, pages: Sequence[Page], part: Object) -> None:
    """Moves a source's tree under ``part``; ``pages`` are its pages, already in ``pdf``."""
    tree = pdf.copy_foreign(_as_indirect(source, "/StructTreeRoot"))
    numbers = read_number_tree(tree.ParentTree)
    draft.numbers.extend((key + draft.next_key, value) for key, value in numbers)
    shift_keys(pages, draft.next_key)
    draft.next_key += max([int(tree.get("/ParentTreeNextKey", 0)), *(key + 1 for key, _ in numbers)])
    _merge_names(draft, tree)
    _merge_ids(draft, tree)
    draft.namespaces.extend(tree.get("/Namespaces", []))
    for element in _kids(tree):
        if element.get("/S") == Name.Document:
            element.S = Name.Sect  # one /Document in the whole
        element.P = part
        part.K.append(element if element.is_indirect else pdf.make_indirect(element))


def finish_structure(pdf: Pdf, draft: StructureDraft) -> None:
    """Writes the grown tree into the catalog."""
    root = draft.root
    root.K = draft.document
    root.ParentTree = write_number_tree(pdf, draft.numbers)
    root.ParentTreeNextKey = draft.next_key
    if draft.roles:
        root.RoleMap = Dictionary(draft.roles)
    if draft.classes:
        root.ClassMap = Dictionary(draft.classes)
    if draft.ids:
        root.IDTree = write_name_tree(pdf, draft.ids.items())
    if draft.namespaces:
        root.Namespaces = Array(draft.namespaces)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def shift_keys(pages: Sequence[Page], offset: int) -> None:
    """Adds ``offset`` to every parent-tree key of the pages, their annotations and their pictures."""
    seen: set[tuple[int, int]] = set()
    for page in pages:
        _shift(page.obj, offset)
        for annotation in page.obj.get("/Annots", []):
            _shift(annotation, offset)
        for picture in pictures_of(page.obj, seen):
            _shift(picture, offset)


def drop_keys(holder: Object) -> None:
    """Forgets the parent-tree keys of a structure that is not kept."""
    for key in ("/StructParent", "/StructParents"):
        if key in holder:
            del holder[key]


def _shift(holder: Object, offset: int) -> None:
    for key in ("/StructParent", "/StructParents"):
        if key in holder:
            holder[key] = int(holder[key]) + offset


def pictures_of(holder: Object, seen: set[tuple[int, int]]) -> Iterator[Object]:
    """Gives the XObjects a page or form draws, each once even when pages share one resource dictionary."""
    resources = holder.get("/Resources")
    if resources is None or (resources.is_indirect and resources.objgen in seen):
        return
    if resources.is_indirect:
        seen.add(resources.objgen)
    for picture in resources.get("/XObject", {}).values():
        if picture.objgen not in seen:
            seen.add(picture.objgen)
            yield picture
            yield from pictures_of(picture, seen)


def _merge_names(draft: StructureDraft, tree: Object) -> None:
    """Adds roles and classes; one that another part uses otherwise is renamed in this part's elements."""
    renamed: dict[tuple[str, str], str] = {}
    for key, known in (("/RoleMap", draft.roles), ("/ClassMap", draft.classes)):
        for name, meaning in tree.get(key, {}).items():
            fresh = name
            while fresh in known and known[fresh] != meaning:
                fresh += "_"
            known[fresh] = meaning
            if fresh != name:
                renamed["/S" if key == "/RoleMap" else "/C", name] = fresh
    if renamed:
        for element in _elements(tree):
            _rename(element, renamed)


def _rename(element: Object, renamed: dict[tuple[str, str], str]) -> None:
    for key in ("/S", "/C"):
        value = element.get(key)
        if isinstance(value, Name) and (key, str(value)) in renamed:
            element[key] = Name(renamed[key, str(value)])
        elif isinstance(value, Array):  # /C may list classes and revision numbers
            element[key] = Array(
                [Name(renamed.get((key, str(v)), str(v))) if isinstance(v, Name) else v for v in value]
            )


def _merge_ids(draft: StructureDraft, tree: Object) -> None:
    """Adds element identifiers; those already taken get a new name, also in the tables that cite them (/Headers)."""
    if "/IDTree" not in tree:
        return
    renamed: dict[bytes, bytes] = {}
    for name, element in read_name_tree(tree.IDTree):
        fresh, turn = name, 1
        while fresh in draft.ids:
            fresh, turn = name + b"-%d" % turn, turn + 1
        draft.ids[fresh] = element
        element.ID = String(fresh)
        if fresh != name:
            renamed[name] = fresh
    if any(draft.ids[fresh].get("/S") == Name.TH for fresh in renamed.values()):
        for element in _elements(tree):
            _rename_headers(element, renamed)


def _rename_headers(element: Object, renamed: dict[bytes, bytes]) -> None:
    attributes = element.get("/A")
    for owner in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(owner, Dictionary) and isinstance(owner.get("/Headers"), Array):
            owner.Headers = Array([String(renamed.get(bytes(name), bytes(name))) for name in owner.Headers])


def _elements(tree: Object) -> Iterator[Object]:
    waiting, seen = _kids(tree), set()
    while waiting:
        element = waiting.pop()
        if element.objgen not in seen or not element.is_indirect:
            seen.add(element.objgen)
            yield element
            waiting.extend(_kids(element))


def _kids(element: Object) -> list[Object]:
    """Gives the child elements; content references (numbers, /MCR, /OBJR) have no /S."""
    kids = element.get("/K")
    found = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in found if isinstance(kid, Dictionary) and "/S" in kid]


def _as_indirect(source: Pdf, key: str) -> Object:
    value = source.Root[key]
    return value if value.is_indirect else source.make_indirect(value)
