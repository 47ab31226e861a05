"""Texts that have hurt other programs, each with the reason it is here.

All of them are things a person may type, paste, or find in a file that someone else wrote.
"""

from __future__ import annotations

# What a terminal would act on.
ESCAPES = {
    "clear the screen": "\x1b[2J\x1b[H",
    "red and blinking": "\x1b[5;31malarm\x1b[0m",
    "write the clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "name the window": "\x1b]0;owned\x07",
    "a link that lies": "\x1b]8;;http://example.invalid\x1b\\click\x1b]8;;\x1b\\",
    "ask the terminal to answer": "\x1b[6n\x1b[c\x1bP$q m\x1b\\",
    "the other screen": "\x1b[?1049l\x1b[?1049h",
    "a report of the title": "\x1b[21t",
    "reset all": "\x1bc",
    "C1 control sequence": "\x9b2J\x9b31m",
    "C1 command": "\x9d0;owned\x9c",
    "a device string": "\x90q#0;2;0;0;0#0~~\x9c",
    "next line, C1": "above\x85below",
    "bell": "\x07\x07\x07",
    "backspaces over a word": "safe\x08\x08\x08\x08harm",
    "carriage return over a line": "what was said\rsomething else",
    "delete": "a\x7fb",
    "NUL": "be\x00fore",
    "shift out": "\x0ebox\x0f",
    "vertical tab and form feed": "a\x0bb\x0cc",
    "a tab": "a\tb",
    "escape at the end": "half\x1b",
    "all controls": "".join(map(chr, [*range(1, 9), *range(14, 32), *range(0x80, 0xA0)])),
}

# What hides or reorders.
HIDDEN = {
    "right to left override": "pay \u202e001\u202c now",
    "isolates": "\u2066abc\u2067def\u2068ghi\u2069",
    "embeddings": "\u202aabc\u202bdef\u202c",
    "a mark of direction": "a\u200eb\u200fc\u061cd",
    "zero width space": "un\u200bseen",
    "word joiner": "un\u2060seen",
    "soft hyphen": "un\u00adseen",
    "byte order mark inside": "un\ufeffseen",
    "line and paragraph separator": "one\u2028two\u2029three",
    "tag letters": "flag\U000e0041\U000e0042\U000e007f",
    "interlinear marks": "\ufff9base\ufffagloss\ufffb",
    "zero width joiner alone": "a\u200db\u200cc",
}

# What a widget, a page, a spreadsheet, a typesetter or a shell would read as its own.
MARKUP = {
    "a closing tag": "plan [/b]",
    "a unit": "weight [kg]",
    "an action": "[@click=app.quit]quit[/]",
    "a colour": "[bold red]loud[/bold red]",
    "an open bracket": "[",
    "an open closing tag": "[/",
    "a style of nothing": "[/]",
    "a link in brackets": "[link=file:///etc/passwd]see[/link]",
    "escaped bracket": r"\[b]\[/b]\\",
    "emoji code": ":skull: :warning:",
    "html": "<script>alert(1)</script>",
    "html attribute": "\" onmouseover=\"alert(1)' x='",
    "entities": "&lt;b&gt; &amp; &#27;[2J",
    "a comment": "--><!-- x -->",
    "markdown": "# Heading\n* item\n> quote\n[a](javascript:alert(1)) ![b](http://x.invalid/y)",
    "markdown table": "a | b\n--- | ---\n`code` **bold** __x__",
    "fence": "```\nrm -rf ~\n```",
    "typst": '#read("/etc/passwd") $ x $ @ref',
    "tex": r"\input{/etc/passwd} \write18{ls}",
    "a formula": '=HYPERLINK("http://x.invalid","see")',
    "a formula with plus": "+1+cmd|' /C calc'!A0",
    "a formula with at": "@SUM(1+1)",
    "shell": "$(touch owned); `touch owned`; rm -rf ~ #",
    "format strings": "%s%n{0}{self.__class__}{{x}}${HOME}",
    "our own piping": "{goal.statement} {a|b} {today}",
    "our own orders": ":quit",
    "end of a TOML text": '"""\n[safety]\ndecision = "go"\n"""',
    "TOML": 'x = "y"\n[[goals]]\nid = "g1"',
    "the last line of a plan": f"# sha256: {'0' * 64}",
    "backslashes and quotes": "\\\"'\\'\\\\ '''\"\"\"",
    "JSON": '{"n":1,"ev":"close"}\n',
    "a path out": "../../../etc/passwd",
    "a sentence that blames": "Traceback (most recent call last):",
}

# What breaks a width, a wrap or an encoding.
SHAPES = {
    "family": "👩‍👩‍👧‍👦 family",
    "flags and skin": "🇩🇪🇯🇵 👍🏿 ❤️ 1️⃣",
    "Chinese": "我想在星期天给我妹妹的孩子们做午饭，因为一家人坐在一起对我来说很重要。",
    "Arabic": "أريد أن أطبخ الغداء لأطفال أختي كل يوم أحد",
    "Hebrew and Latin": "שלום to the world 123 עולם",
    "Thai": "ฉันอยากทำอาหารกลางวันให้หลาน",
    "Devanagari": "मैं रविवार को खाना पकाना चाहती हूँ",
    "Hangul in parts": "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "composed and not": "caf\u00e9 cafe\u0301",
    "many marks on one letter": "Z" + "\u0310\u0301\u0322\u0334" * 60,
    "full width": "ＡＢＣ１２３",
    "a replacement mark": "what \ufffd was",
    "private use and no character": "\ue000\uf8ff\ufdd0\U0010ffff",
    "the last plane": "\U00020000\U0001f9ff",
    "a line of 10 kB": "wordy " * 1700,
    "a word of 10 kB": "w" * 10_000,
    "300 lines": "line\n" * 300,
    "only line ends inside": "a" + "\n" * 40 + "b",
    "Windows line ends": "one\r\ntwo\r\nthree",
    "many blanks": "a" + " " * 300 + "b",
    "no-break blanks": "a\u00a0\u2003\u3000b",
}

KINDS = (ESCAPES, HIDDEN, MARKUP, SHAPES)
TEXTS: dict[str, str] = {name: text for kind in KINDS for name, text in kind.items()}

# What may never reach a terminal from a plan: ESC, the other C0 but line ends, DEL, C1, bidi.
ACTS = frozenset(
    chr(one)
    for one in (
        *(number for number in range(32) if number not in (9, 10, 13)),
        *range(0x7F, 0xA0),
        *(0x061C, 0x200E, 0x200F, 0x200B, 0x2028, 0x2029, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)


def acting(text: str) -> list[str]:
    """Return what in `text` a terminal would act on, spelled out."""
    return sorted({f"U+{ord(ch):04X}" for ch in text if ch in ACTS})
