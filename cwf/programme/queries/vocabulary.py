"""What an edition calls the things that sheets name."""

from cwf.editions.models import Edition
from cwf.programme.queries.content import kinds_of, regions
from cwf.programme.sheets.vocabulary import Vocabulary


def vocabulary(edition: Edition) -> Vocabulary:
    """Names of all regions, and the edition's own words for kinds."""
    return Vocabulary(
        regions={region.slug: region.name for region in regions()},
        kinds={kind.value: row.name for kind, row in kinds_of(edition).items() if row.name},
    )
