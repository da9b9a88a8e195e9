"""TeX for MathML that brings none: fractions, powers, roots, sums, tables, fences (W3C MathML Core)."""

import re

from paperknife.clipping.markdown.tree import Element


def _table(words: str) -> dict[str, str]:
    """A table written as a row of words: name, value, name, value …"""
    row = words.split()
    return dict(zip(row[::2], row[1::2], strict=True))


_SIGNS = _table(
    "α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda "
    "μ mu ν nu ξ xi π pi ρ rho ϱ varrho σ sigma ς varsigma τ tau υ upsilon φ varphi ϕ phi χ chi ψ psi ω omega Γ "
    "Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega ± pm ∓ mp × times ÷ div ⋅ cdot "
    "· cdot ∗ ast ∘ circ ∙ bullet ⊕ oplus ⊗ otimes ≤ leq ≥ geq ≠ neq ≈ approx ≡ equiv ≅ cong ∼ sim ≃ simeq ∝ propto "
    "≪ ll ≫ gg ∈ in ∉ notin ∋ ni ⊂ subset ⊆ subseteq ⊃ supset ⊇ supseteq ∪ cup ∩ cap ∖ setminus ∅ emptyset ∀ forall "
    "∃ exists ¬ neg ∧ wedge ∨ vee ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow → to ← leftarrow ↔ leftrightarrow ↦ "
    "mapsto ⟶ longrightarrow ∞ infty ∂ partial ∇ nabla ∑ sum ∏ prod ∐ coprod ∫ int ∬ iint ∭ iiint ∮ oint ⋃ bigcup ⋂ "
    "bigcap √ surd … ldots ⋯ cdots ⋮ vdots ⋱ ddots ′ prime ℓ ell ℏ hbar ℝ mathbb{R} ℕ mathbb{N} ℤ mathbb{Z} ℚ "
    "mathbb{Q} ℂ mathbb{C} ⟨ langle ⟩ rangle ⌊ lfloor ⌋ rfloor ⌈ lceil ⌉ rceil ‖ Vert ∥ parallel ⊥ perp ∠ angle "
)
_ESCAPED = {"{": "\\{", "}": "\\}", "%": "\\%", "#": "\\#", "&": "\\&", "_": "\\_", "$": "\\$", "\\": "\\backslash "}
# Minus and primes as TeX has them; invisible operators and spaces say nothing.
_PLAIN = {
    "−": "-",
    "\u2061": "",
    "\u2062": "",
    "\u2063": "",
    "\u2064": "",
    "\u00a0": " ",
    "\u200b": "",
    "’": "'",
    "∣": "\\mid ",
}
_ACCENTS = _table(
    "^ hat ˆ hat ¯ overline ‾ overline → vec ⃗ vec ~ tilde ˜ tilde ˙ dot ¨ ddot ⏞ overbrace _ underline ⏟ underbrace "
)
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln exp lim limsup liminf max min sup "
    "inf det dim ker gcd deg arg Pr hom".split()
)
_VARIANTS = _table(
    "bold mathbf double-struck mathbb script mathcal fraktur mathfrak sans-serif mathsf monospace mathtt "
    "bold-italic boldsymbol"
)
_NOTHING = frozenset(
    ("annotation", "annotation-xml", "mphantom", "mspace", "none", "mprescripts", "maligngroup", "malignmark")
)
_LAST_COMMAND = re.compile(r"\\[A-Za-z]+\Z")


def to_tex(math: Element) -> str:
    """The TeX of a <math> element, written from the inside out."""
    inside = [math, *(node for node in math.walk() if isinstance(node, Element))]
    written: dict[int, str] = {}
    for node in reversed(inside):
        children = list(node.elements())
        written[id(node)] = _write(node, children, [written.pop(id(child)) for child in children])
    return written[id(math)].strip()


