from pathlib import Path

from django.contrib.staticfiles import finders
from unfold.settings import CONFIG_DEFAULTS


def test_our_style_sheet_gives_the_theme_every_colour_that_it_uses():
    sheet = Path(finders.find("css/admin.css")).read_text()

    colours = [f"--color-{name}-{weight}:" for name, weights in CONFIG_DEFAULTS["COLORS"].items() for weight in weights]

    assert [colour for colour in (*colours, "--border-radius:") if colour not in sheet] == []
