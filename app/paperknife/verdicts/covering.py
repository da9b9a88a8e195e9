"""Which blocks stand wholly in an element: boxes hold blocks, and a block may be nothing but one link."""

from functools import cached_property

from paperknife.filters.looking import Medium, Thing
from paperknife.page.blocks import Blocks, Element


class Covering:
    """What the elements of a page cover; what was looked up once is remembered."""

    def __init__(self, blocks: Blocks) -> None:
        self.all = blocks.all
        self._leaves: dict[int, dict[Element, int]] = {}

    def whole(self, thing: Thing) -> list[int]:
        """Places of the blocks that have nothing outside of `thing`."""
        if isinstance(thing, Medium):
            index = self.place_of(thing.node.mem_id)
            return [index] if index is not None and not self.all[index].text else []
        if thing.boxed and thing.count:
            return list(range(thing.first, thing.stop))
        return [i for i in self._near(thing) if self.leaves_within(i).get(thing, 0) == len(self.all[i].leaves)]

    def partly(self, element: Element) -> list[int]:
        """Places of the blocks that have something in `element` and something outside of it."""
        if element.boxed and element.count:
            return []
        return [i for i in self._near(element) if 0 < self.leaves_within(i).get(element, 0) < len(self.all[i].leaves)]

    def place_of(self, medium: int) -> int | None:
        """The place of the block that holds the image or frame with this `mem_id`."""
        return self._media.get(medium)

    def leaves_within(self, index: int) -> dict[Element, int]:
        """How many of a block's texts and media stand in each of the elements within it."""
        counts = self._leaves.get(index)
        if counts is None:
            counts = self._leaves[index] = {}
            block = self.all[index]
            for _, parent in block.leaves:
                for element in parent.lineage():
                    if element is block.element:
                        break
                    counts[element] = counts.get(element, 0) + 1
        return counts

    def _near(self, element: Element) -> range:
        """The blocks that may begin, stand or end in an element that breaks no line."""
        return range(element.first, min(max(element.stop, element.first) + 1, len(self.all)))

    @cached_property
    def _media(self) -> dict[int, int]:
        return {
            node.mem_id: block.index
            for block in self.all
            if block.images or not block.text or len(block.leaves) > 1
            for node, _ in block.leaves
        }
