#!/usr/bin/env python3
"""Makes the small font the page draws with: subset_font.py all|common INPUT.otf OUTPUT

stb_truetype, which Dear ImGui draws with, knows no OpenType features, and Inter's default digits are
proportional. So the tabular forms (feature tnum) take the place of the plain ones in the character map, which
keeps figures from jumping; then everything but the characters below is dropped: `all` of them for the weight of
plain text, the `common` ones for the others, which take the rest from that one (src/ui/fonts.cpp).
"""

import sys

from fontTools import subset
from fontTools.cffLib import cffStandardStrings
from fontTools.ttLib import TTFont

try:
    from fontTools.ttLib.scaleUpem import scale_upem
except ImportError:  # before fonttools 4.31: the same letters in a larger file
    scale_upem = None

# Units of an em: half of one is a sixteenth of a pixel in the largest letters, 60 pixels high.
GRID = 512
TABULAR = "0123456789+-.,%\u2212"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
COMMON = ASCII + "\u00a0·×±²³ÄÖÜäöüßΔΣαβγεηθλμσ₀₁₂₃–—‘’“”„…→←−√∞≤≥"
CHARACTERS = (
    ASCII
    + "".join(map(chr, range(0xA0, 0x100)))  # Latin-1
    + "".join(map(chr, range(0x391, 0x3CA)))  # Greek
    + "ıĸœŒ\u202f"
    + "\u2212×±÷≤≥≈≠≡→←↑↓↔√∞∂∑∏∫∆·•…“”‘’‚„–—‖′″✓✕×⌘⇧"
    + "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵗ"
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


def forget_names(font: TTFont) -> None:
    """Glyphs get names that every CFF reader knows by heart and no file spells out."""
    known = [name for name in cffStandardStrings if name != ".notdef"]
    old = font.getGlyphOrder()
    new = [old[0], *known[: len(old) - 1]]
    if len(new) < len(old):
        return
    names = dict(zip(old, new))
    for table in font["cmap"].tables:
        table.cmap = {code: names[name] for code, name in table.cmap.items()}
    metrics = font["hmtx"].metrics
    font["hmtx"].metrics = {names[name]: value for name, value in metrics.items()}
    top = font["CFF "].cff.topDictIndex[0]
    outlines = top.CharStrings
    outlines.charStrings = {names[name]: value for name, value in outlines.charStrings.items()}
    top.charset = new
    font.setGlyphOrder(new)


def main() -> None:
    characters, source, output = sys.argv[1:]
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
    options.desubroutinize = True  # compression finds what repeats, and better
    options.glyph_names = False
    options.name_IDs = [0, 13, 14]  # whose it is, and its licence
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "OS/2"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text={"all": CHARACTERS, "common": COMMON}[characters])
    subsetter.subset(font)
    if scale_upem:
        scale_upem(font, GRID)
    forget_names(font)
    font.save(output)


if __name__ == "__main__":
    main()
