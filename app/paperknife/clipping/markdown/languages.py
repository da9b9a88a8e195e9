"""Which language a code block is in, from the class names that highlighters and generators write."""

import re

from paperknife.clipping.markdown.tree import Element

_NAMED = re.compile(
    r"(?:language|lang|highlight-source|highlight-text|highlight|src|brush:?|sourcecode-|code-lang)-(?P<name>[\w+#.-]+)\Z"
)
_BRUSH = re.compile(r"brush:\s*([\w+#-]+)")
_ATTRIBUTES = ("data-lang", "data-language", "data-enlighter-language", "data-code-language", "lang-name")
_NO_LANGUAGE = frozenset(
    "none nohighlight wrap no-highlight default auto undefined unknown wrapper toolbar lines source notranslate".split()
)
_MARKERS = frozenset("hljs highlight sourcecode codehilite prettyprint chroma shiki prism code src".split())
# A bare class name is a language only if it is one that is known.
_KNOWN = frozenset(
    "abap ada apache applescript arduino asm awk bash basic bat batch bibtex brainfuck c clojure cmake "
    "cobol coffee coffeescript console cpp c++ crystal cs csharp c# css csv cuda cypher d dart delphi diff "
    "django docker dockerfile dos dot elisp elixir elm erb erlang f# fish forth fortran fsharp gdscript "
    "gherkin git glsl go golang gradle graphql groovy haml handlebars haskell hcl hlsl html http ini java "
    "javascript jinja js json json5 jsonc jsx julia kotlin kt latex less lisp llvm log lua makefile "
    "markdown mathematica matlab md mermaid mips mysql nasm nginx nim nix objc objectivec objective-c ocaml "
    "octave pascal patch perl pgsql php plain plaintext postgres postgresql powershell prolog properties "
    "protobuf proto ps1 pug puppet purescript py pycon python python3 qml r racket rb reason regex rs rst "
    "ruby rust sas sass scala scheme scss sed sh shell shell-session smalltalk smali sml solidity sparql "
    "sql stylus svelte svg swift systemverilog tcl terraform tex text toml ts tsx twig typescript txt v vb "
    "vbnet verilog vhdl vim viml vue wasm xhtml xml xquery yaml yml zig zsh".split()
)


def language(block: Element) -> str:
    """The language of a block in lower case, "" if neither its <code>, nor it, nor what is closely around it says."""
    around: Element | None = block
    nearest = block.inside("code")[:1]
    for _ in range(5):
        if around is None or around.name == "[document]":
            break
        nearest.append(around)
        around = around.parent
    for element in nearest:
        name = _own_language(element)
        if name:
            return name
    return ""


def _own_language(element: Element) -> str:
    if not element.attrs:
        return ""
    brush = _BRUSH.search(element.get("class").lower())
    if brush:
        return _usable(brush[1])
    classes = element.classes
    for name in classes:
        named = _NAMED.match(name)
        if named and _usable(named["name"]):
            return _usable(named["name"])
    for attribute in _ATTRIBUTES:
        if element.get(attribute):
            return _usable(element.get(attribute).lower())
    if element.name in ("pre", "code", "figure", "div") and (
        not _MARKERS.isdisjoint(classes) or element.name == "code"
    ):
        return next((name for name in classes if name in _KNOWN and name not in _MARKERS), "")
    return ""


def _usable(name: str) -> str:
    """A name that can stand behind a fence."""
    return name if name not in _NO_LANGUAGE and re.fullmatch(r"[\w+#.-]+", name) else ""
