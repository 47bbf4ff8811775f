#!/usr/bin/env python3
"""Makes the small font the page draws with: subset_font.py INPUT.otf OUTPUT

stb_truetype, which Dear ImGui draws with, knows no OpenType features, and Inter's default digits are
proportional. So the tabular forms (feature tnum) take the place of the plain ones in the character map, which
keeps figures from jumping; then everything but the characters below is dropped.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

TABULAR = "0123456789+-.,%\u2212"
CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0xA0, 0x100)))  # Latin-1
    + "".join(map(chr, range(0x391, 0x3CA)))  # Greek
    + "ıĸœŒ"
    + "\u2212×±÷≤≥≈≠≡→←↑↓↔√∞∂∑∏∫∆·•…“”‘’‚„–—‖′″✓✕×⌘⇧"
    + "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"
    + "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ"
)


def tabular_forms(font: TTFont) -> dict:
    """Glyph name -> the glyph name that feature tnum puts in its place."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    forms = {}
    for index in sorted(lookups):
        for lookup in table.LookupList.Lookup[index].SubTable:
            lookup = getattr(lookup, "ExtSubTable", lookup)
            forms.update(getattr(lookup, "mapping", {}))
    return forms


def main() -> None:
    source, output = sys.argv[1:]
    font = TTFont(source)
    forms = tabular_forms(font)
    if not forms:
        sys.exit(f"{source} has no tabular figures (feature tnum)")
    for table in font["cmap"].tables:
        if table.isUnicode():
            for character in TABULAR:
                glyph = table.cmap.get(ord(character))
                if glyph in forms:
                    table.cmap[ord(character)] = forms[glyph]

    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    font.save(output)


if __name__ == "__main__":
    main()
