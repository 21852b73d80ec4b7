import pytest

from portal.ui.richtext import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Svarīgi** un *skaisti*", "<p><strong>Svarīgi</strong> un <em>skaisti</em></p>"),
        ("# Virsraksts", "<h3>Virsraksts</h3>"),
        ("## Virsraksts", "<h3>Virsraksts</h3>"),
        ("- viens\n- divi", "<ul>\n<li>viens</li>\n<li>divi</li>\n</ul>"),
        ("[lapa](https://example.lv)", '<p><a href="https://example.lv" rel="noopener noreferrer">lapa</a></p>'),
    ],
)
def test_plain_markdown_becomes_plain_html(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "poison"),
    [
        ("<script>alert(1)</script>labi", "script"),
        ("[labi](javascript:alert(1))", "javascript"),
        ("[labi](data:text/html;base64,PHN2Zz4=)", "data:"),
        ('labi <img src="x" onerror="alert(1)">', "img"),
        ('<p onclick="alert(1)">labi</p>', "onclick"),
        ('<p style="position:fixed">labi</p>', "style"),
        ("<iframe src=https://example.lv></iframe>labi", "iframe"),
    ],
)
def test_what_could_harm_is_removed_and_the_words_stay(text, poison):
    html = to_html(text)

    assert poison not in html
    assert "labi" in html


def test_a_table_is_kept():
    assert "<table>" in to_html("| a | b |\n|---|---|\n| 1 | 2 |")
