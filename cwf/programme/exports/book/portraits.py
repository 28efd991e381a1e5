"""The neutral busts that stand where no photograph is, in the edition's colours.

The same six schemes as on the web, picked by the length of the name, so that a person looks the
same in print.
"""

from dataclasses import dataclass

from cwf.programme.timetable import Speaker

ONE, OTHER, DARK, PAPER = "#0F6B78", "#E4572A", "#14201F", "#FFFFFF"
BUST = (
    '<path fill="{coat}" d="M4 200a76 76 0 0 1 152 0z"/>'
    '<path fill="{lining}" d="M30 200a50 50 0 0 1 100 0z"/>'
    '<path fill="{coat}" d="M55 200a25 25 0 0 1 50 0z"/>'
    '<circle fill="{face}" cx="80" cy="97" r="42"/>'
)
GROUP = (
    '<path fill="{lining}" d="M-22 200a52 52 0 0 1 104 0zM78 200a52 52 0 0 1 104 0z"/>'
    '<circle fill="{face}" cx="35" cy="128" r="28"/>'
    '<circle fill="{face}" cx="125" cy="128" r="28"/>'
    '<path fill="{lining}" d="M21 200a59 66 0 0 1 118 0z"/>'
    '<path fill="{coat}" d="M27 200a53 60 0 0 1 106 0z"/>'
    '<circle fill="{lining}" cx="80" cy="108" r="40"/>'
    '<circle fill="{face}" cx="80" cy="110" r="34"/>'
)
SCHEMES = 6


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """What is behind the bust, and its three colours."""

    behind: str
    coat: str
    lining: str
    face: str

    def drawing(self, *, group: bool) -> bytes:
        """The bust as SVG, square, standing on its lower edge."""
        shapes = (GROUP if group else BUST).format(
            coat=self.coat, lining=self.lining, face=self.face
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 40 160 160">{shapes}</svg>'
        ).encode()


def schemes(ground: str, sun: str) -> tuple[Scheme, ...]:
    """The six schemes in the colours of an edition."""
    return (
        Scheme(behind=ground, coat=DARK, lining=PAPER, face=sun),
        Scheme(behind=ground, coat=ONE, lining=ground, face=sun),
        Scheme(behind=OTHER, coat=PAPER, lining=OTHER, face=sun),
        Scheme(behind=DARK, coat=ground, lining=DARK, face=sun),
        Scheme(behind=ONE, coat=sun, lining=ONE, face=ground),
        Scheme(behind=ground, coat=OTHER, lining=ground, face=DARK),
    )


def name_of(speaker: Speaker) -> str:
    """The name of the drawing for a person or a group."""
    return f"bust{len(speaker.name) % SCHEMES}{'g' if speaker.group else ''}"
