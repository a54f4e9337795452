"""How much a file may hold. A file past a limit is refused with a sentence, or cut with a note."""

from typing import Final

MEGABYTE: Final = 1024 * 1024

FILE_BYTES: Final = 200 * MEGABYTE
UNPACKED_BYTES: Final = 2048 * MEGABYTE
UNPACKED_RATIO: Final = 200
# Small members compress extremely well without any ill will (an empty styles part, a row of equal cells).
RATIO_FREE_BYTES: Final = 10 * MEGABYTE
SHARED_TEXT_BYTES: Final = 300 * MEGABYTE
# Formats that have to be held whole while they are read.
HELD_BYTES: Final = 60 * MEGABYTE

ROWS: Final = 5_000_000
COLUMNS: Final = 1_000
SHEETS: Final = 100
CELL_CHARACTERS: Final = 100_000
# Past this a parser stops gathering a cell's text; more than the longest cell, so that a cut is seen as one.
PARSED_CHARACTERS: Final = 200_000
HEADING_CHARACTERS: Final = 200
CARD_PROPERTIES: Final = 2_000
LINE_CHARACTERS: Final = 32 * MEGABYTE
LINES_IN_A_CELL: Final = 2_000

HEAD_ROWS: Final = 200
SAMPLES: Final = 20
SAMPLE_CHARACTERS: Final = 200