def _write(node: Element, children: list[Element], parts: list[str]) -> str:
    name = node.name.rpartition(":")[2]
    if name in _NOTHING:
        return "\\ " if name == "mspace" and re.match(r"[1-9]|0?\.[2-9]", node.get("width")) else ""
    if name in ("mi", "mn", "mo", "ms", "mtext"):
        return _token(name, node) if not children else _joined(parts)
    if name == "semantics":
        return parts[0] if parts else ""
    if name in _SHAPES and len(parts) == _SHAPES[name][0]:
        return _SHAPES[name][1].format(*parts, base=_based(parts[0]))
    if name in ("mover", "munder") and len(parts) == 2:
        return _above_or_below(name, children, parts)
    if name == "msqrt":
        return f"\\sqrt{{{_joined(parts)}}}"
    if name == "mfrac" and len(parts) == 2:
        bar = node.get("linethickness").startswith("0")
        return (
            f"\\genfrac{{}}{{}}{{0pt}}{{}}{{{parts[0]}}}{{{parts[1]}}}"
            if bar
            else f"\\frac{{{parts[0]}}}{{{parts[1]}}}"
        )
    if name == "mfenced":
        return _fenced(node, parts)
    if name == "mmultiscripts":
        return _multiscripts(children, parts)
    if name == "mtable":
        return "\\begin{matrix}" + " \\\\ ".join(parts) + "\\end{matrix}"
    if name in ("mtr", "mlabeledtr"):
        return " & ".join(parts)
    if name == "menclose":
        drawn = node.get("notation", "longdiv").split()
        if drawn in (["top"], ["bottom"]):
            return f"\\{'overline' if drawn == ['top'] else 'underline'}{{{_joined(parts)}}}"
        return (
            f"\\boxed{{{_joined(parts)}}}"
            if "box" in drawn
            else f"\\cancel{{{_joined(parts)}}}"
            if "updiagonalstrike" in drawn
            else _joined(parts)
        )
    loose = "" if children else _text(node)
    return _joined(parts) or loose


_SHAPES = {
    "msup": (2, "{base}^{{{1}}}"),
    "msub": (2, "{base}_{{{1}}}"),
    "msubsup": (3, "{base}_{{{1}}}^{{{2}}}"),
    "munderover": (3, "{base}_{{{1}}}^{{{2}}}"),
    "mroot": (2, "\\sqrt[{1}]{{{0}}}"),
}


def _joined(parts: list[str]) -> str:
    """Parts in a row; a command is kept apart from a letter behind it."""
    row = ""
    for part in parts:
        if part[:1].isalpha() and _LAST_COMMAND.search(row):
            row += " "
        row += part
    return row


def _based(part: str) -> str:
    """What can carry a power: a single sign, a number or a command, else a group."""
    simple = (
        len(part) <= 1
        or part.isdecimal()
        or re.fullmatch(r"\\[A-Za-z]+|\\[{}%#&]|\\(?:mathrm|mathbf|mathbb|operatorname)\{\w+\}", part)
    )
    return part if simple else f"{{{part}}}"


def _text(node: Element) -> str:
    return " ".join(node.all_text().split())


def _token(name: str, node: Element) -> str:
    text = _text(node)
    if name in ("mtext", "ms"):
        held = re.sub(r"\s+", " ", node.all_text())
        return "\\text{" + "".join(_ESCAPED.get(sign, sign) for sign in held) + "}" if held.strip() else " "
    if text in _FUNCTIONS:
        return f"\\{text}"
    if name == "mi" and len(text) > 1 and text.isalpha() and text.isascii():
        return f"\\mathrm{{{text}}}"
    tex = _joined([_sign(sign) for sign in text])
    variant = _VARIANTS.get(node.get("mathvariant"))
    return f"\\{variant}{{{tex}}}" if variant and tex else tex


def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return f"\\{_SIGNS[sign]}"
    return _ESCAPED.get(sign) or _PLAIN.get(sign, sign)


def _above_or_below(name: str, children: list[Element], parts: list[str]) -> str:
    accent = _ACCENTS.get(_text(children[1])) if children[1].name in ("mo", "mi", "mtext") else None
    if accent:
        return f"\\{accent}{{{parts[0]}}}"
    return f"{_based(parts[0])}{'^' if name == 'mover' else '_'}{{{parts[1]}}}"


def _fenced(node: Element, parts: list[str]) -> str:
    opening, closing = node.get("open", "("), node.get("close", ")")
    separators = "".join(node.get("separators", ",").split())
    row = ""
    for index, part in enumerate(parts):
        row += (separators[min(index, len(separators)) - 1] if index and separators else "") + part
    left, right = (_sign(sign) if sign.strip() else "." for sign in (opening.strip(), closing.strip()))
    return f"\\left{left}{' ' if row[:1].isalpha() and left[-1:].isalpha() else ''}{row}\\right{right}"


def _multiscripts(children: list[Element], parts: list[str]) -> str:
    names = [child.name for child in children]
    split = names.index("mprescripts") if "mprescripts" in names else len(names)
    behind, before = parts[1:split], parts[split + 1 :]
    return _scripts("{}", before) + (_based(parts[0]) if parts else "") + _scripts("", behind)


def _scripts(base: str, parts: list[str]) -> str:
    """Pairs of lower and upper marks."""
    row = ""
    for low, high in zip(parts[::2], parts[1::2], strict=False):
        row += base + (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")
    return row
