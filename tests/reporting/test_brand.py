"""A client's file is checked as scenarios are: everything wrong at once, with line, what is allowed, what is near."""

import io

import pytest
from PIL import Image

from experiments.reporting.brand import LEAST_CONTRAST, Brand, BrandError, contrast, darkened, read_brand


@pytest.fixture
def written(tmp_path):
    """Writes a file of this text beside a logo, and gives its place."""
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "#7a1f3d").save(drawn, "PNG")
    (tmp_path / "logo.png").write_bytes(drawn.getvalue())
    (tmp_path / "no.png").write_bytes(b"GIF89a")
    (tmp_path / "broken.png").write_bytes(drawn.getvalue()[:60])

    def write(text):
        (tmp_path / "client.toml").write_text(text, encoding="utf-8")
        return tmp_path / "client.toml"

    return write


def test_a_whole_file_is_taken_as_it_stands(written):
    colours = '[colours]\naccent = "#7A1F3D"\non_accent = "#fff8e7"\n'
    text = f'name = "Anytown"\nprepared_by = "A. C."\nlogo = "logo.png"\n{colours}'
    found = read_brand(written(text))
    assert (found.name, found.prepared_by, found.accent, found.on_accent) == ("Anytown", "A. C.", "#7a1f3d", "#fff8e7")
    assert found.logo_kind == "png"
    assert read_brand(written("")) == Brand()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'nam = "x"\n',
            "client.toml line 1: nam: no such key; allowed: name, prepared_by, logo, colours; did you mean name?",
        ),
        ("name = 3\n", "client.toml line 1: name: 3; allowed: text in quotation marks"),
        (
            '\n[colours]\nacent = "#000000"\n',
            "client.toml line 3: colours.acent: no such key; allowed: accent, on_accent; did",
        ),
        (
            '[colours]\naccent = "red"\n',
            'client.toml line 2: colours.accent: "red"; allowed: a colour such as "#0b4f6c"',
        ),
        ('colours = "red"\n', 'client.toml line 1: colours: "red"; allowed: a table, [colours]'),
        (
            '[colours]\naccent = "#ffee00"\n',
            'line 2: colours.accent: "#ffee00" has a contrast of 1.2 on white; allowed: from 4.5; did you mean "#8',
        ),
        (
            '[colours]\naccent = "#7a1f3d"\non_accent = "#803040"\n',
            'line 3: colours.on_accent: "#803040" has a contrast of 1.2 on the accent "#7a1f3d"; allowed: from 4.5',
        ),
        (
            'logo = "lgo.png"\n',
            'line 1: logo: "lgo.png" cannot be read: No such file or directory; allowed: the path of',
        ),
        ('logo = "lgo.png"\n', "did you mean logo.png?"),
        (
            'logo = "no.png"\n',
            'line 1: logo: "no.png" is neither PNG nor JPEG; allowed: the path of a PNG or JPEG file',
        ),
        ('logo = "broken.png"\n', 'line 1: logo: "broken.png" cannot be read: '),
        ('name = "A\\u0007"\n', "client.toml line 1: name: "),
        ("name = Anytown\n", "client.toml line 1: "),
    ],
)
def test_what_is_wrong_is_said_with_its_line(written, text, said):
    with pytest.raises(BrandError) as refused:
        read_brand(written(text))
    assert said in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(written):
    with pytest.raises(BrandError) as refused:
        read_brand(written('name = 1\nlogo = 2\nfont = "x"\n[colours]\naccent = 3\n'))
    assert len(refused.value.problems) == 4


@pytest.mark.parametrize("colour", ["#ffee00", "#808080", "#00ff00", "#0b4f6c"])
def test_what_is_proposed_can_be_read(colour):
    assert contrast(darkened(colour), "#ffffff") >= LEAST_CONTRAST


def test_the_usual_colours_can_be_read():
    assert contrast(Brand.accent, "#ffffff") >= LEAST_CONTRAST
    assert contrast(Brand.accent, Brand.on_accent) >= LEAST_CONTRAST
