"""
Makes the fonts of the app, src/lib/ui/fonts, from those of the packages @fontsource-variable/*: without the weights that no text of the
app has. That is a third less to fetch before the first page can be read.
To be run again when one of the packages is new: python3 tests/tools/narrow-fonts.py (needs fonttools and brotli).
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parents[2]
FONTS = {'literata': ['normal', 'italic'], 'onest': ['normal']}
SCRIPTS = ['latin', 'latin-ext', 'cyrillic']
# As src/lib/ui/styles/fonts.css says: from plain to bold.
WEIGHTS = (400, 400, 700)
# Of the names in a font: whose it is, what it is called, and its licence.
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def narrow(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=['*'], name_IDs=NAMES, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys())
    subsetter.subset(font)
    font = instantiateVariableFont(font, {'wght': WEIGHTS})
    font.flavor = 'woff2'
    font.save(target)
    print(f'{target.name}: {source.stat().st_size} bytes, now {target.stat().st_size}')


for family, styles in FONTS.items():
    for script in SCRIPTS:
        for style in styles:
            name = f'{family}-{script}-wght-{style}.woff2'
            files = ROOT / f'node_modules/@fontsource-variable/{family}/files'
            narrow(files / name, ROOT / 'src/lib/ui/fonts' / name)
