"""Formulas: every way in which pages hold one becomes a <formula> of TeX, once; its rendered copies go."""

import re

from paperknife.clipping.markdown.mathml import to_tex
from paperknife.clipping.markdown.tree import Document, Element, Text

# Around a formula and all its copies: KaTeX, MathJax 3 and 4, Wikipedia, GitHub, and generators that write TeX itself.
_WRAPPERS = frozenset(
    ("katex-display", "katex", "mwe-math-element", "mathjax_display", "mathjax", "mathjax_svg", "mathjax_chtml")
)
_WRITTEN = frozenset(("arithmatex", "math", "latex", "tex"))
_NAMED = re.compile(r"math|katex|tex\b|equation|formula", re.IGNORECASE)
_DISPLAYED = re.compile(r"display|block", re.IGNORECASE)
_DELIMITERS = (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$"))
_SOURCES = ("data-latex", "data-tex", "data-math", "data-katex", "data-equation")
_TEX = re.compile(r"\b(?:la)?tex\b", re.IGNORECASE)  # application/x-tex, but not text/plain
_STYLE = re.compile(r"\{\\(?:displaystyle|textstyle)\s+(.*)\}\Z", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*(?:\n|\Z)")
_DOLLAR = re.compile(r"(?<!\\)((?:\\\\)*)\$([^$]*)(?<!\\)\$")
_PREVIEWS = frozenset(
    (
        "mathjax_preview",
        "mathjax",
        "mathjax_display",
        "mathjax_svg",
        "mathjax_svg_display",
        "mathjax_chtml",
        "mjx-chtml",
    )
)
_FALLBACK_IMAGES = ("mwe-math-fallback", "latex", "tex", "texmath")


def formulas(document: Document) -> None:
    """Replace every formula by <formula>, whose text is TeX; `display` is set for one on lines of its own."""
    for script in document.all("script"):
        _script(script)
    for container in document.all("mjx-container", "math-renderer", "tex-math"):
        _wrapper(container, displayed=container.get("display") in ("true", "block"))
    for element in document.with_class():
        classes = element.classes
        if not _WRAPPERS.isdisjoint(classes) or (_source(element) and _NAMED.search(element.get("class"))):
            if document.holds(element):
                _wrapper(element, displayed=bool(_DISPLAYED.search(element.get("class"))))
        elif not _WRITTEN.isdisjoint(classes) and element.name in ("span", "div") and document.holds(element):
            _written(element, classes)
    for math in document.all("math"):
        _put(math, _tex_of(math), displayed=math.get("display") == "block" or math.get("mode") == "display")
    for image in document.all("img"):
        if any(name.startswith(_FALLBACK_IMAGES) for name in image.classes) and _is_tex(image.get("alt")):
            _put(image, image.get("alt"), displayed="display" in image.get("class"))
    for element in document.with_class():
        following = element.after() if "mathjax_preview" in element.classes else None
        if isinstance(following, Element) and following.name == "formula":
            element.remove()


def _put(element: Element, tex: str, *, displayed: bool) -> None:
    """Put a formula in the place of an element; an element that says nothing stays."""
    tex = _tidy(tex, displayed)
    if tex:
        element.replace(Element("formula", {"display": "yes"} if displayed else {}, [Text(tex)]))


def _tidy(tex: str, displayed: bool) -> str:
    """TeX without delimiters, comments and empty lines; in one line unless it is displayed."""
    tex = _COMMENT.sub("", tex.strip()) if "%" in tex else tex.strip()
    for start, end in _DELIMITERS:
        if tex.startswith(start) and tex.endswith(end) and len(tex) >= len(start) + len(end):
            tex = tex[len(start) : -len(end)].strip()
    wrapped = _STYLE.match(tex)
    if wrapped and _is_balanced(wrapped[1]):
        tex = wrapped[1].strip()
    # A dollar would end the formula: within \text{…} TeX has other signs for the same.
    tex = _DOLLAR.sub(lambda found: f"{found[1]}\\({found[2]}\\)", tex)
    lines = [line.rstrip() for line in tex.splitlines() if line.strip()]
    tex = "\n".join(lines) if displayed else " ".join(line.strip() for line in lines)
    while (len(tex) - len(tex.rstrip("\\"))) % 2:
        tex = tex[:-1].rstrip()
    return tex


def _is_balanced(tex: str) -> bool:
    depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", tex):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _is_tex(alt: str) -> bool:
    """Whether an alternative text is TeX and not a description."""
    return bool(re.search(r"[\\^_{}=+]", alt)) or (0 < len(alt) < 4)


def _tex_of(element: Element) -> str:
    """The TeX of an element that holds a formula: annotation, alttext, MathJax's own copy, else written from MathML."""
    annotation = next((node for node in element.inside("annotation") if _TEX.search(node.get("encoding"))), None)
    if annotation is not None and annotation.all_text().strip():
        return annotation.all_text()
    maths = [element] if element.name == "math" else element.inside("math")
    for math in maths:
        # LaTeXML and Wikipedia give the source; other pages describe the formula in words there.
        alternative = math.get("alttext")
        if alternative and _is_tex(alternative):
            return alternative
    for node in [element, *(node for node in element.walk() if isinstance(node, Element))]:
        if node.get("data-mathml"):
            held = Document(node.get("data-mathml")).all("math")
            if held:
                return _tex_of(held[0])
        if _source(node):
            return _source(node)
    if maths:
        return to_tex(maths[0])
    image = next((node for node in element.inside("img") if node.get("alt")), None)
    return image.get("alt") if image is not None else ""


def _source(element: Element) -> str:
    """The TeX that an attribute holds."""
    return next((element.get(name) for name in _SOURCES if element.get(name)), "")


def _wrapper(element: Element, *, displayed: bool) -> None:
    """A container with one formula in several copies; a whole article can bear the same class names."""
    maths = element.inside("math")
    if len(maths) > 1 or element.inside("p", "li", "table", "section", "blockquote", "h1", "h2", "h3"):
        return
    written = element.all_text() if element.name in ("math-renderer", "tex-math") else ""
    displayed = displayed or written.strip().startswith("$$") or any(math.get("display") == "block" for math in maths)
    tex = _tex_of(element) or written
    if tex:
        _put(element, tex, displayed=displayed)


def _written(element: Element, classes: list[str]) -> None:
    """TeX that stands in the page to be set by a script that did not run: pandoc, arithmatex, Hugo."""
    text = element.all_text().strip()
    plain = all(isinstance(node, Text) for node in element.contents)
    delimited = any(
        text.startswith(start) and text.endswith(end) and len(text) > len(start + end) for start, end in _DELIMITERS
    )
    if plain and text and (delimited or "inline" in classes or "display" in classes or "block" in classes):
        displayed = (
            element.name == "div" or any(_DISPLAYED.search(name) for name in classes) or text.startswith(("$$", "\\["))
        )
        _put(element, text, displayed=displayed)


def _script(script: Element) -> None:
    """MathJax 2: `<script type="math/tex; mode=display">` behind its preview and its rendering."""
    kind = script.get("type").lower()
    before = script.before()
    while isinstance(before, Element) and (
        not _PREVIEWS.isdisjoint(before.classes) or before.get("id").startswith("MathJax-Element")
    ):
        before.remove()
        before = script.before()
    if "mml" in kind:
        held = Document(script.all_text()).all("math")
        _put(script, _tex_of(held[0]) if held else "", displayed="display" in kind)
    else:
        _put(script, script.all_text(), displayed="display" in kind)
